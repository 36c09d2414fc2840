// What stands around regimes: their sentences, the choice of the window, their keys.

import { h } from './build-dom.js';

const WINDOWS = [['4h', 4], ['24h', 24], ['3d', 72], ['7d', 168]];
const STYLES = `
.sentence { margin: 0 0 4px; font-size: 16px; line-height: 1.5; }
.beside { margin: 0 0 2px; font-size: 13.5px; line-height: 1.5; }
.frame.liq-regime .lead { margin-bottom: 8px; }
.frame.liq-regime .chart { height: 480px; touch-action: pan-y pinch-zoom; }
@container (max-width: 760px) { .frame.liq-regime .chart { height: 640px; } }
@container (max-width: 420px) { .frame.liq-regime .chart { height: 820px; } }
`;

/** What the kind `regime` brings to the frame; ARCHITECTURE.md describes it. */
export const around = { choices: ['window'], controls, keys, lead, styles: STYLES };

function lead(_, { sentences: [first, ...others] }) {
  return [h('p', { class: 'sentence' }, first), ...others.map((text) => h('p', { class: 'beside' }, text))];
}

function controls({ words: { regime: words }, choose, result }) {
  const { asked: { windowHours: hours } } = result();
  const known = WINDOWS.some(([, length]) => length === hours) ? WINDOWS : [...WINDOWS, [`${hours}h`, hours]].sort(([, a], [, b]) => a - b);
  const options = known.map(([word, length]) => h('option', { value: word, selected: length === hours }, word));
  return [h('label', {}, words.window, h('select', { 'data-control': 'window', change: (event) => choose('window', event.target.value) }, ...options))];
}

function keys({ keys: words, regime }) {
  return [
    ['← →', regime.keysLeftRight], ['Page Up / Page Down', regime.keysPage], ['Home / End', regime.keysHomeEnd],
    ['Enter', regime.keysEnter], ['Esc', regime.keysEscape], ['?', words.questionMark],
  ];
}
