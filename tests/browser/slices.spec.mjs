// Figures whose estimate is made by slices, each in a task of its own.

import assert from 'node:assert/strict';
import { exportOf, trappedPiece } from './damaged-wasm.mjs';
import { cascade, figurePage, heatmap, map } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { marketSnapshot } from './snapshots.mjs';

const CHROMIUM = { engines: ['chromium'] };
const older = marketSnapshot();
const newer = marketSnapshot({ seed: 8 });
/** Nothing loads before there are data. */
const WAITS = 'load="click"';

/** The clock of the page leaps, so that every slice ends at the first look at it; `slices` counts them, and `atSlice` is called after so many. */
const leaping = () => {
  let leapt = 0;
  performance.now = () => { leapt += 1000; return leapt; };
  globalThis.slices = 0;
  globalThis.atSlice = () => {};
  customElements.whenDefined(figure().localName).then((element) => {
    const { goOn } = element.prototype;
    Object.getPrototypeOf(element).prototype.goOn = function (...values) {
      const more = goOn.apply(this, values);
      slices += Number(more);
      if (more) atSlice(slices, this);
      return more;
    };
  });
};

/** Opens a page whose figure waits for data, with the leaping clock. */
async function waiting(page) {
  await page.goto('/');
  await page.waitFor(() => customElements.get(figure()?.localName ?? 'no-figure') !== undefined);
  await page.evaluate(leaping);
}

/** The result of one go: the bindings' own figure, without anything begun ahead. */
const inOneGo = async ([text, attributes = {}]) => {
  const { kind } = figure().constructor;
  const wasm = await figure().piece().load('en');
  const host = document.body.appendChild(document.createElement('div'));
  const read = new wasm.ReadSnapshot(text);
  const made = new wasm[kind.figure](host, () => {}, read, attributes, {});
  read.free();
  const result = JSON.stringify(made.result());
  made.free();
  host.remove();
  return result;
};

for (const [kind, markup] of Object.entries({ heatmap, map, cascade })) {
  browserTest(`a ${kind} that is made by slices says what one made in one go says`, { serve: figurePage(markup(WAITS)) }, async (page) => {
    await waiting(page);
    const [count, sliced] = await page.evaluate(async (text) => {
      figure().data = text;
      await figure().ready;
      return [slices, JSON.stringify(figure().result)];
    }, JSON.stringify(older));
    assert.ok(count > 3, `${count} slices`);
    assert.equal(sliced, await page.evaluate(inOneGo, [JSON.stringify(older)]));
  });
}

browserTest('a heatmap that is removed between two slices is let go, and draws when it is back', { serve: figurePage(heatmap(WAITS)) }, async (page) => {
  await waiting(page);
  const gone = await page.evaluate(async (text) => {
    const element = figure();
    const parent = element.parentNode;
    const removed = new Promise((resolve) => { globalThis.atSlice = (count) => { if (count === 2) { element.remove(); resolve(); } }; });
    element.data = text;
    await removed;
    await frames(4);
    const at = [slices, element.state, eventsOf('liq-error').length + eventsOf('liq-ready').length];
    globalThis.atSlice = () => {};
    parent.append(element);
    await element.ready;
    return [at, element.state];
  }, JSON.stringify(older));
  assert.deepEqual(gone, [[2, 'idle', 0], 'ready']);
});

browserTest('data that are given between two slices are those that are drawn', { serve: figurePage(heatmap(WAITS)) }, async (page) => {
  await waiting(page);
  const drawn = await page.evaluate(async ([first, second]) => {
    globalThis.atSlice = (count, element) => { if (count === 2) element.data = second; };
    figure().data = first;
    await new Promise((resolve) => { figure().addEventListener('liq-ready', resolve, { once: true }); });
    await frames(4);
    return [JSON.stringify(figure().result), eventsOf('liq-ready').length, eventsOf('liq-error').length];
  }, [JSON.stringify(older), JSON.stringify(newer)]);
  assert.deepEqual(drawn, [await page.evaluate(inOneGo, [JSON.stringify(newer)]), 1, 0]);
});

browserTest('settings that change between two slices are those that are drawn', { ...CHROMIUM, serve: figurePage(heatmap(WAITS)) }, async (page) => {
  await waiting(page);
  const drawn = await page.evaluate(async (text) => {
    globalThis.atSlice = (count, element) => { if (count === 2) element.rows = '77'; };
    figure().data = text;
    await figure().ready;
    return JSON.stringify(figure().result);
  }, JSON.stringify(older));
  assert.equal(drawn, await page.evaluate(inOneGo, [JSON.stringify(older), { rows: '77' }]));
  assert.notEqual(drawn, await page.evaluate(inOneGo, [JSON.stringify(older)]));
});

browserTest('data that say nothing right are refused by the same words, though they are read ahead', { ...CHROMIUM, serve: figurePage(heatmap(WAITS)) }, async (page) => {
  await waiting(page);
  const told = await page.evaluate(async (text) => {
    figure().data = text;
    const thrown = await figure().ready.catch(({ code, field }) => [code, field]);
    return [thrown, figure().state, slices];
  }, JSON.stringify({ ...older, markets: [] }));
  assert.deepEqual(told.slice(1), ['error', 0]);
  assert.match(told[0][1], /markets/);
});

browserTest('a trap in a slice leaves the fallback, and is told once', { serve: figurePage(heatmap(WAITS), { files: await trappedPiece('heatmap', await exportOf('heatmap', 'ReadSnapshot.goOn')) }) }, async (page) => {
  await waiting(page);
  const told = await page.evaluate(async (text) => {
    figure().data = text;
    await figure().ready.catch(() => {});
    await frames(2);
    return [figure().state, allInside('.frame').length, eventsOf('liq-error').map(({ detail }) => detail.code)];
  }, JSON.stringify(older));
  assert.deepEqual(told, ['error', 0, ['wasm-trap']]);
});
