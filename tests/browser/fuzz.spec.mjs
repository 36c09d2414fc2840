// Any attributes, any data, any hand: whatever goes wrong is a liq-error with a code of the documented ones. The seed is
// printed; LIQ_SEED repeats a run, LIQ_ROUNDS makes it longer.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';
import { figurePage } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { marketSnapshot, randomFrom } from './snapshots.mjs';

const SEED = Number(process.env.LIQ_SEED ?? Date.now() % 1_000_000_000);
const ROUNDS = { chromium: 40, firefox: 10, webkit: 10 };
const STEPS = 6;
const declarations = JSON.parse(await readFile(join(projectFolder, 'www/custom-elements.json'), 'utf8')).modules.flatMap((module) => module.declarations).filter(({ tagName }) => tagName);
/** Attributes that ask the network for something are not part of this. */
const NETWORK = ['src', 'integrity', 'messages', 'live', 'endpoint'];
const WORDS = ['', ' ', 'true', 'false', '0', '-1', '1e308', 'NaN', '7d', '3%', '99999999999999999999', '0.5', 'dark', 'long', 'venue', 'UTC+25', 'Asia/Kolkata', '\u0000', '😀'.repeat(50), '<img src=x onerror=alert(1)>', '"\'&', 'a'.repeat(5000), 'BTC:1 ETH:-3', '{asset}', '١٢'];
const VALUES = [null, true, false, 0, -0, -1, 1e308, -1e308, 1e-320, 5, 2 ** 53, '', 'x', '<b>', [], {}, [[]], [null], { a: 1 }, [1, 'x'], '__proto__'];

function maker(random) {
  const upTo = (count) => Math.floor(random() * count);
  const pick = (list) => list[upTo(list.length)];
  /** A place somewhere in a document, changed. */
  const spoil = (document) => {
    const path = [];
    let node = document;
    while (node && typeof node === 'object' && Object.keys(node).length > 0 && (path.length === 0 || random() < 0.85)) {
      path.push([node, pick(Object.keys(node))]);
      node = node[path.at(-1)[1]];
    }
    const [parent, key] = path.at(-1);
    const way = upTo(4);
    if (way === 0) delete parent[key];
    else if (way === 1 && Array.isArray(parent)) parent.length = upTo(parent.length);
    else if (way === 2 && typeof parent[key] === 'number') parent[key] *= pick([-1, 0, 1e6, 1e-6, 1.5]);
    else parent[key] = pick(VALUES);
  };
  const snapshot = () => {
    const made = marketSnapshot({ seed: upTo(1000), hours: 24 + upTo(48), venues: ['binance'], liquidations: upTo(3) * 5, openInterest: random() < 0.8 });
    for (let count = upTo(4); count > 0; count -= 1) spoil(made);
    const text = JSON.stringify(made);
    return random() < 0.1 ? text.slice(0, upTo(text.length)) : text;
  };
  const attribute = ({ attributes }) => {
    const known = attributes.filter(({ name }) => !NETWORK.includes(name));
    const { name, type } = pick(known);
    const choices = [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, word]) => word);
    return [random() < 0.05 ? `x-${upTo(9)}` : name, random() < 0.6 && choices.length > 0 ? pick(choices) : pick(WORDS)];
  };
  const step = (kind) => {
    const [what] = [pick(['attribute', 'attribute', 'away', 'data', 'key', 'pointer', 'click', 'move', 'ask', 'size'])];
    return { what, attribute: attribute(kind), data: what === 'data' ? snapshot() : undefined, key: pick(['ArrowUp', 'ArrowLeft', 'PageDown', 'Home', 'Enter', 'Escape', '+', '?', ' ']), at: [random(), random()], place: random() };
  };
  return () => {
    const kind = pick(declarations);
    return { tag: kind.tagName, attributes: Object.fromEntries(Array.from({ length: upTo(6) }, () => attribute(kind))), data: snapshot(), steps: Array.from({ length: STEPS }, () => step(kind)) };
  };
}

