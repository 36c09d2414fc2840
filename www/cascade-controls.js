// What stands around a cascade: the sentences, the slider, the rounds, the assumptions, the odds.

import { h, quiet } from './build-dom.js';

/** Time that each round is lit. */
const ROUND_MS = 240;
const [PLAY, PAUSE] = ['▶', '❚❚'];

const STYLES = `
.sentence { margin: 0 0 4px; font-size: 16px; line-height: 1.5; }
.beside { margin: 0 0 2px; font-size: 13.5px; line-height: 1.5; }
.disclaimer { margin: 4px 0 10px; font-size: 13px; font-weight: 600; color: var(--liq-muted, var(--muted)); }
label.wide { flex: 1 1 260px; } label.wide input { flex: 1; min-width: 120px; }
.value { min-width: 3.2em; font-variant-numeric: tabular-nums; color: var(--liq-ink, var(--ink)); }
.assumptions { flex: 1 1 100%; margin: 0; padding: 8px 12px; border: 1px solid var(--liq-grid, var(--grid)); border-radius: 4px; display: grid; gap: 8px 20px; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); }
.assumptions legend { padding: 0 4px; font-size: 12.5px; }
.assumption { display: grid; grid-template-columns: 1fr auto; gap: 0 8px; align-items: center; }
.assumption label { grid-column: 1 / -1; color: var(--liq-ink, var(--ink)); } .assumption input { width: 100%; }
.assumption p { grid-column: 1 / -1; margin: 0; font-size: 12px; line-height: 1.45; color: var(--liq-muted, var(--muted)); }
.odds { margin: 2px 0 0; padding-inline-start: 20px; font-size: 13.5px; line-height: 1.55; }
.frame.liq-cascade .tail { display: block; min-height: 112px; margin-top: 8px; }
.frame.liq-cascade .chart { height: 440px; }
/* Room for the longest sentences, so that the chart stays under the hand that drags it. */
.frame.liq-cascade .lead { min-height: 104px; }
@container (max-width: 760px) { .frame.liq-cascade .chart { height: 400px; } .frame.liq-cascade .lead { min-height: 132px; } }
@container (max-width: 420px) { .frame.liq-cascade .chart { height: 640px; } .frame.liq-cascade .lead { min-height: 180px; } .frame.liq-cascade .tail { min-height: 136px; } }
`;

/** What the kind `cascade` brings to the frame; ARCHITECTURE.md describes it. */
export const around = {
  choices: ['side', 'shock', 'depth-1pct', 'depth-factor', 'passthrough', 'map-scale', 'leverage-tilt'], controls, keys, lead, tail, update, noticed, release, styles: STYLES,
  hint: ({ cascade: words }) => words.focusHint,
  odds: async (...asked) => (await import('./odds-piece.js')).drawOdds(...asked),
  trouble: ({ cascade: words }, { field }) => (field === 'openInterest' ? words.noOpenInterest : undefined),
};

/** The sentences, and that they are a scenario. */
function lead(_, frame) {
  const [first, ...others] = frame.sentences;
  return [
    h('p', { class: 'sentence' }, first),
    ...others.map((text) => h('p', { class: 'beside' }, text)),
    h('p', { class: 'disclaimer' }, frame.disclaimer),
  ];
}

/** The odds, once they are drawn. */
function tail(_, frame) {
  const [title, ...odds] = frame.odds;
  return title ? [h('p', { class: 'beside' }, title), h('ul', { class: 'odds' }, ...odds.map((text) => h('li', {}, text)))] : [];
}

function controls(hand, frame) {
  const { words: { cascade: words }, choose } = hand;
  const side = (word, label) => h('button', { type: 'button', 'data-control': `side-${word}`, 'aria-pressed': frame.side === word, click: ({ detail }) => { stop(hand); choose('side', word); tell(hand); if (detail === 0) spoken(hand); } }, label);
  const shock = h('input', {
    type: 'range', min: 0, max: frame.shock.high, step: frame.shock.step, value: frame.shock.value, 'data-control': 'shock',
    'aria-valuetext': frame.shock.text, input: (event) => shocked(hand, Number(event.target.value)), keyup: (event) => spokenAfter(event, hand),
  });
  const button = (word, label, sign, click) => h('button', { type: 'button', 'data-control': word, 'aria-label': label, title: label, click }, sign);
  const step = (word) => (event) => {
    stop(hand);
    hand.ask((figure) => figure.command(word));
    if (event.detail === 0) spoken(hand);
  };
  const open = hand.memory.assumptions === true;
  const toggle = h('button', { type: 'button', 'data-control': 'assumptions', 'aria-expanded': open, click: () => { hand.memory.assumptions = !open; hand.refill(); } }, words.assumptions);
  const [play, sign] = playLabel(hand);
  return [
    h('label', { class: 'wide' }, words.shock, shock, shown('shock', frame.shock.text)),
    h('div', { class: 'group', role: 'group', 'aria-label': words.side }, side('down', words.down), side('up', words.up)),
    h('div', { class: 'group', role: 'group', 'aria-label': words.tableRounds }, button('back', words.back, '◀', step('back')), button('play', play, sign, () => playOrPause(hand)), button('forward', words.forward, '▶|', step('forward'))),
    h('span', { class: 'round', 'data-control': 'round' }, frame.round),
    toggle,
    open ? h('fieldset', { class: 'assumptions' }, h('legend', {}, frame.assumed), ...frame.assumptions.map((one) => slider(hand, one))) : undefined,
  ];
}

