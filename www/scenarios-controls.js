// What stands around scenarios: the disclaimer, one card a zone with its checklist, and how the paths were drawn.

import { WATCHED, readZones } from './authored-zones.js';
import { h } from './build-dom.js';

const SIGNS = { met: '✓', not_met: '✗', no_data: '–' };

const STYLES = `
.frame.liq-scenarios :is(th, td) { white-space: normal; }
.disclaimer { margin: 4px 0 8px; font-size: 13px; font-weight: 600; color: var(--liq-muted, var(--muted)); }
.frame.liq-scenarios .chart { height: 420px; }
.frame.liq-scenarios .tail { min-height: 220px; margin-top: 10px; }
.zones { display: grid; gap: 12px 20px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); }
.zone { border-top: 2px solid var(--liq-grid, var(--grid)); padding-top: 8px; }
.zone.chosen { border-top-color: var(--liq-accent, var(--accent)); }
.zone h4 { margin: 0 0 4px; }
.zone h4 button { font-weight: 700; text-align: start; }
.zone p { margin: 0 0 3px; font-size: 13.5px; line-height: 1.5; }
.zone .counts { font-weight: 600; margin-top: 6px; }
.checks { list-style: none; margin: 2px 0 0; padding: 0; font-size: 13.5px; line-height: 1.45; }
.checks li { display: grid; grid-template-columns: 1.4em 1fr; padding: 4px 0; border-top: 1px solid var(--liq-grid, var(--grid)); overflow-wrap: anywhere; }
.checks .sign { font-weight: 700; }
.checks .state { font-weight: 600; }
.checks .quiet { color: var(--liq-muted, var(--muted)); }
.drawn { margin: 10px 0 0; font-size: 12.5px; line-height: 1.5; color: var(--liq-muted, var(--muted)); }
@container (max-width: 760px) { .frame.liq-scenarios .chart { height: 380px; } .frame.liq-scenarios .tail { min-height: 320px; } .frame.liq-scenarios .tail:not(:has(.zone + .zone, .checks)) { min-height: 240px; } }
@container (max-width: 420px) { .frame.liq-scenarios .chart { height: 360px; } .frame.liq-scenarios .tail { min-height: 460px; } .frame.liq-scenarios .tail:not(:has(.zone + .zone, .checks)) { min-height: 330px; } }
`;

/** What the kind `scenarios` brings to the frame; ARCHITECTURE.md describes it. */
export const around = {
  controls: () => [], keys, lead, tail, noticed, styles: STYLES, watched: WATCHED,
  authored: (element, attributes) => readZones(element, attributes.zones),
  hint: ({ scenarios: words }) => words.focusHint,
  odds: async (...asked) => (await import('./zones-piece.js')).drawZones(...asked),
};

/** That it is a scenario and no forecast; never left out. */
function lead(_, { disclaimer, noZones }) {
  return [h('p', { class: 'disclaimer' }, disclaimer), noZones ? h('p', {}, noZones) : undefined].filter(Boolean);
}

function tail(hand, { cards, none, assumed, noProbability }) {
  if (cards.length === 0) return [];
  const after = [none, assumed, noProbability].filter(Boolean);
  return [h('div', { class: 'zones' }, ...cards.map((card, place) => zone(hand, card, place))), ...after.map((text) => h('p', { class: 'drawn' }, text))];
}

/** One zone: its button, what there is to say of it, its checklist. */
function zone(hand, { title, words, lines, counts, selected, triggers }, place) {
  const button = h('button', { type: 'button', 'data-zone': place, 'aria-pressed': selected, click: () => choose(hand, place) }, title);
  return h('section', { class: selected ? 'zone chosen' : 'zone' },
    h('h4', {}, button),
    words ? h('p', {}, words) : undefined,
    ...lines.map((text) => h('p', {}, text)),
    h('p', { class: 'counts' }, counts),
    h('ul', { class: 'checks' }, ...triggers.map(check)));
}

function check({ state, stateText, subject, condition, last }) {
  const now = state === 'no_data' ? [] : [h('span', { class: 'quiet' }, ` · ${last}`)];
  return h('li', { class: state },
    h('span', { class: 'sign', 'aria-hidden': true }, SIGNS[state]),
    h('span', {}, subject, h('span', { class: 'quiet' }, ` · ${condition}`), ...now, ' · ', h('span', { class: 'state' }, stateText)));
}

/** The reader chose a zone at its card. */
function choose(hand, place) {
  hand.ask((figure) => figure.select(figure.selected() === place ? undefined : place));
  told(hand);
}

function told(hand) {
  hand.changed();
  const chosen = hand.ask((figure) => figure.selected());
  if (chosen !== undefined) hand.emit('liq-scenario', { place: chosen, ...hand.result().zones[chosen] });
}

function noticed(hand, name) {
  if (name === 'select') told(hand);
}

function keys({ keys: words, scenarios }) {
  return [
    ['↑ ↓', scenarios.keysUpDown], ['Home / End', scenarios.keysHomeEnd],
    ['Enter', scenarios.keysEnter], ['Esc', scenarios.keysEscape], ['?', words.questionMark],
  ];
}
