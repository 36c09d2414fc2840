// The frame's styles, as one constructed sheet shared by all elements: no inline style, so a strict policy holds.

const TEXT = `
:host { display: block; container-type: inline-size; contain-intrinsic-inline-size: 280px; position: relative; font-family: var(--liq-font, inherit); text-align: start; }
/* What stands before the first drawing has the page’s own colours, whatever they are. */
:host(.drawn) { color: var(--liq-ink, var(--ink)); }
:host([hidden]) { display: none; }
:host {
  --ink: #14171a; --muted: #56606b; --grid: #e3e7eb; --accent: #0b63b8; --panel: #ffffff;
}
:host(.dark) {
  --ink: #eef1f4; --muted: #a3adb8; --grid: #2a3138; --accent: #7cc0ff; --panel: #12161b;
}
/* Paper is white, whatever the screen is. */
:host(.paper) .frame {
  --liq-bg: #ffffff; --liq-ink: #14171a; --liq-muted: #56606b; --liq-grid: #e3e7eb; --liq-accent: #0b63b8; --liq-long: initial; --liq-short: initial; --liq-focus: initial;
  color: var(--liq-ink); print-color-adjust: exact; -webkit-print-color-adjust: exact;
}
* { box-sizing: border-box; }
.frame { display: none; background: var(--liq-bg, transparent); border-radius: var(--liq-radius, 0); }
:host(.drawn) .frame { display: block; overflow-wrap: anywhere; }
:host(.drawn) slot { display: none; }
.heading { margin: 0; font-size: 17px; line-height: 1.35; font-weight: 600; }
.dek { margin: 4px 0 8px; font-size: 13.5px; line-height: 1.5; color: var(--liq-muted, var(--muted)); }
.controls { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; margin: 0 0 8px; font-size: 13px; }
.controls[hidden] { display: none; }
.group { display: flex; align-items: center; gap: 0; }
button, select { font: inherit; font-size: 13px; color: inherit; background: transparent; height: 32px; min-width: 32px; padding: 0 10px; border: 1px solid color-mix(in srgb, var(--liq-muted, var(--muted)) 45%, transparent); border-radius: 4px; cursor: pointer; }
select option { color: #14171a; background: #ffffff; }
:host(:not(.drawn)) button { border-color: currentColor; }
.group button { border-radius: 0; margin-inline-start: -1px; }
.group button:first-child { border-start-start-radius: 4px; border-end-start-radius: 4px; margin-inline-start: 0; }
.group button:last-child { border-start-end-radius: 4px; border-end-end-radius: 4px; }
button[aria-pressed="true"] { background: var(--liq-ink, var(--ink)); color: var(--liq-bg, var(--panel)); border-color: var(--liq-ink, var(--ink)); }
button:disabled { opacity: .45; cursor: default; }
label { display: inline-flex; align-items: center; gap: 8px; color: var(--liq-muted, var(--muted)); }
input[type="range"] { width: 110px; height: 24px; accent-color: var(--liq-accent, var(--accent)); }
:focus-visible { outline: 2px solid var(--liq-focus, var(--accent)); outline-offset: 2px; }
.chart { position: relative; height: 540px; direction: ltr; touch-action: pan-y; cursor: crosshair; user-select: none; -webkit-user-select: none; }
.chart.still { pointer-events: none; cursor: auto; }
.chart canvas { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.legend { position: absolute; color: transparent; forced-color-adjust: none; }
.note, .footer { margin: 6px 0 0; font-size: 12px; line-height: 1.6; color: var(--liq-muted, var(--muted)); }
.note a { color: inherit; display: inline-block; min-width: 24px; padding-block: 4px; margin-block: -4px; }
.footer { display: flex; flex-wrap: wrap; gap: 4px 8px; }
.footer button { height: 28px; font-size: 12px; }
.trouble { margin: 6px 0 0; font-size: 13px; }
.trouble:empty { display: none; }
.panel { margin: 8px 0 0; padding: 12px; border: 1px solid var(--liq-grid, var(--grid)); border-radius: 4px; font-size: 13px; line-height: 1.55; overflow-x: auto; }
.panel[hidden] { display: none; }
.panel h4 { margin: 0 0 6px; font-size: 13px; }
.panel dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 0; }
.panel dt { color: var(--liq-muted, var(--muted)); } .panel dd { margin: 0; }
.lead:empty { display: none; }
.annotations { margin: 8px 0 0; padding-inline-start: 22px; font-size: 13px; line-height: 1.5; } .annotations:empty { display: none; }
.steps { margin: 8px 0; }
.round { font-variant-numeric: tabular-nums; min-width: 8em; }
/* Neither zooms itself, so two fingers are the page's. */
.frame.liq-map .chart, .frame.liq-cascade .chart, .frame.liq-scenarios .chart { touch-action: pan-y pinch-zoom; }
.tail:empty { display: none; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@container (max-width: 760px) { .chart { height: 480px; } }
@container (max-width: 420px) {
  .chart { height: 470px; }
  .chart + .controls { margin: 8px 0 0; }
}
@media (forced-colors: active) { .chart canvas { forced-color-adjust: none; } button[aria-pressed="true"] { forced-color-adjust: none; background: Highlight; color: HighlightText; } }
@media print { .controls, .footer { display: none; } }
`;

/** Sheets by their text, each made once. */
const sheets = new Map();

/** Puts the sheet, or another one after it, on a shadow root. */
export function adoptStyles(root, text = TEXT) {
  const sheet = sheets.get(text) ?? new CSSStyleSheet();
  if (!sheets.has(text)) sheet.replaceSync(text);
  sheets.set(text, sheet);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
