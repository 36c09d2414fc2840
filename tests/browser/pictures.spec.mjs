import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';
import { toSVG } from '../../www/headless.js';
import { browserTest } from './harness.mjs';

const snapshot = await readFile(join(projectFolder, 'tests', 'pictures', 'market.json'), 'utf8');
const SIZE = { width: 700, height: 480 };
const ATTRIBUTES = {
  heatmap: { range: '48h', rows: '60' },
  map: { rows: '40', window: '6%' },
  cascade: { shock: '4%', paths: '256', horizon: '1d' },
};

/** A page at `/` with one element. */
function pageOf(widget) {
  const attributes = Object.entries(ATTRIBUTES[widget]).map(([name, value]) => `${name}="${value}"`).join(' ');
  const known = {
    '/': ['text/html; charset=utf-8', `<!doctype html><html lang="en"><head><title>Picture</title><script type="module" src="/liquidation-widgets.js"></script></head><body><liq-${widget} id="it" load="eager" src="/snapshot.json" ${attributes}></liq-${widget}></body></html>`],
    '/snapshot.json': ['application/json', snapshot],
  };
  return { root: join(projectFolder, 'www'), respond: ({ url }) => known[url] && { headers: { 'content-type': known[url][0] }, body: known[url][1] } };
}

/** The element's picture, with the widths of text that the picture without a browser has. */
async function pictureWithTableWidths({ width, height }) {
  const { loadWasm, enter } = await import('/headless-wasm.js');
  const engine = await loadWasm();
  CanvasRenderingContext2D.prototype.measureText = function widthByTable(text) {
    const [, bold, size] = /^(bold |700 )?(?:normal )?([\d.]+)px /.exec(this.font);
    return { width: enter(() => engine.textWidth(text, Number(size), Boolean(bold))) };
  };
  return document.querySelector('#it').toSVG({ width, height });
}

/** Largest difference of two images, each colour times its alpha, 0 to 255. */
async function largestDifference(addresses) {
  const [one, other] = await Promise.all(addresses.map(async (address) => {
    const image = Object.assign(new Image(), { src: address });
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, canvas.width, canvas.height).data;
  }));
  if (one.length !== other.length) return Infinity;
  const ink = (data, at) => (at % 4 === 3 ? data[at] : data[at] * data[at - (at % 4) + 3] / 255);
  let largest = 0;
  for (let at = 0; at < one.length; at += 1) largest = Math.max(largest, Math.abs(ink(one, at) - ink(other, at)));
  return largest;
}

const ADDRESS = / href="(data:[^"]+)"/;
/** What stays the same whatever font and encoder a browser has. */
const marksOf = (svg) => svg.replace(/ font-family="[^"]*"/, '').replace(ADDRESS, '');

for (const widget of Object.keys(ATTRIBUTES)) {
  browserTest(`${widget}: toSVG of the element and of Node have the same marks where text is as wide`, { engines: ['chromium', 'firefox'], serve: pageOf(widget) }, async (page) => {
    await page.goto('/');
    await page.waitFor(() => document.querySelector('#it').state === 'ready');
    const own = await page.evaluate(pictureWithTableWidths, SIZE);
    const headless = toSVG({ widget, snapshot, attributes: ATTRIBUTES[widget], ...SIZE, frame: false, transparent: true });
    assert.equal(marksOf(own), marksOf(headless));
    const addresses = [own, headless].map((svg) => ADDRESS.exec(svg)?.[1]);
    if (widget !== 'heatmap') assert.deepEqual(addresses, [undefined, undefined]);
    // A canvas keeps colours times alpha, so one step may be lost each way.
    else assert.ok(await page.evaluate(largestDifference, addresses) <= 2);
  });
}
