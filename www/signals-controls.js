// What stands around signals: their choices and their keys.

import { h } from './build-dom.js';
import { countPanels, lengthText, panelStyles, sheetKeys } from './sheet-frame.js';

const RANGES = ['30d', '90d', '365d'];
/** Height of a panel, CSS pixels. */
const PANEL_PX = 370;

/** What the kind `signals` brings to the frame; ARCHITECTURE.md describes it. */
export const around = { controls, keys: sheetKeys, lead: (hand) => countPanels(hand, hand.result().panels.length), styles: panelStyles('signals', PANEL_PX) };

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