/** One assumption: its value, and under it the default and where that is from. */
function slider(hand, { attribute, name, value, text, low, high, step, note }) {
  const id = `assumption-${attribute}`;
  const assume = (event) => { stop(hand); hand.choose(attribute, event.target.value, true); };
  const input = h('input', { type: 'range', id, min: low, max: high, step, value, 'data-control': attribute, 'aria-describedby': `${id}-note`, 'aria-valuetext': text, input: assume, keyup: (event) => spokenAfter(event, hand) });
  return h('div', { class: 'assumption' }, h('label', { for: id }, name), input, shown(attribute, text), h('p', { id: `${id}-note`, 'data-control': `${attribute}-note` }, note));
}

/** The value beside a slider, which says it itself. */
function shown(attribute, text) {
  return h('span', { class: 'value', 'aria-hidden': true, 'data-control': `${attribute}-text` }, text);
}

/** Keys that move a slider. */
function spokenAfter({ key }, hand) {
  if (/^(Arrow|Page|Home|End)/.test(key)) spoken(hand);
}

/** After a key, once the figure has told its notices. */
function spoken(hand) {
  queueMicrotask(() => hand.speak());
}

/** Fields follow the figure; what the reader holds is not replaced. */
function update({ controls }, frame) {
  const field = (name) => controls.querySelector(`[data-control="${name}"]`);
  const set = (name, value, text) => {
    const input = field(name);
    if (!input) return;
    if (Number(input.value) !== value) input.value = value;
    input.setAttribute('aria-valuetext', text);
    field(`${name}-text`).textContent = text;
  };
  set('shock', frame.shock.value, frame.shock.text);
  for (const { attribute, value, text, note } of frame.assumptions) {
    set(attribute, value, text);
    const line = field(`${attribute}-note`);
    if (line) line.textContent = note;
  }
  field('round').textContent = frame.round;
  const legend = controls.querySelector('legend');
  if (legend) legend.textContent = frame.assumed;
}

/** The slider moved. */
function shocked(hand, value) {
  stop(hand);
  hand.ask((figure) => figure.setShock(value));
  told(hand);
}

function told(hand) {
  const standing = hand.ask((figure) => figure.standing());
  if (standing) hand.keep('shock', standing.shock);
  hand.changed();
  tell(hand, standing);
}

/** The reader chose a shock: its side, its size, and where it leads. Other cascades of the group take it too. */
function tell(hand, standing = hand.ask((figure) => figure.standing())) {
  if (!standing) return;
  const { side, shock, finalPrice, displacement } = standing;
  hand.lead({ side, shock: String(shock) });
  hand.emit('liq-shock', { side, shock, finalPrice, displacement });
}

function noticed(hand, name) {
  if (name === 'shock') {
    stop(hand);
    told(hand);
  } else if (name === 'round') {
    hand.changed();
    const { round, rounds } = hand.ask((figure) => figure.standing()) ?? { round: 0, rounds: 0 };
    hand.lead();
    hand.emit('liq-round', { round, rounds });
  } else if (name === 'play') {
    playOrPause(hand);
  }
}

/** Lights the rounds one after the other; where motion is reduced, all at once. */
function playOrPause(hand) {
  const { memory } = hand;
  if (memory.playing) {
    stop(hand);
    return;
  }
  const isAtEnd = () => hand.ask((figure) => figure.frame()).isAtEnd;
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    hand.ask((figure) => figure.command('end'));
    return;
  }
  if (isAtEnd()) hand.ask((figure) => figure.command('start'));
  if (isAtEnd()) return;
  memory.playing = setInterval(quiet(() => {
    hand.ask((figure) => figure.command('forward'));
    if (isAtEnd()) stop(hand);
  }), ROUND_MS);
  label(hand);
}

function playLabel({ memory, words: { cascade: words } }) {
  return memory.playing === undefined ? [words.play, PLAY] : [words.pause, PAUSE];
}

function stop(hand) {
  clearInterval(hand.memory.playing);
  hand.memory.playing = undefined;
  label(hand);
}

function label(hand) {
  const button = hand.controls.querySelector('[data-control="play"]');
  if (!button) return;
  const [text, sign] = playLabel(hand);
  button.textContent = sign;
  for (const name of ['aria-label', 'title']) button.setAttribute(name, text);
}

function release(hand) {
  clearInterval(hand.memory.playing);
}

function keys({ keys: words, cascade }) {
  return [
    ['← →', cascade.keysLeftRight], ['↑ ↓', cascade.keysUpDown], ['Page Up / Page Down', cascade.keysPage],
    ['Home / End', cascade.keysHomeEnd], ['Space', cascade.keysSpace], ['?', words.questionMark],
  ];
}
