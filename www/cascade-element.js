// <liq-cascade>: a shock in the reader's hand, and where liquidations carry it.

import { COMMON_ATTRIBUTES, reflect } from './element.js';
import { FigureElement } from './figure-element.js';
import { h } from './build-dom.js';

const OWN_ATTRIBUTES = ['side', 'shock', 'flow', 'depth-1pct', 'depth-factor', 'passthrough', 'map-scale', 'leverage-tilt', 'critical-fraction', 'beta', 'paths', 'seed', 'step', 'horizon', 'volatility'];
/** Time that each round is lit. */
const ROUND_MS = 240;

/** A projected cascade of liquidations: the shock, round by round to where it stops, and the response to every other shock. */
export class LiqCascade extends FigureElement {
  static observedAttributes = [...COMMON_ATTRIBUTES.filter((name) => name !== 'range' && name !== 'palette'), ...OWN_ATTRIBUTES];
  static kind = {
    name: 'cascade', figure: 'CascadeFigure', report: 'CascadeReport', controls, keys, lead, tail, update, noticed, release, drawsAtOnce: true,
  };
}

reflect(LiqCascade, LiqCascade.observedAttributes);

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
  const side = (word, label) => h('button', { type: 'button', 'data-control': `side-${word}`, 'aria-pressed': frame.side === word, click: () => { stop(hand); choose('side', word); } }, label);
  const shock = h('input', {
    type: 'range', min: 0, max: frame.shock.high, step: frame.shock.step, value: frame.shock.value, 'data-control': 'shock',
    'aria-valuetext': frame.shock.text, input: (event) => shocked(hand, Number(event.target.value)),
  });
  const button = (word, label, click) => h('button', { type: 'button', 'data-control': word, 'aria-label': label, title: label, click }, { back: '◀', play: '▶', forward: '▶|' }[word]);
  const step = (word) => () => { stop(hand); hand.ask((figure) => figure.command(word)); };
  const open = hand.memory.assumptions === true;
  const toggle = h('button', { type: 'button', 'data-control': 'assumptions', 'aria-expanded': open, click: () => { hand.memory.assumptions = !open; hand.choose('side', frame.side); } }, words.assumptions);
  return [
    h('label', { class: 'wide' }, words.shock, shock, h('output', { 'data-control': 'shock-text' }, frame.shock.text)),
    h('div', { class: 'group', role: 'group', 'aria-label': words.side }, side('down', words.down), side('up', words.up)),
    h('div', { class: 'group', role: 'group' }, button('back', words.back, step('back')), button('play', words.play, () => playOrPause(hand)), button('forward', words.forward, step('forward'))),
    h('span', { class: 'round', 'data-control': 'round' }, frame.round),
    toggle,
    open ? h('fieldset', { class: 'assumptions' }, h('legend', {}, frame.assumed), ...frame.assumptions.map((one) => slider(hand, one))) : undefined,
  ];
}

/** One assumption: its value, and under it the default and where that is from. */
function slider(hand, { attribute, name, value, text, low, high, step, note }) {
  const id = `assumption-${attribute}`;
  const input = h('input', { type: 'range', id, min: low, max: high, step, value, 'data-control': attribute, 'aria-describedby': `${id}-note`, 'aria-valuetext': text, input: (event) => hand.choose(attribute, event.target.value, true) });
  return h('div', { class: 'assumption' },
    h('label', { for: id }, name), input, h('output', { for: id, 'data-control': `${attribute}-text` }, text), h('p', { id: `${id}-note` }, note));
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
  for (const { attribute, value, text } of frame.assumptions) set(attribute, value, text);
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
  const { projection: answer } = hand.result();
  const shock = hand.ask((figure) => figure.frame()).shock.value;
  hand.keep('shock', shock);
  hand.changed();
  if (answer) hand.emit('liq-shock', { side: answer.side, shock, finalPrice: answer.finalPrice, displacement: answer.displacement });
}

function noticed(hand, name) {
  if (name === 'shock') {
    stop(hand);
    told(hand);
  } else if (name === 'round') {
    hand.changed();
    const { roundsShown, projection } = hand.result();
    hand.emit('liq-round', { round: roundsShown, rounds: projection?.rounds.length ?? 0 });
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
  hand.ask((figure) => figure.command('start'));
  const rounds = hand.ask((figure) => figure.frame()).rounds;
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    for (let round = 0; round < rounds; round += 1) hand.ask((figure) => figure.command('forward'));
    return;
  }
  label(hand, true);
  let shown = 0;
  memory.playing = setInterval(() => {
    shown += 1;
    hand.ask((figure) => figure.command('forward'));
    if (shown >= rounds) stop(hand);
  }, ROUND_MS);
}

function stop(hand) {
  clearInterval(hand.memory.playing);
  hand.memory.playing = undefined;
  label(hand, false);
}

function label({ controls, words: { cascade: words } }, playing) {
  const button = controls.querySelector('[data-control="play"]');
  if (!button) return;
  button.textContent = playing ? '❚❚' : '▶';
  for (const name of ['aria-label', 'title']) button.setAttribute(name, playing ? words.pause : words.play);
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
