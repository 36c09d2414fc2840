// What stands around a heatmap: its choices, its zoom and its keys.

import { h } from './build-dom.js';

/** What the kind `heatmap` brings to the frame; ARCHITECTURE.md describes it. */
export const around = { choices: ['sides', 'scale', 'threshold'], controls, keys };

function controls({ attributes, words: { controls: words }, command, choose }) {
  const sides = attributes.sides ?? 'both';
  const side = (word, label) => h('button', { type: 'button', 'data-control': `sides-${word}`, 'aria-pressed': sides === word, click: () => choose('sides', word) }, label);
  const scales = [['linear', words.linear], ['log', words.logarithmic], ['percent-of-oi', words.percentOfOpenInterest]];
  const scale = h('select', { 'data-control': 'scale', change: (event) => choose('scale', event.target.value) },
    ...scales.map(([word, label]) => h('option', { value: word, selected: (attributes.scale ?? 'linear') === word }, label)));
  const threshold = h('input', {
    type: 'range', min: 0, max: 0.9, step: 0.02, value: shareOf(attributes.threshold) ?? 0.12, 'data-control': 'threshold',
    input: (event) => choose('threshold', event.target.value, true),
  });
  return [
    h('div', { class: 'group', role: 'group', 'aria-label': words.sides }, side('both', words.both), side('long', words.long), side('short', words.short)),
    h('label', {}, words.scale, scale),
    h('label', {}, words.threshold, threshold),
    h('div', { class: 'group', role: 'group' }, command('zoom-in', words.zoomIn), command('zoom-out', words.zoomOut), command('reset', words.reset)),
  ];
}

function keys({ keys: words }) {
  return [
    ['← →', words.leftRight], ['↑ ↓', words.upDown], ['Page Up / Page Down', words.pageUpDown], ['Home / End', words.homeEnd],
    ['+ −', words.plusMinus], ['Enter', words.enter], ['Esc', words.escape], ['?', words.questionMark],
  ];
}

function shareOf(text) {
  if (text === undefined || text === '') return undefined;
  const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
