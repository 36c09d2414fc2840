// What stands around signals: their choices and their keys, and how high the picture is for so many panels.

import { h } from './build-dom.js';

const DAY_MS = 86_400_000;
const RANGES = ['30d', '90d', '365d'];
const MOST_PANELS = 12;
/** Heights of a panel, of the gap below it, and the widths from which two and three stand side by side, CSS pixels, as the engine's grid has them. */
const PANEL_PX = 370;
const GAP_PX = 22;
const WIDER_PX = [560, 900];

/** Panels side by side where the width allows `most`. */
const across = (panels, most) => (most === 3 && panels === 4 ? 2 : Math.min(most, panels));
const rule = (panels, most) => {
  const rows = Math.ceil(panels / across(panels, most));
  return `.frame.liq-signals[data-panels="${panels}"] .chart { height: ${rows * PANEL_PX + (rows - 1) * GAP_PX}px; }`;
};
const counts = Array.from({ length: MOST_PANELS }, (_, index) => index + 1);
const rules = (most) => counts.map((panels) => rule(panels, most)).join('\n');

const styles = `
.frame.liq-signals .chart { touch-action: pan-y pinch-zoom; }
${rules(1)}
${WIDER_PX.map((width, index) => `@container (min-width: ${width}px) { ${rules(index + 2)} }`).join('\n')}
`;

/** What the kind `signals` brings to the frame; ARCHITECTURE.md describes it. */
export const around = { controls, keys, lead, styles };

function lead(hand) {
  hand.controls.closest('.frame').dataset.panels = hand.result().panels.length;
  return [];
}

function controls({ attributes, words: { signals: words }, choose, result }) {
  const choice = (name, label, chosen, choices) => h('label', {}, label, h('select', { 'data-control': name, change: (event) => choose(name, event.target.value) },
    ...choices.map(([value, text]) => h('option', { value, selected: value === chosen }, text))));
  const { panels, rangeMs } = result();
  const shown = new Set(panels.filter(({ reading }) => reading).map(({ signal }) => signal));
  const range = lengthText(rangeMs);
  const ranges = [...new Set([...RANGES, range])];
  return [
    choice('range', words.range, range, ranges.map((value) => [value, value])),
    shown.has('gamma') && choice('sign-mode', words.signMode, attributes['sign-mode'] ?? 'naive', [['naive', words.modeNaive], ['inverse', words.modeInverse], ['dealer', words.modeDealer]]),
    shown.has('oi') && choice('oi-unit', words.oiTitle, attributes['oi-unit'] ?? 'coin', [['coin', words.coins], ['usd', words.usd]]),
  ];
}

/** A length as the attribute is written. */
function lengthText(lengthMs) {
  return lengthMs % DAY_MS === 0 ? `${lengthMs / DAY_MS}d` : `${lengthMs / (DAY_MS / 24)}h`;
}

function keys({ keys: words, signals }) {
  return [
    ['← →', signals.keysLeftRight], ['↑ ↓', signals.keysUpDown], ['Page Up / Page Down', words.pageUpDown], ['Home / End', signals.keysHomeEnd],
    ['Enter', signals.keysEnter], ['Esc', signals.keysEscape], ['?', words.questionMark],
  ];
}
