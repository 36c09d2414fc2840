// What stands around kinds that are drawn as sheets side by side: how high the picture is for so many panels, and their keys.

const DAY_MS = 86_400_000;
/** The gap below a panel, and the widths from which two and three stand side by side, CSS pixels, as the engine's grid has them. */
const GAP_PX = 22;
const WIDER_PX = [560, 900];
/** A row of panels without data, which only say so, CSS pixels. */
const EMPTY_PX = 146;

/** Panels side by side where the width allows `most`. */
const across = (panels, most) => (most === 3 && panels === 4 ? 2 : Math.min(most, panels));

/** The sheet of a kind drawn as panels: how high they all are is said for one, two and three side by side. */
export function panelStyles(kind) {
  const rule = (most) => `.frame.liq-${kind} .chart { height: var(--high-${most}, 540px); }`;
  return `
.frame.liq-${kind} .chart { touch-action: pan-y pinch-zoom; }
${rule(1)}
${WIDER_PX.map((width, index) => `@container (min-width: ${width}px) { ${rule(index + 2)} }`).join('\n')}
`;
}

/**
 * Tells the sheet how high all panels are. `filled` says of each whether it has data, `heights` are those of a panel for one, two
 * and three side by side. While venues are followed, a panel keeps its room: data may come, and nothing is to jump.
 */
export function makeRoom(hand, filled, heights) {
  const { style } = hand.controls.closest('.frame');
  for (const [index, height] of heights.entries()) {
    const side = across(filled.length, index + 1);
    const rows = Array.from({ length: Math.ceil(filled.length / side) }, (_, row) => filled.slice(row * side, (row + 1) * side));
    const high = rows.map((row) => GAP_PX + ('live' in hand.attributes || row.some(Boolean) ? height : EMPTY_PX));
    style.setProperty(`--high-${index + 1}`, `${high.reduce((sum, px) => sum + px, -GAP_PX)}px`);
  }
  return [];
}

/** A length as an attribute is written. */
export function lengthText(lengthMs) {
  return lengthMs % DAY_MS === 0 ? `${lengthMs / DAY_MS}d` : `${lengthMs / (DAY_MS / 24)}h`;
}

/** Keys of panels with places. */
export function sheetKeys({ keys: words, sheets }) {
  return [
    ['← →', sheets.keysLeftRight], ['↑ ↓', sheets.keysUpDown], ['Page Up / Page Down', sheets.keysPage], ['Home / End', sheets.keysHomeEnd],
    ['Enter', sheets.keysEnter], ['Esc', sheets.keysEscape], ['?', words.questionMark],
  ];
}