/** Runs in the page: one element through all that happens to it; gives what went wrong that is no LiqError. */
async function play({ tag, attributes, data, steps }) {
  const wrong = [];
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.setAttribute('load', 'eager');
  element.innerHTML = '<p class="fallback">In words.</p>';
  element.data = data;
  document.body.append(element);
  const settled = async () => {
    for (let left = 400; left > 0 && ['loading', 'idle'].includes(element.state) && element.isConnected; left -= 1) await new Promise((resolve) => setTimeout(resolve, 10));
    await frames(1);
  };
  const asked = (promise) => promise.catch((error) => { if (error.name !== 'LiqError') wrong.push(`${error.stack ?? error}`); });
  const asks = [() => element.toSVG(), () => element.toCSV(), () => element.embedCode(), () => element.toPNG({ width: 500, ratio: 1 }), async () => element.summary(), () => element.ready];
  const acts = {
    attribute: ({ attribute: [name, value] }) => element.setAttribute(name, value),
    away: ({ attribute: [name] }) => element.removeAttribute(name),
    data: ({ data: other }) => { element.data = other; },
    key: ({ key }) => inside('.chart', element)?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
    pointer: ({ at: [x, y] }) => {
      const chart = inside('.chart', element);
      if (!chart) return;
      const box = chart.getBoundingClientRect();
      for (const type of ['pointermove', 'pointerdown', 'pointermove', 'pointerup']) chart.dispatchEvent(new PointerEvent(type, { clientX: box.x + box.width * x, clientY: box.y + box.height * y, pointerId: 1, pointerType: x < 0.5 ? 'mouse' : 'touch', bubbles: true }));
    },
    click: ({ place }) => {
      const buttons = [...element.shadowRoot.querySelectorAll('button:not([data-save])')];
      buttons[Math.floor(place * buttons.length)]?.click();
    },
    move: () => { element.remove(); document.body.append(element); },
    ask: ({ place }) => asked(asks[Math.floor(place * asks.length)]()),
    size: ({ place }) => { document.body.style.width = `${200 + Math.round(place * 800)}px`; },
  };
  await settled();
  for (const step of steps) {
    acts[step.what](step);
    await settled();
  }
  const seen = () => element.shadowRoot.querySelector('.frame')?.getClientRects().length > 0 || element.querySelector('.fallback').getClientRects().length > 0;
  if (!seen()) wrong.push('an empty box');
  if (element.querySelector('img') || element.shadowRoot.querySelector('img, script')) wrong.push('markup came out of a text');
  element.ready.catch(() => {});
  element.remove();
  await frames(1);
  const told = eventsOf('liq-error').map(({ detail }) => detail);
  events.length = 0;
  return { wrong, told };
}

/** Codes that the documents of this package name, but for defects of ours. */
const CODES = [
  'data-invalid', 'data-too-large', 'data-unordered', 'data-duplicated', 'data-length', 'data-range', 'data-empty', 'unit-suspect', 'attribute-invalid', 'unit-unknown', 'tiers-missing',
  'symbol-unknown', 'no-liquidation-price',
];

console.log(`fuzz seed ${SEED}: LIQ_SEED=${SEED} repeats it`);
for (const engine of Object.keys(ROUNDS)) {
  browserTest(`whatever an author, the data or a hand does, only liq-errors come of it; seed ${SEED}`, { engines: [engine], serve: figurePage('', { files: { '/favicon.ico': { status: 204, body: '' } } }) }, async (page) => {
    await page.goto('/');
    await page.waitFor(() => Boolean(customElements.get('liq-heatmap')));
    const next = maker(randomFrom(SEED));
    for (let round = 0; round < Number(process.env.LIQ_ROUNDS ?? ROUNDS[engine]); round += 1) {
      const plan = next();
      const { wrong, told } = await page.evaluate(play, plan);
      const strange = told.filter(({ code }) => !CODES.includes(code));
      const [errors, messages] = [await page.pageErrors(), (await page.consoleMessages()).filter(({ type }) => type === 'error').map(({ text }) => text)];
      const faults = [...wrong, ...strange.map((detail) => JSON.stringify(detail)), ...errors, ...messages];
      assert.deepEqual(faults, [], `round ${round} of seed ${SEED}: ${JSON.stringify({ ...plan, data: plan.data.slice(0, 200), steps: plan.steps.map(({ data, ...step }) => step) })}`);
    }
  });
}
