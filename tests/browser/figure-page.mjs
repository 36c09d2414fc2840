// Pages with figures, and what specs ask of them.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';
import { marketSnapshot } from './snapshots.mjs';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** The policy of a careful publisher. */
export const STRICT = {
  'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'",
};

/** Loaded first on every page, from a file so that a strict policy lets it run: keeps events, reads canvases. */
const WATCH = `
  globalThis.events = [];
  for (const type of ['liq-ready', 'liq-error', 'liq-select', 'liq-viewport', 'liq-shock', 'liq-round', 'liq-data', 'liq-scenario']) {
    addEventListener(type, ({ target, bubbles, composed, detail }) => events.push({ type, id: target.id, bubbles, composed, detail, plain: isPlain(detail) }));
  }
  function isPlain(value) {
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
    const prototype = Object.getPrototypeOf(value);
    return (prototype === Object.prototype || prototype === Array.prototype) && Object.values(value).every(isPlain);
  }
  globalThis.eventsOf = (type) => events.filter((event) => event.type === type);
  globalThis.heatmap = () => document.querySelector('liq-heatmap');
  globalThis.figures = () => [...document.querySelectorAll('liq-heatmap, liq-map, liq-cascade, liq-tape, liq-regime, liq-signals, liq-scenarios, liq-compare')];
  globalThis.figure = () => figures()[0];
  globalThis.inside = (selector, element = figure()) => element?.shadowRoot?.querySelector(selector);
  globalThis.allInside = (selector, element = figure()) => [...element.shadowRoot.querySelectorAll(selector)];
  globalThis.chartBox = (element = figure()) => inside('.chart', element).getBoundingClientRect().toJSON();
  globalThis.frames = (count) => new Promise((resolve) => {
    const next = (left) => (left === 0 ? resolve(true) : requestAnimationFrame(() => next(left - 1)));
    next(count);
  });
  globalThis.pixelsOf = (canvas) => new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  // One number per layer: raster, chart, overlay.
  globalThis.layers = async (element = figure()) => {
    await frames(2);
    return allInside('canvas', element).map((canvas) => pixelsOf(canvas).reduce((hash, pixel) => Math.imul(hash ^ pixel, 16777619), 2166136261) >>> 0);
  };
  // Attributes that are no properties, and properties that are no attributes.
  globalThis.reflected = (element, switches) => {
    const found = [];
    for (const name of element.constructor.observedAttributes) {
      const property = name.replace(/-(\\w)/g, (_, letter) => letter.toUpperCase());
      const [set, text] = switches.includes(name) ? [true, ''] : ['x', 'x'];
      element[property] = set;
      if (element.getAttribute(name) !== text || element[property] !== set) found.push(property + ' to attribute');
      element[property] = switches.includes(name) ? false : null;
      if (element.hasAttribute(name) && name !== 'lang') found.push(property + ' away');
      element.setAttribute(name, text);
      if (element[property] !== set) found.push(name + ' to property');
      if (!switches.includes(name)) continue;
      element.setAttribute(name, 'false');
      if (element[property] !== false) found.push(name + '="false"');
    }
    return found;
  };
  // What a part says; nothing while it is hidden.
  globalThis.textOf = (part, element = figure()) => {
    const found = inside('.' + part, element);
    return found.hidden || getComputedStyle(found).display === 'none' ? '' : found.textContent;
  };
`;

const FALLBACK = '<p class="fallback">A picture in words.</p>';

const markup = (tag) => (attributes = 'src="/snapshot.json"', inner = FALLBACK) => `<${tag} ${attributes}>${inner}</${tag}>`;
/** Markup of one element; `attributes` is text. */
export const heatmap = markup('liq-heatmap');
export const map = markup('liq-map');
export const cascade = markup('liq-cascade');
export const tape = markup('liq-tape');
export const regime = markup('liq-regime');
export const signals = markup('liq-signals');
export const scenarios = markup('liq-scenarios');
export const compare = markup('liq-compare');

/**
 * Options for `serve` of a page at `/` whose body is `body`. `files` maps more addresses to overrides, `snapshot` is what
 * `/snapshot.json` answers, `script` is false for a page that loads the widgets itself.
 */
export function figurePage(body, { lang = 'en', snapshot = marketSnapshot(), files = {}, headers = {}, style = '', script = true } = {}) {
  const entry = script ? '<script type="module" src="/liquidation-widgets.js"></script>' : '';
  const page = `<!doctype html><html lang="${lang}"><head><title>Figures</title><link rel="stylesheet" href="/page.css"><script src="/watch.js"></script>${entry}</head><body>${body}</body></html>`;
  const known = {
    '/': { headers: HTML, body: page },
    '/watch.js': { headers: { 'content-type': 'text/javascript' }, body: WATCH },
    '/page.css': { headers: { 'content-type': 'text/css' }, body: `body { margin: 0; font: 16px/1.5 sans-serif; background: #fff; } ${style}` },
    '/snapshot.json': { headers: JSON_TYPE, body: JSON.stringify(snapshot) },
    ...files,
  };
  const requests = [];
  return {
    root: join(projectFolder, 'www'),
    headers,
    requests,
    respond({ url, method }) {
      requests.push(url);
      const answer = known[url];
      return typeof answer === 'function' ? answer({ method }) : answer;
    },
  };
}

/** As `figurePage`, with one heatmap where no body is given. */
export const heatmapPage = (body = heatmap(), options = {}) => figurePage(body, options);

/** An answer that is a JSON document. */
export const json = (value) => ({ headers: JSON_TYPE, body: typeof value === 'string' ? value : JSON.stringify(value) });

/** Opens the page and waits until every figure on it is drawn. */
export async function opened(page) {
  await page.goto('/');
  await drawn(page);
}

/** Waits until every figure is drawn and painted in its language, map and cascade with what they draw in idle moments. */
export async function drawn(page) {
  await page.waitFor(() => {
    const trouble = figures().find((element) => element.state === 'error');
    if (trouble) throw new Error(`a figure failed: ${JSON.stringify(eventsOf('liq-error'))}`);
    const isDrawn = (element) => ['ready', 'static'].includes(element.state) && inside('canvas', element)?.width > 0;
    const later = { 'liq-map': 'band', 'liq-cascade': 'odds', 'liq-scenarios': 'settled' };
    // What is drawn later is in the result one idle moment before the words around the picture follow.
    const isTold = (element) => inside('.chart', element).ariaLabel === element.summary();
    // Nothing is drawn later of what others made.
    const isDone = (element) => !later[element.localName] || (element.result.label === 'imported' || element.result[later[element.localName]]) && isTold(element);
    // Words are fetched before they are shown.
    const speaks = (element) => inside('.frame', element).lang === (element.closest('[lang]')?.lang ?? 'en');
    return figures().length > 0 && figures().every((element) => isDrawn(element) && isDone(element) && speaks(element));
  });
  await page.evaluate(() => frames(2));
}

/** Text of the wasm file's bytes as they are on disk. */
export const wasmBytes = () => readFile(join(projectFolder, 'www', 'pkg', 'liquidation_widgets_bg.wasm'));
