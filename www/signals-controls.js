// What stands around signals: their choices and their keys.

import { h } from './build-dom.js';
import { lengthText, makeRoom, panelStyles, sheetKeys } from './sheet-frame.js';

const RANGES = ['30d', '90d', '365d'];
/** Height of a panel where one, two and three stand side by side, CSS pixels. */
const PANEL_PX = [370, 370, 370];

/** What the kind `signals` brings to the frame; ARCHITECTURE.md describes it. */
export const around = { choices: ['range', 'sign-mode', 'oi-unit'], controls, keys: sheetKeys, lead, styles: panelStyles('signals') };

function lead(hand) {
  return makeRoom(hand, hand.result().panels.map(({ reading }) => reading), PANEL_PX);
}

function controls({ attributes, words: { signals: words, sheets }, choose, result }) {
  const choice = (name, label, chosen, choices) => h('label', {}, label, h('select', { 'data-control': name, change: (event) => choose(name, event.target.value) },
    ...choices.map(([value, text]) => h('option', { value, selected: value === chosen }, text))));
  const { panels, rangeMs } = result();
  const shown = new Set(panels.filter(({ reading }) => reading).map(({ signal }) => signal));
  const range = lengthText(rangeMs);
  const ranges = [...new Set([...RANGES, range])];
  return [
    choice('range', sheets.range, range, ranges.map((value) => [value, value])),
    shown.has('gamma') && choice('sign-mode', words.signMode, attributes['sign-mode'] ?? 'naive', [['naive', words.modeNaive], ['inverse', words.modeInverse], ['dealer', words.modeDealer]]),
    shown.has('oi') && choice('oi-unit', words.oiTitle, attributes['oi-unit'] ?? 'coin', [['coin', words.coins], ['usd', words.usd]]),
  ];
}
