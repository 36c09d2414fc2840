// Times what a reader feels, in Chromium, each beside the time to fill the same memory with a constant in the same run.
// `npm run bench` builds first. The numbers are of this machine and this moment: compare ratios, not milliseconds.

import { build } from '../../scripts/build.mjs';
import { closeBrowsers, withPage } from '../../tests/browser/harness.mjs';
import { randomMarket } from './market.mjs';
import { measureStalls } from './stalls.mjs';

const RUNS = 25;
const PAGE = '<!doctype html><meta charset="utf-8"><title>bench</title><body><div id="host" style="width:1000px;height:560px;position:relative"></div>';

await build();
await withPage({ engine: 'chromium', viewport: { width: 1100, height: 700 }, serve: { respond } }, async (page) => {
  await page.goto('/bench.html');
  const large = JSON.stringify(randomMarket({ candles: 8640, intervalMs: 300_000 }));
  const small = JSON.stringify(randomMarket({ candles: 1000, intervalMs: 3_600_000 }));
  const rows = await page.evaluate(measure, { large, small, runs: RUNS });
  print(rows);
});
await measureStalls();
await closeBrowsers();

function respond(request) {
  if (new URL(request.url, 'http://localhost').pathname !== '/bench.html') return undefined;
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: PAGE };
}

/** Runs in the page. */
async function measure({ large, small, runs }) {
  const { fullPiece, pieceFor } = await import('/pieces.js');
  const headless = await import('/headless.js');
  const wasm = await pieceFor('heatmap').load('en');
  // The least is the one that another program on the machine held up least.
  const spread = (times) => ({ ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)], least: times[0] });
  const timed = (call) => {
    call();
    return spread(Array.from({ length: runs }, () => {
      const start = performance.now();
      call();
      return performance.now() - start;
    }));
  };
  // One fill is too short for the clock of a browser: many, divided.
  const filled = (length, type) => {
    const memory = new type(length);
    return timed(() => { for (let i = 0; i < 64; i += 1) memory.fill(i); }).ms / 64;
  };
  const host = document.getElementById('host');
  const page = { lang: 'en', dark: false, moreContrast: false, font: 'sans-serif', colors: {} };
  const attributes = (more = {}) => ({ rows: '400', ...more });
  const drawn = (bindings, draw) => {
    const read = new bindings.ReadSnapshot(large);
    const shown = draw(read);
    read.free();
    return shown;
  };
  const figure = () => drawn(wasm, (read) => new wasm.HeatmapFigure(host, () => {}, read, attributes(), page));
  const estimate = (text, columns, rows) => () => headless.estimateLiquidations(text, { columns, rows });
  const results = [];
  const add = (name, times, cells, type = Float32Array) => results.push({ name, ...times, fill: filled(cells, type) });

  add('estimate, 1,000 candles, 1,000 × 300, reading included', timed(estimate(small, 1000, 300)), 2 * 300_000);
  add('estimate, 8,640 candles, 960 × 400, reading included', timed(estimate(large, 1000, 400)), 2 * 384_000);
  add('  of that: reading and one column', timed(estimate(large, 1, 1)), 2 * 8640 * 6, Float64Array);
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const first = [];
  for (let i = 0; i < 7; i += 1) {
    const start = performance.now();
    const shown = figure();
    await frames();
    shown.flush();
    first.push(performance.now() - start);
    shown.free();
    await frames();
  }
  add('first picture, with up to two frames of waiting', spread(first), 4 * 384_000, Uint8ClampedArray);
  const shown = figure();
  await frames();
  let turn = 0;
  add('full redraw (raster, chart, overlay)', timed(() => {
    turn += 1;
    shown.setSettings(attributes({ palette: turn % 2 ? 'viridis' : 'magma' }), page);
    shown.flush();
  }), 4 * 384_000, Uint8ClampedArray);
  const box = host.getBoundingClientRect();
  add('pointer move to painted overlay', timed(() => {
    turn += 1;
    const [clientX, clientY] = [box.left + 100 + (turn * 37) % 500, box.top + 60 + (turn * 23) % 300];
    host.dispatchEvent(new PointerEvent('pointermove', { pointerId: 1, pointerType: 'mouse', clientX, clientY, bubbles: true }));
    shown.flush();
  }), 4 * 1000 * 560, Uint8ClampedArray);
  shown.free();

  const full = await fullPiece.load('en');
  const pushed = drawn(full, (read) => new full.CascadeFigure(host, () => {}, read, {}, page));
  await frames();
  const canvas = 4 * 1000 * 560;
  add('cascade: slider move to painted frame', timed(() => {
    turn += 1;
    pushed.setShock(0.01 + (turn % 60) / 1000);
    pushed.flush();
  }), canvas, Uint8ClampedArray);
  add('cascade: slider move, words and numbers around it included', timed(() => {
    turn += 1;
    pushed.setShock(0.01 + (turn % 60) / 1000);
    pushed.frame();
    pushed.result();
    pushed.flush();
  }), canvas, Uint8ClampedArray);
  let paths = 4096;
  add('cascade: 4,096 draws of the odds, settings included', timed(() => {
    paths = paths === 4096 ? 4097 : 4096;
    pushed.setSettings({ paths: String(paths) }, page);
    pushed.drawNext();
  }), canvas, Uint8ClampedArray);
  pushed.free();
  const map = drawn(full, (read) => new full.MapFigure(host, () => {}, read, {}, page));
  await frames();
  add('map: full redraw', timed(() => {
    turn += 1;
    map.setSettings({ direction: turn % 2 ? 'red-up' : 'green-up' }, page);
    map.flush();
  }), canvas, Uint8ClampedArray);
  map.free();
  return results;
}

function print(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log(`${'Chromium'.padEnd(width)}  median ms  least ms   fill ms   ratio`);
  for (const { name, ms, least, fill } of rows) {
    console.log(`${name.padEnd(width)}  ${ms.toFixed(2).padStart(9)}  ${least.toFixed(2).padStart(8)}  ${fill.toFixed(3).padStart(8)}  ${(ms / fill).toFixed(0).padStart(6)}`);
  }
}
