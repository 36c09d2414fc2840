import assert from 'node:assert/strict';
import { liquidationMap } from '../../www/headless.js';
import { figurePage, map, opened } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { marketSnapshot } from './snapshots.mjs';

const snapshot = marketSnapshot();
/** The map as the engine gives it without a page, as plain JSON. */
const engine = (options) => {
  const { assumptions, ...answer } = JSON.parse(JSON.stringify(liquidationMap(snapshot, { draws: 16, ...options })));
  return answer;
};

/** `www` puts idle work into `held` until `letGo()`. */
const HELD = `<script src="/hold.js"></script>`;
const hold = {
  '/hold.js': {
    headers: { 'content-type': 'text/javascript' },
    body: `globalThis.held = [];
      globalThis.isHeld = true;
      globalThis.requestIdleCallback = (call) => (isHeld ? held.push(call) : setTimeout(call));
      globalThis.letGo = () => { isHeld = false; for (const call of held.splice(0)) call(); };`,
  },
};

browserTest('the result is the engine’s map, bit for bit, with the band once the draws are made', { serve: figurePage(map(), { snapshot }) }, async (page) => {
  await opened(page);
  const { assumptions, ...found } = await page.evaluate(() => figure().result);
  assert.equal(assumptions ?? null, null);
  assert.deepEqual(found, engine());
  assert.equal(found.band.draws, 16);
  assert.deepEqual(await page.pageErrors(), []);
});

browserTest('stacked by venue there is a layer for each of two venues, and together they are the whole', { engines: ['chromium'], serve: figurePage(map('src="/snapshot.json" stack="venue"'), { snapshot }) }, async (page) => {
  await opened(page);
  const { layers, long, short } = await page.evaluate(() => figure().result);
  assert.deepEqual(layers.map(({ venue, symbol }) => [venue, symbol]), [['binance', 'BTCUSDT'], ['bybit', 'BTCUSDT']]);
  for (const [side, whole] of Object.entries({ long, short })) {
    const sums = whole.map((_, row) => layers.reduce((sum, layer) => sum + layer[side][row], 0));
    assert.ok(whole.some((cell) => cell > 0));
    sums.forEach((sum, row) => assert.ok(Math.abs(sum - whole[row]) <= 1e-6 * Math.max(...whole), `${side} ${row}`));
  }
});

browserTest('the band and the marks of robust clusters come once the draws are made, and change neither curves nor clusters', { engines: ['chromium'], serve: figurePage(HELD + map(), { snapshot, files: hold }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'ready');
  const before = await page.evaluate(async () => ({ result: figure().result, chart: (await layers())[1], summary: figure().summary() }));
  assert.equal(before.result.band, null);
  assert.deepEqual([...new Set(before.result.clusters.map(({ robust }) => robust))], [null]);
  await page.evaluate(() => letGo());
  await page.waitFor(() => figure().result.band);
  const after = await page.evaluate(async () => ({ result: figure().result, chart: (await layers())[1], summary: figure().summary() }));
  assert.notEqual(after.chart, before.chart);
  assert.equal(after.summary, before.summary);
  assert.deepEqual(after.result.cumulative, before.result.cumulative);
  assert.ok(after.result.clusters.every(({ robust }) => typeof robust === 'boolean'));
  for (const side of ['long', 'short']) {
    const { low, high } = after.result.band[side];
    assert.ok(low.every((value, row) => value <= high[row]) && high.at(side === 'long' ? 0 : -1) > 0);
  }
});

const whole = (number) => Math.round(number).toLocaleString('en-US');

browserTest('the tables hold the numbers of the result', { serve: figurePage(map(), { snapshot }) }, async (page) => {
  await opened(page);
  await page.click('liq-map >>> .footer button:nth-child(2)');
  await page.waitFor(() => inside('.panel th:nth-child(7)'));
  const tables = await page.evaluate(() => allInside('.panel table').map((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent))));
  const { clusters, totals } = await page.evaluate(() => figure().result);
  const [[head, ...rows], [, ...levels]] = tables;
  assert.equal(head.length, 7);
  assert.deepEqual(rows.map(([side, , , mass, , , robust]) => [side, mass, robust]), clusters.map(({ side, mass, robust }) => [side, whole(mass), robust ? 'yes' : 'no']));
  const number = (text) => Number(text.replaceAll(',', ''));
  for (const [column, side] of [[2, 'long'], [3, 'short']]) {
    const sum = levels.reduce((total, row) => total + number(row[column]), 0);
    // Each level is rounded to a dollar.
    assert.ok(Math.abs(sum - totals[side]) <= levels.length, `${side}: ${sum}, ${totals[side]}`);
  }
  // Summed from the spot: the last level of each side has everything up to the edge.
  assert.ok(Math.abs(number(levels[0][4]) / totals.short - 1) < 1e-6 && Math.abs(number(levels.at(-1)[4]) / totals.long - 1) < 1e-6);
});

browserTest('a map without open interest says that its amounts are relative', { engines: ['chromium'], serve: figurePage(map(), { snapshot: marketSnapshot({ openInterest: false }) }) }, async (page) => {
  await opened(page);
  const { note, result } = await page.evaluate(() => ({ note: textOf('note'), result: figure().result }));
  assert.deepEqual([result.label, result.openInterestUsd], ['relative', null]);
  assert.match(note, /Relative: open interest unknown, so no amounts/);
  assert.doesNotMatch(await page.evaluate(() => figure().summary()), /[KMB] of/);
});
