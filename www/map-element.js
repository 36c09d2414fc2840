// <liq-map>: what waits at each price now.

import { COMMON_ATTRIBUTES, reflect } from './element.js';
import { FigureElement } from './figure-element.js';
import { h } from './build-dom.js';

const OWN_ATTRIBUTES = ['stack', 'window', 'cumulative', 'clusters', 'view', 'rows', 'row-scale', 'leverage'];
/** A map shows one instant, in the colours of its sides. */
const MEANINGLESS = ['range', 'palette', 'direction'];
const WINDOWS = [0.03, 0.05, 0.08, 0.15, 0.25];

/** Estimated outstanding liquidations by price, now: stacked bars, sums from the spot outward, clusters. */
export class LiqMap extends FigureElement {
  static observedAttributes = [...COMMON_ATTRIBUTES.filter((name) => !MEANINGLESS.includes(name)), ...OWN_ATTRIBUTES];
  static kind = { name: 'map', figure: 'MapFigure', report: 'MapReport', notes: 'price', controls, keys, drawsAtOnce: true };
}

reflect(LiqMap, LiqMap.observedAttributes);

function controls({ attributes, words, choose, result }) {
  const choice = (name, chosen, choices) => h('select', { 'data-control': name, change: (event) => choose(name, event.target.value) },
    ...choices.map(([value, label]) => h('option', { value, selected: value === chosen }, label)));
  const view = attributes.view === 'simple' ? 'simple' : 'detailed';
  const button = (word, label) => h('button', { type: 'button', 'data-control': `view-${word}`, 'aria-pressed': view === word, click: () => choose('view', word) }, label);
  const { window } = result();
  const windows = [...new Set([...WINDOWS, window])].sort((a, b) => a - b);
  const percent = (share) => `${+(100 * share).toFixed(2)}%`;
  const map = words.map;
  return [
    h('div', { class: 'group', role: 'group', 'aria-label': map.view }, button('detailed', map.detailed), button('simple', map.simple)),
    h('label', {}, map.window, choice('window', percent(window), windows.map((share) => [percent(share), `±${percent(share)}`]))),
    view === 'simple' ? undefined : h('label', {}, map.stack, choice('stack', attributes.stack ?? 'leverage', [['leverage', map.byLeverage], ['venue', map.byVenue], ['none', map.unstacked]])),
  ];
}

function keys({ keys: words, map }) {
  return [
    ['↑ ↓', map.keysUpDown], ['Page Up / Page Down', words.pageUpDown], ['Home / End', map.keysHomeEnd],
    ['Enter', map.keysEnter], ['Esc', map.keysEscape], ['?', words.questionMark],
  ];
}
