import assert from 'node:assert/strict';
import { cascade, drawn, figurePage, heatmap, map, opened, tape } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const shown = (page) => page.evaluate(async () => [await layers(), figure().result, textOf('controls')]);

for (const [name, markup, change] of [['map', map, 'view-simple'], ['cascade', cascade, 'side-up'], ['tape', tape, 'sides-short']]) {
  const tag = `liq-${name}`;

  browserTest(`a ${name} that moves keeps its drawing and the reader’s choice, and one that comes back is drawn again`, { ...(name !== 'map' && CHROMIUM), serve: figurePage(`<div id="here">${markup()}</div><div id="there"></div>`) }, async (page) => {
    await opened(page);
    const first = await shown(page);
    await page.click(`${tag} >>> [data-control="${change}"]`);
    await drawn(page);
    const before = await shown(page);
    assert.notDeepEqual(before, first);
    await page.evaluate(() => { globalThis.canvas = inside('canvas'); document.querySelector('#there').append(figure()); });
    await drawn(page);
    assert.equal(await page.evaluate(() => globalThis.canvas === inside('canvas')), true);
    assert.deepEqual(await shown(page), before);
    assert.equal(await page.evaluate(() => eventsOf('liq-ready').length), 1);
    await page.evaluate(async () => {
      const element = figure();
      element.remove();
      await frames(2);
      document.body.append(element);
    });
    await drawn(page);
    assert.deepEqual(await shown(page), before);
  });
}

browserTest('a cascade that is removed while it plays tells nothing more and throws nothing', { serve: figurePage(cascade('src="/snapshot.json" shock="5%"')) }, async (page) => {
  await opened(page);
  await page.click('liq-cascade >>> [data-control="play"]');
  await page.waitFor(() => eventsOf('liq-round').length >= 2);
  const after = await page.evaluate(async () => {
    const element = figure();
    element.remove();
    await frames(1);
    events.length = 0;
    await new Promise((resolve) => setTimeout(resolve, 700));
    return [events.length, element.state];
  });
  assert.deepEqual(after, [0, 'idle']);
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('a cascade that plays goes on when it moves and when the page turns dark, and its button says so', { ...CHROMIUM, serve: figurePage(`<div id="there"></div>${cascade('src="/snapshot.json" shock="5%"')}`) }, async (page) => {
  await opened(page);
  await page.click('liq-cascade >>> [data-control="play"]');
  await page.waitFor(() => figure().result.roundsShown === 1);
  await page.evaluate(() => { document.querySelector('#there').append(figure()); figure().theme = 'dark'; });
  await page.evaluate(() => frames(1));
  assert.equal(await page.evaluate(() => inside('[data-control="play"]').ariaLabel), 'Pause');
  await page.waitFor(() => inside('[data-control="play"]').ariaLabel === 'Play');
  assert.equal(await page.evaluate(() => figure().result.roundsShown === figure().result.projection.rounds.length), true);
});

/** Bytes of the one wasm memory: initialising again gives the exports that are there. */
const memory = async () => {
  const { fullPiece } = await import('/pieces.js');
  await fullPiece.load('en');
  const { default: initialise } = await import('/pkg/liquidation_widgets.js');
  return Object.values(await initialise()).find((one) => one instanceof WebAssembly.Memory).buffer.byteLength;
};

/** Draws `count` elements of each tag one after the other; each goes before the next comes unless `kept`. */
async function mount(count, kept, text) {
  for (let turn = 0; turn < count; turn += 1) {
    for (const tag of ['liq-map', 'liq-cascade']) {
      const element = document.createElement(tag);
      element.setAttribute('load', 'eager');
      element.setAttribute('group', 'one');
      element.data = text;
      document.body.append(element);
      await element.ready;
      await frames(2);
      if (!kept) element.remove();
      await frames(1);
    }
  }
}

const small = JSON.stringify(marketSnapshot({ hours: 72, venues: ['binance'], liquidations: 10 }));

browserTest('thirty maps and cascades that come and go leave no memory behind, and those that stay do', { ...CHROMIUM, serve: figurePage('') }, async (page) => {
  await page.goto('/');
  // How far odds are drawn when a figure goes differs, and so does the most that is held at once: it is reached first.
  await page.evaluate(mount, 30, false, small);
  const first = await page.evaluate(memory);
  assert.ok(first > 0);
  await page.evaluate(mount, 30, false, small);
  assert.equal(await page.evaluate(memory), first);
  await page.evaluate(mount, 12, true, small);
  assert.ok(await page.evaluate(memory) > first, 'the measure sees what is kept');
});

/** Puts another figure on the page and gives how often its data were read from text. */
const readsOf = (page, tag, data) => page.evaluate(async (name, given) => {
  const parse = JSON.parse;
  let reads = 0;
  JSON.parse = (text, ...rest) => {
    if (String(text).includes('liq-snapshot/1')) reads += 1;
    return parse(text, ...rest);
  };
  const element = document.body.appendChild(Object.assign(document.createElement(name), { load: 'eager', data: given }));
  await element.ready;
  JSON.parse = parse;
  return reads;
}, tag, data);

browserTest('figures of the same data read them once, as long as one of them is drawn', { ...CHROMIUM, serve: figurePage(map() + cascade()) }, async (page) => {
  await opened(page);
  await page.waitFor(() => figures().every(({ state }) => state === 'ready'));
  const text = await page.evaluate(() => figure().snapshotText);
  assert.deepEqual([await readsOf(page, 'liq-tape', text), await readsOf(page, 'liq-map', `${text} `)], [0, 1]);
  await page.evaluate(async () => {
    for (const element of figures()) element.remove();
    await frames(2);
  });
  assert.equal(await readsOf(page, 'liq-map', text), 1);
});

/** Runs before any figure: keeps which canvases were drawn on. */
const KEEP_DRAWN_ON = `
  const drawnOn = new Set();
  const kind = CanvasRenderingContext2D.prototype;
  for (const draw of ['clearRect', 'drawImage', 'fill', 'fillText', 'putImageData', 'stroke']) {
    const own = kind[draw];
    kind[draw] = function (...words) { drawnOn.add(this.canvas); return own.apply(this, words); };
  }
  globalThis.layersDrawnOn = () => allInside('canvas').map((canvas) => drawnOn.has(canvas));
  globalThis.layersShown = () => allInside('canvas').map((canvas) => pixelsOf(canvas).some((pixel) => pixel !== 0));
`;

for (const [name, markup, first] of [['heatmap', heatmap, [true, true, false]], ['map', map, [false, true, false]]]) {
  const files = { '/keep.js': { headers: { 'content-type': 'text/javascript' }, body: KEEP_DRAWN_ON } };

  browserTest(`layers of a ${name} that show nothing are not drawn on, so that no browser gives them memory`, { serve: figurePage(`<script src="/keep.js"></script>${markup()}`, { files }) }, async (page) => {
    await opened(page);
    assert.deepEqual(await page.evaluate(() => layersDrawnOn()), first);
    const { x, y, width, height } = await page.evaluate(() => chartBox());
    await page.move({ x: x + width / 3, y: y + height / 3 });
    await page.waitFor(() => layersDrawnOn()[2]);
    assert.deepEqual(await page.evaluate(() => layersShown()), [first[0], true, true]);
    await page.move({ x: 500, y: 2 });
    await page.waitFor(() => !layersShown()[2]);
    assert.deepEqual(await page.evaluate(() => layersShown()), first);
  });
}
