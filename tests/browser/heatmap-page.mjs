// Pages with heatmaps, and what specs ask of them.

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
  for (const type of ['liq-ready', 'liq-error', 'liq-select', 'liq-viewport', 'liq-data']) {
    addEventListener(type, ({ target, bubbles, composed, detail }) => events.push({ type, id: target.id, bubbles, composed, detail, plain: isPlain(detail) }));
  }
  function isPlain(value) {
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
    const prototype = Object.getPrototypeOf(value);
    return (prototype === Object.prototype || prototype === Array.prototype) && Object.values(value).every(isPlain);
  }
  globalThis.eventsOf = (type) => events.filter((event) => event.type === type);
  globalThis.heatmap = () => document.querySelector('liq-heatmap');
  globalThis.inside = (selector, element = heatmap()) => element?.shadowRoot?.querySelector(selector);
  globalThis.allInside = (selector, element = heatmap()) => [...element.shadowRoot.querySelectorAll(selector)];
  globalThis.chartBox = (element = heatmap()) => inside('.chart', element).getBoundingClientRect().toJSON();
  globalThis.frames = (count) => new Promise((resolve) => {
    const next = (left) => (left === 0 ? resolve(true) : requestAnimationFrame(() => next(left - 1)));
    next(count);
  });
  globalThis.pixelsOf = (canvas) => new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  // One number per layer: raster, chart, overlay.
  globalThis.layers = async (element = heatmap()) => {
    await frames(2);
    return allInside('canvas', element).map((canvas) => pixelsOf(canvas).reduce((hash, pixel) => Math.imul(hash ^ pixel, 16777619), 2166136261) >>> 0);
  };
  globalThis.texts = (element = heatmap()) => allInside('.heading, .dek, .controls, .note, .footer, .panel:not([hidden])', element)
    .map((part) => part.hidden || getComputedStyle(part).display === 'none' ? '' : part.textContent);
`;

const FALLBACK = '<p class="fallback">A picture in words.</p>';

/** Markup of one heatmap; `attributes` is text. */
export const heatmap = (attributes = 'src="/snapshot.json"', inner = FALLBACK) => `<liq-heatmap ${attributes}>${inner}</liq-heatmap>`;

/**
 * Options for `serve` of a page at `/` whose body is `body`. `files` maps more addresses to overrides, `snapshot` is what
 * `/snapshot.json` answers, `script` is false for a page that loads the widgets itself.
 */
export function heatmapPage(body = heatmap(), { lang = 'en', snapshot = marketSnapshot(), files = {}, headers = {}, style = '', script = true } = {}) {
  const entry = script ? '<script type="module" src="/liquidation-widgets.js"></script>' : '';
  const page = `<!doctype html><html lang="${lang}"><head><title>Heatmap</title><link rel="stylesheet" href="/page.css"><script src="/watch.js"></script>${entry}</head><body>${body}</body></html>`;
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

/** An answer that is a JSON document. */
export const json = (value) => ({ headers: JSON_TYPE, body: typeof value === 'string' ? value : JSON.stringify(value) });

/** Opens the page and waits until every heatmap on it is drawn. */
export async function opened(page) {
  await page.goto('/');
  await drawn(page);
}

/** Waits until every heatmap is drawn and painted. */
export async function drawn(page) {
  await page.waitFor(() => {
    const all = [...document.querySelectorAll('liq-heatmap')];
    const trouble = all.find((element) => element.state === 'error');
    if (trouble) throw new Error(`a heatmap failed: ${JSON.stringify(eventsOf('liq-error'))}`);
    return all.length > 0 && all.every((element) => ['ready', 'static'].includes(element.state) && inside('canvas', element)?.width > 0);
  });
  await page.evaluate(() => frames(2));
}

/** Text of the wasm file's bytes as they are on disk. */
export const wasmBytes = () => readFile(join(projectFolder, 'www', 'pkg', 'liquidation_widgets_bg.wasm'));
