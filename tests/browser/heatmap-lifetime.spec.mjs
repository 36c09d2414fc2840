import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { projectFolder } from '../../scripts/command.mjs';
import { browserTest } from './harness.mjs';
import { drawn, heatmap, heatmapPage, opened } from './figure-page.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const view = (page) => page.evaluate(() => heatmap().result.viewport);

browserTest('a narrower container is filled anew, in every design', { viewport: { width: 1300, height: 800 }, serve: heatmapPage(`<div id="box" style="width: 1200px">${heatmap()}</div>`) }, async (page) => {
  await opened(page);
  const found = [];
  for (const width of [1200, 680, 360]) {
    await page.evaluate((wide) => { document.querySelector('#box').style.width = `${wide}px`; }, width);
    await page.waitFor((wide) => Math.abs(chartBox().width - wide) < 1 && allInside('canvas').every((canvas) => Math.abs(canvas.width - wide * devicePixelRatio) <= 1), width);
    const [raster, chart] = await page.evaluate(() => layers());
    const painted = await page.evaluate(() => allInside('canvas').slice(0, 2).map((canvas) => pixelsOf(canvas).some((pixel) => pixel !== 0)));
    assert.deepEqual(painted, [true, true], `${width}`);
    found.push(raster, chart);
  }
  assert.equal(new Set(found).size, 6);
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('an element that moves keeps its drawing, its zoom and its hands', { serve: heatmapPage(`<div id="here">${heatmap()}</div><div id="there"></div>`) }, async (page) => {
  await opened(page);
  await page.click('liq-heatmap >>> [data-control="zoom-in"]');
  const before = await view(page);
  const pixels = await page.evaluate(() => layers());
  await page.evaluate(() => { globalThis.canvas = inside('canvas'); document.querySelector('#there').append(heatmap()); });
  await drawn(page);
  assert.equal(await page.evaluate(() => globalThis.canvas === inside('canvas')), true);
  assert.deepEqual(await view(page), before);
  assert.deepEqual(await page.evaluate(() => layers()), pixels);
  await page.evaluate(() => inside('.chart').focus());
  await page.key('0');
  await page.waitFor((zoomed) => heatmap().result.viewport[0] < zoomed, before[0]);
  assert.equal(await page.evaluate(() => eventsOf('liq-ready').length), 1);
  assert.equal(await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.json')).length), 1);
});

browserTest('what is removed is let go: no canvas, no figure, no listener, no observer', { serve: heatmapPage() }, async (page) => {
  await opened(page);
  const left = await page.evaluate(async () => {
    const element = heatmap();
    const [chart, canvases] = [inside('.chart'), allInside('canvas')];
    element.remove();
    await frames(2);
    events.length = 0;
    const box = { bubbles: true, composed: true, cancelable: true };
    const used = [
      chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', ...box })),
      chart.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, ctrlKey: true, ...box })),
      chart.dispatchEvent(new PointerEvent('pointermove', { pointerType: 'mouse', clientX: 100, clientY: 100, ...box })),
    ];
    document.body.append(chart);
    document.body.className = 'dark';
    await frames(3);
    return {
      used, sizes: canvases.map(({ width, height }) => width + height), attached: canvases.some(({ isConnected }) => isConnected),
      state: element.state, result: element.result, summary: element.summary(), drawn: element.classList.contains('drawn'), events: events.length,
    };
  });
  assert.deepEqual(left, { used: [true, true, true], sizes: [0, 0, 0], attached: false, state: 'idle', result: null, summary: '', drawn: false, events: 0 });
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('an element that comes back is drawn again', { serve: heatmapPage() }, async (page) => {
  await opened(page);
  const before = await page.evaluate(() => layers());
  await page.evaluate(async () => {
    const element = heatmap();
    element.remove();
    await frames(2);
    document.body.append(element);
  });
  await drawn(page);
  assert.deepEqual(await page.evaluate(() => layers()), before);
});

browserTest('an element removed while it loads stays quiet', { ...CHROMIUM, serve: heatmapPage(heatmap('src="/late.json"'), { files: { '/late.json': { delayMs: 400, body: JSON.stringify(marketSnapshot()) } } }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => heatmap()?.state === 'loading');
  const state = await page.evaluate(async () => {
    const element = heatmap();
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 700));
    return [element.state, element.result, events.length];
  });
  assert.deepEqual(state, ['idle', null, 0]);
  assert.deepEqual(await page.pageErrors(), []);
});

