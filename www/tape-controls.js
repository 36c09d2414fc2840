// What stands around a tape: its sentences, its choice of sides, its keys.

import { h } from './build-dom.js';

const STYLES = `
.sentence { margin: 0 0 4px; font-size: 16px; line-height: 1.5; }
.beside { margin: 0 0 2px; font-size: 13.5px; line-height: 1.5; }
.frame.liq-tape .lead { margin-bottom: 8px; }
.frame.liq-tape .chart { height: 480px; touch-action: pan-y pinch-zoom; }
@container (max-width: 420px) { .frame.liq-tape .chart { height: 600px; } }
`;

/** What the kind `tape` brings to the frame; ARCHITECTURE.md describes it. */
export const around = { choices: ['sides'], controls, keys, lead, styles: STYLES };

function lead(_, { sentences: [first, ...others] }) {
  return [h('p', { class: 'sentence' }, first), ...others.map((text) => h('p', { class: 'beside' }, text))];
}

function controls({ attributes, words: { controls: words }, choose }) {
  const chosen = ['long', 'short'].includes(attributes.sides) ? attributes.sides : 'both';
  const button = (side) => h('button', { type: 'button', 'data-control': `sides-${side}`, 'aria-pressed': side === chosen, click: () => choose('sides', side) }, words[side]);
  return [h('div', { class: 'group', role: 'group', 'aria-label': words.sides }, ...['both', 'long', 'short'].map(button))];
}

function keys({ keys: words, tape }) {
  return [
    ['← →', tape.keysLeftRight], ['Page Up / Page Down', tape.keysPage], ['Home / End', tape.keysHomeEnd],
    ['Enter', tape.keysEnter], ['Esc', tape.keysEscape], ['?', words.questionMark],
  ];
}
