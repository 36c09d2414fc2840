import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { besideSnapshot } from './beside-snapshot.mjs';
import { drawn } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { anHourLater, HOUR_MS, livePage, measured, olderSnapshot, simulator } from './live-page.mjs';

const older = olderSnapshot(measured, 5);
/** A minute of the page is six seconds. */
const FAST = { speed: 10 };
let takeBack;

afterEach(() => {
  takeBack?.();
  takeBack = undefined;
  simulator.behave();
});

const paths = () => simulator.requests.map(({ path }) => path.replace(/^.*\//, '')).sort();
const upTo = (page, end) => page.waitFor((ms) => snapshotShown().as_of_ms === ms && ['ready', 'static'].includes(figure().state), end);

/** An hour goes by, for the venues and for the page, which is not told. */
async function hourPasses(page) {
  takeBack = anHourLater();
  simulator.requests.length = 0;
  await page.evaluate((ms) => { clock.aheadMs += ms; tell({}, globalThis, 'pageshow'); }, HOUR_MS);
}

browserTest('a new candle costs one request a table, and the reader stays where he is', { serve: livePage('refresh="15"', FAST) }, async (page) => {
  await page.goto('/');
  await drawn(page);
  await page.evaluate(() => { inside('[data-control="zoom-in"]').click(); inside('[data-control="sides-long"]').focus(); });
  const [view, blank] = await page.evaluate(() => {
    globalThis.blank = 0;
    const look = () => {
      if (pixelsOf(inside('canvas')).every((pixel) => pixel === 0)) blank += 1;
      requestAnimationFrame(look);
    };
    look();
    return [figure().result.viewport, blank];
  });
  assert.equal(blank, 0);
  await hourPasses(page);
  await upTo(page, measured.as_of_ms + HOUR_MS);
  await page.evaluate(() => frames(3));
  assert.deepEqual(paths().filter((path) => path !== 'history'), ['kline', 'mark-price-kline', 'open-interest', 'orderbook']);
  assert.ok(paths().filter((path) => path === 'history').length <= 1);
  const [stays, ...rest] = await page.evaluate(() => [figure().result.viewport, globalThis.blank, figure().shadowRoot.activeElement.dataset.control]);
  assert.deepEqual(rest, [0, 'sides-long']);
  // Rows follow the prices shown, so that the edges of what is shown are computed anew.
  stays.forEach((edge, index) => assert.ok(Math.abs(edge / view[index] - 1) < 1e-9, `${edge} instead of ${view[index]}`));
  const { markets: [{ candles }] } = await page.evaluate(() => snapshotShown());
  const { candles: venue } = simulator.markets.bybit;
  assert.equal(candles.close.at(-1), venue.at(-2).close);
});

for (const [tag, attributes] of [['liq-heatmap', 'range="7d"'], ['liq-map', ''], ['liq-cascade', '']]) {
  browserTest(`what a refresh of <${tag}> draws is, to the bit, what a page draws that opens with the same data`, { serve: livePage(`refresh="15" ${attributes}`, { ...FAST, tag }) }, async (page) => {
    await page.goto('/');
    await drawn(page);
    await hourPasses(page);
    await upTo(page, measured.as_of_ms + HOUR_MS);
    await page.evaluate(() => {
      const other = document.createElement(figure().localName);
      if (figure().hasAttribute('range')) other.setAttribute('range', figure().getAttribute('range'));
      other.setAttribute('load', 'eager');
      other.data = figure().snapshotText;
      document.body.append(other);
      return other.ready.then(() => true);
    });
    await drawn(page);
    const [[followed, pictures], [opened, others]] = await page.evaluate(() => Promise.all(figures().map(async (one) => [JSON.stringify(one.result), (await layers(one)).slice(0, 2)])));
    assert.equal(followed, opened);
    assert.deepEqual(pictures, others);
  });
}

browserTest('between two candles nothing is asked', { serve: livePage('refresh="15"', FAST) }, async (page) => {
  await page.goto('/');
  await drawn(page);
  const count = simulator.requests.length;
  await pause(4000);
  assert.equal(simulator.requests.length, count);
});

browserTest('nobody looks, nobody asks; back again, everything missed comes at once', { serve: livePage('refresh="15"', FAST) }, async (page) => {
  await page.goto('/');
  await drawn(page);
  await page.evaluate(() => tell({ visibilityState: 'hidden' }, document, 'visibilitychange'));
  await hourPasses(page);
  await pause(3000);
  assert.deepEqual(paths(), []);
  await page.evaluate(() => tell({ visibilityState: 'visible' }, document, 'visibilitychange'));
  await upTo(page, measured.as_of_ms + HOUR_MS);
});

browserTest('an element that is scrolled away does not ask', { serve: livePage('refresh="15"', { ...FAST, after: '<div style="height: 4000px"></div>' }) }, async (page) => {
  await page.goto('/');
  await drawn(page);
  await page.evaluate(() => { scrollTo(0, 4000); return frames(4); });
  await hourPasses(page);
  await pause(3000);
  assert.deepEqual(paths(), []);
  await page.evaluate(() => scrollTo(0, 0));
  await upTo(page, measured.as_of_ms + HOUR_MS);
});

browserTest('a line that is down is said, and mended when it is up', { serve: livePage('refresh="15"', FAST) }, async (page) => {
  await page.goto('/');
  await drawn(page);
  await page.evaluate(() => tell({ onLine: false }, globalThis, 'offline'));
  await page.waitFor(() => /Offline/.test(textOf('note')) && figure().state === 'stale');
  await hourPasses(page);
  await pause(1000);
  assert.deepEqual(paths(), []);
  await page.evaluate(() => tell({ onLine: true }, globalThis, 'online'));
  await upTo(page, measured.as_of_ms + HOUR_MS);
  assert.doesNotMatch(await page.evaluate(() => textOf('note')), /Offline/);
});

browserTest('an element that is taken away breaks off what it asked', { serve: livePage() }, async (page) => {
  simulator.misbehave({ hang: true });
  await page.goto('/');
  for (let turns = 0; simulator.requests.length === 0 && turns < 400; turns += 1) await pause(25);
  await page.evaluate(() => { figure().remove(); return frames(2); });
  for (let turns = 0; simulator.requests[0].whole === undefined && turns < 100; turns += 1) await pause(25);
  assert.deepEqual(simulator.requests.map(({ whole }) => whole), [false]);
});

browserTest('no more than four requests are under way, one a venue', { serve: livePage('', { venues: 'binance bybit okx hyperliquid deribit' }) }, async (page) => {
  simulator.misbehave({ hang: true });
  await page.goto('/');
  for (let turns = 0; simulator.requests.length < 4 && turns < 400; turns += 1) await pause(25);
  await pause(500);
  assert.equal(new Set(simulator.requests.map(({ venue }) => venue)).size, 4);
  assert.equal(simulator.requests.length, 4);
});

browserTest('elements that ask the same are served by one', { engines: ['chromium'], serve: livePage('refresh="15"', { ...FAST, after: livePage.twin() }) }, async (page) => {
  await page.goto('/');
  await drawn(page);
  assert.equal(paths().filter((path) => path === 'kline').length, 1);
});

browserTest('what was frozen reads back as the same result', { serve: livePage('src="/snapshot.json"', { snapshot: older, venues: 'bybit okx' }) }, async (page) => {
  await page.goto('/');
  await upTo(page, measured.as_of_ms);
  const [result, again, integrity] = await page.evaluate(async () => {
    const { text, integrity: hash } = await figure().freeze();
    const before = JSON.stringify(figure().result);
    const other = document.createElement('liq-heatmap');
    other.load = 'eager';
    other.data = text;
    document.body.append(other);
    await other.ready;
    return [before, JSON.stringify(other.result), hash];
  });
  assert.equal(again, result);
  assert.match(integrity, /^sha256-/);
});

/** A snapshot with a market more than is followed, liquidations, a book, and tables beside its markets. */
const rich = (() => {
  const [bybit, okx] = [older.markets.find(({ venue }) => venue === 'bybit') ?? older.markets[0], { ...older.markets[0], venue: 'kraken', symbol: 'PF_XBTUSD' }];
  const time = older.as_of_ms - 3 * HOUR_MS;
  const liquidations = { time_ms: [time], side: ['long'], usd: [5e6], price: [bybit.candles.close.at(-4)], complete: true };
  return {
    ...besideSnapshot(), ...older,
    markets: [{ ...bybit, venue: 'bybit', symbol: 'BTCUSDT', liquidations }, { ...okx, liquidations: undefined }],
    as_of_ms: older.as_of_ms, provenance: { ...older.provenance, sources: [{ name: 'Desk of the paper' }] },
  };
})();

browserTest('a refresh takes nothing away that the snapshot had beside what is followed', { serve: livePage('src="/snapshot.json" refresh="15"', { ...FAST, snapshot: rich }) }, async (page) => {
  await page.goto('/');
  await upTo(page, measured.as_of_ms);
  const { given, now, note } = await page.evaluate(async () => ({
    given: await (await fetch('/snapshot.json')).json(), now: snapshotShown(), note: textOf('note'),
  }));
  const beside = (snapshot) => Object.keys(snapshot).filter((name) => !['as_of_ms', 'provenance', 'markets'].includes(name));
  assert.ok(beside(given).length > 8, beside(given).join(' '));
  for (const name of beside(given)) assert.deepEqual(now[name], given[name], name);
  assert.deepEqual(now.markets.map(({ venue }) => venue), ['bybit', 'kraken']);
  assert.deepEqual(now.markets[0].liquidations.time_ms, given.markets[0].liquidations.time_ms);
  assert.equal(now.markets[0].liquidations.complete, false);
  assert.ok(now.provenance.sources.some(({ name }) => name === 'Desk of the paper'));
  // The venue that is not followed ended five hours ago: the sum says that it lacks it.
  assert.match(note, /\d+(\.\d+)? ?%/);
});
