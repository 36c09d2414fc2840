// What stands around kinds that are drawn as sheets side by side: how high the picture is for so many panels, and their keys.

const DAY_MS = 86_400_000;
const MOST_PANELS = 12;
/** The gap below a panel, and the widths from which two and three stand side by side, CSS pixels, as the engine's grid has them. */
const GAP_PX = 22;
const WIDER_PX = [560, 900];

/** Panels side by side where the width allows `most`. */
const across = (panels, most) => (most === 3 && panels === 4 ? 2 : Math.min(most, panels));

/** The sheet of a kind whose panels are `heights` high (one number, or one each for one, two and three side by side), CSS pixels. */
export function panelStyles(kind, heights) {
  const [alone, ...wider] = Array.isArray(heights) ? heights : [heights, heights, heights];
  const counts = Array.from({ length: MOST_PANELS }, (_, index) => index + 1);
  const rules = (most, height) => counts.map((panels) => {
    const rows = Math.ceil(panels / across(panels, most));
    return `.frame.liq-${kind}[data-panels="${panels}"] .chart { height: ${rows * height + (rows - 1) * GAP_PX}px; }`;
  }).join('\n');
  return `
.frame.liq-${kind} .chart { touch-action: pan-y pinch-zoom; }
${rules(1, alone)}
${WIDER_PX.map((width, index) => `@container (min-width: ${width}px) { ${rules(index + 2, wider[index])} }`).join('\n')}
`;
}

/** Tells the sheet how many panels there are. */
export function countPanels(hand, count) {
  hand.controls.closest('.frame').dataset.panels = count;
  return [];
}

/** A length as an attribute is written. */
export function lengthText(lengthMs) {
  return lengthMs % DAY_MS === 0 ? `${lengthMs / DAY_MS}d` : `${lengthMs / (DAY_MS / 24)}h`;
}

/** Keys of panels with places. */
export function sheetKeys({ keys: words, sheets }) {
  return [
    ['← →', sheets.keysLeftRight], ['↑ ↓', sheets.keysUpDown], ['Page Up / Page Down', words.pageUpDown], ['Home / End', sheets.keysHomeEnd],
    ['Enter', sheets.keysEnter], ['Esc', sheets.keysEscape], ['?', words.questionMark],
  ];
}
