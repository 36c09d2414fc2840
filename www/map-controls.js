// What stands around a map: its choices and its keys.

import { h } from './build-dom.js';

const WINDOWS = [0.03, 0.05, 0.08, 0.15, 0.25];

/** What the kind `map` brings to the frame; ARCHITECTURE.md describes it. */
export const around = { choices: ['view', 'window', 'stack'], controls, keys };

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