/** Bytes of the one wasm memory: initialising again gives the exports that are there. */
const memory = async () => {
  const { pieceFor } = await import('/pieces.js');
  await pieceFor('heatmap').load('en');
  const { default: initialise } = await import('/pkg/heatmap/liquidation_widgets.js');
  return Object.values(await initialise()).find((one) => one instanceof WebAssembly.Memory).buffer.byteLength;
};

/** Draws `count` heatmaps one after the other; each goes before the next comes unless `kept`. */
async function mount(count, kept, text) {
  for (let turn = 0; turn < count; turn += 1) {
    const element = document.createElement('liq-heatmap');
    element.setAttribute('load', 'eager');
    element.data = text;
    document.body.append(element);
    await element.ready;
    await frames(2);
    if (!kept) element.remove();
    await frames(1);
  }
}

const small = JSON.stringify(marketSnapshot({ hours: 72, venues: ['binance'], liquidations: 10 }));

browserTest('a hundred elements that come and go leave no memory behind, and those that stay do', { ...CHROMIUM, serve: heatmapPage('') }, async (page) => {
  await page.goto('/');
  await page.evaluate(mount, 10, false, small);
  const first = await page.evaluate(memory);
  assert.ok(first > 0);
  await page.evaluate(mount, 90, false, small);
  assert.equal(await page.evaluate(memory), first);
  await page.evaluate(mount, 20, true, small);
  assert.ok(await page.evaluate(memory) > first, 'the measure sees what is kept');
});

const twenty = Array.from({ length: 20 }, (_, index) => heatmap(`id="n${index}" src="/snapshot.json" load="eager" palette="${index % 2 ? 'blues' : 'magma'}"`)).join('');
const many = heatmapPage(twenty, { snapshot: marketSnapshot({ hours: 72, venues: ['binance'] }) });

browserTest('twenty elements share one wasm file and one memory', { ...CHROMIUM, serve: many }, async (page) => {
  many.requests.length = 0;
  await opened(page);
  assert.equal(many.requests.filter((url) => url.endsWith('.wasm')).length, 1);
  assert.equal(await page.evaluate(() => eventsOf('liq-ready').length), 20);
  const results = await page.evaluate(() => [...document.querySelectorAll('liq-heatmap')].map((element) => JSON.stringify(element.result)));
  assert.equal(new Set(results).size, 1);
});

const wasmOf = (page) => page.requests.filter((url) => url.endsWith('.wasm'));
const alone = heatmapPage(heatmap());

browserTest('a page with one kind of element loads the full piece only when a panel is opened', { ...CHROMIUM, serve: alone }, async (page) => {
  alone.requests.length = 0;
  await opened(page);
  assert.deepEqual(wasmOf(alone), ['/pkg/heatmap/liquidation_widgets_bg.wasm']);
  await page.evaluate(() => allInside('.footer button')[0].click());
  await page.waitFor(() => allInside('.panel li').length > 3);
  assert.deepEqual(wasmOf(alone).slice(1), ['/pkg/liquidation_widgets_bg.wasm']);
  assert.match(await page.evaluate(() => heatmap().toSVG({ width: 600, height: 400 })), /^<svg[^>]*width="600"/);
  assert.equal(wasmOf(alone).length, 2);
});

const mixed = heatmapPage(`${heatmap()}<liq-map src="/snapshot.json" load="eager"></liq-map>`);

browserTest('a page with two kinds of elements loads the full piece alone', { ...CHROMIUM, serve: mixed }, async (page) => {
  mixed.requests.length = 0;
  await opened(page);
  await page.evaluate(() => document.querySelector('liq-map').ready.then(() => true));
  assert.deepEqual(wasmOf(mixed), ['/pkg/liquidation_widgets_bg.wasm']);
});

const copies = await mkdtemp(join(tmpdir(), 'copies-'));
for (const name of ['one', 'two']) await cp(join(projectFolder, 'www'), join(copies, name), { recursive: true });
after(() => rm(copies, { recursive: true, force: true }));
const twice = heatmapPage(`<script type="module" src="/one/liquidation-widgets.js"></script><script type="module" src="/two/liquidation-widgets.js"></script>${heatmap()}`, { script: false });

browserTest('a second copy of the script says so once and leaves the first one’s elements alone', { serve: { ...twice, root: copies } }, async (page) => {
  await opened(page);
  const said = (await page.consoleMessages()).filter(({ text }) => text.includes('already defined'));
  assert.equal(said.length, 1, JSON.stringify(await page.consoleMessages()));
  assert.match(said[0].text, /liq-heatmap/);
  assert.deepEqual(await page.pageErrors(), []);
  assert.equal(twice.requests.filter((path) => path.startsWith('/two/') && path.endsWith('.wasm')).length, 0);
});
