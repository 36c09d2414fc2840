// What stands around a comparison: its choices and its keys.

import { h } from './build-dom.js';
import { lengthText, makeRoom, panelStyles, sheetKeys } from './sheet-frame.js';

const RANGES = ['7d', '30d', '90d'];
const WINDOWS = ['1d', '7d', '30d'];
/** Height of a panel where one, two and three stand side by side, CSS pixels: words wrap less on wider pages. */
const PANEL_PX = [480, 460, 460];

/** What the kind `compare` brings to the frame; ARCHITECTURE.md describes it. */
export const around = { choices: ['range', 'window', 'reference', 'month'], controls, keys: sheetKeys, lead, styles: panelStyles('compare') };

function lead(hand) {
  const { show, assets, events, months } = hand.result();
  const filled = { beta: assets.some(({ beta }) => beta !== null), events: events.length, months };
  return makeRoom(hand, show.map((panel) => filled[panel] ?? !(panel in filled)), PANEL_PX);
}

function controls({ words: { compare: words, sheets }, choose, result }) {
  const choice = (name, label, chosen, choices) => h('label', {}, label, h('select', { 'data-control': name, change: (event) => choose(name, event.target.value) },
    ...choices.map(([value, text]) => h('option', { value, selected: value === chosen }, text))));
  const lengths = (known, own) => [...new Set([...known, own])].map((value) => [value, value]);
  const { show, assets, reference, rangeMs, windowMs, month, months } = result();
  const hasCoins = ['assets', 'drawdown', 'beta'].some((panel) => show.includes(panel)) && assets.length > 0;
  const [range, window] = [rangeMs, windowMs].map(lengthText);
  const coins = assets.map(({ asset }) => [asset, asset]);
  const numbers = Array.from({ length: 12 }, (_, index) => String(index + 1));
  return [
    hasCoins && choice('range', sheets.range, range, lengths(RANGES, range)),
    hasCoins && choice('window', words.window, window, lengths(WINDOWS, window)),
    show.includes('beta') && coins.length > 1 && choice('reference', words.reference, reference, coins),
    show.includes('months') && months && choice('month', words.month, String(month), numbers.map((number) => [number, number])),
  ];
}
