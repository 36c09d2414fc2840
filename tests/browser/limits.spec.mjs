// Each limit of what is taken in, met by an element of a page: the code that the page is told, the line that the reader sees,
// and that nothing is lost that had been shown.

import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import { cascade, figurePage, heatmap, json, map, opened } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { HOUR_MS, livePage, measured, olderSnapshot, simulator } from './live-page.mjs';
import { marketSnapshot } from './snapshots.mjs';

const MIB = 2 ** 20;
const MOST_ROWS = 200_000;
const snapshot = marketSnapshot();
const older = olderSnapshot(measured, 5);
/** A minute of the page is six seconds. */
const FAST = { speed: 10 };

afterEach(() => simulator.behave());

/** What is drawn and said of each figure. */
const shown = async () => {
  const of = async (element) => ({
    state: element.state, result: JSON.stringify(element.result), pixels: await layers(element), trouble: inside('.trouble', element)?.textContent ?? '',
  });
  return { figures: await Promise.all(figures().map(of)), errors: eventsOf('liq-error').map(({ detail: { code, field } }) => ({ code, field })) };
};

/** The snapshot with its first market changed, as text. */
function spoilt(change) {
  const copy = structuredClone(snapshot);
  change(copy.markets[0], copy);
  return JSON.stringify(copy);
}

const longer = (rows) => spoilt(({ candles }) => {
  for (const name of Object.keys(candles)) if (Array.isArray(candles[name])) candles[name] = new Array(rows).fill(1);
});
const swapped = ({ candles: { open_time_ms: times } }) => { [times[4], times[5]] = [times[5], times[4]]; };

/** What a snapshot has too much of or wrong, the text, the code and its field, and the line that a reader sees. */
const SNAPSHOTS = [
  ['more than 32 MiB', `${JSON.stringify(snapshot)}${' '.repeat(32 * MIB)}`, 'data-too-large', 'src', /larger than this chart can take/],
  ['more than 200,000 rows', longer(MOST_ROWS + 1), 'data-too-large', 'markets[0].candles.open_time_ms', /larger than this chart can take/],
  ['candles whose times go backwards', spoilt(swapped), 'data-unordered', 'markets[0].candles.open_time_ms[5]', /not in order of time/],
  ['open interest below 0', spoilt(({ open_interest: { value } }) => { value[3] = -1; }), 'data-range', 'markets[0].open_interest.value[3]', /out of range/],
  ['a unit that is not known', spoilt(({ open_interest: series }) => { series.unit = 'lots'; }), 'unit-unknown', 'markets[0].open_interest.unit', /What a quantity counts is not known/],
  ['a table of tiers without rows', spoilt((market) => { market.tiers = []; }), 'tiers-missing', 'markets[0].tiers', /maintenance table has no rows/],
];

const KINDS = [heatmap, map, cascade];

for (const [what, text, code, field, words] of SNAPSHOTS) {
  const serve = figurePage(KINDS.map((element) => element()).join(''), { files: { '/spoilt.json': json(text) } });
  browserTest(`figures that are given ${what} keep what they show and say ${code}`, { serve }, async (page) => {
    await opened(page);
    const before = await page.evaluate(shown);
    await page.evaluate(() => figures().forEach((element) => { element.src = '/spoilt.json'; }));
    await page.waitFor(() => figures().every(({ state }) => state === 'error'));
    const after = await page.evaluate(shown);
    assert.deepEqual(after.errors, KINDS.map(() => ({ code, field })));
    for (const [index, { trouble, ...rest }] of after.figures.entries()) {
      assert.deepEqual(rest, { state: 'error', result: before.figures[index].result, pixels: before.figures[index].pixels });
      assert.match(trouble, words);
      assert.ok(trouble.endsWith(`(${code})`), trouble);
    }
    await page.evaluate(() => figures().forEach((element) => { element.src = '/snapshot.json'; }));
    await page.waitFor(() => figures().every((element) => element.state === 'ready' && !inside('.trouble', element)?.textContent));
    assert.deepEqual(await page.pageErrors(), []);
  });
}

/** The snapshot of five hours ago, and venues that are to bring it up to date. */
const followed = (options) => livePage('src="/snapshot.json" refresh="15"', { ...FAST, snapshot: older, ...options });
const said = () => ({ asOf: snapshotShown().as_of_ms, result: JSON.stringify(figure().result), state: figure().state, note: textOf('note') });

/** What a venue's answer has too much of or wrong, the venue, the rule for it, the code, and what a reader sees of it. */
const ANSWERS = [
  ['more than 16 MiB', 'bybit', { padding: 17 * MIB }, 'data-too-large', /Bybit refused/],
  ['more than 200,000 rows', 'bybit', { path: '/kline', change: () => new Array(MOST_ROWS + 1).fill(new Array(7).fill('1')) }, 'data-too-large', /Bybit refused/],
  ['candles whose times go backwards', 'bybit', { path: '/kline', change: (rows) => rows.map(([time, ...rest]) => [`${time - 9000 * HOUR_MS}`, ...rest]) }, 'data-unordered', /Bybit refused/],
  ['open interest of 0', 'bybit', { path: '/open-interest', change: (rows) => rows.map((row) => ({ ...row, openInterest: '0' })) }, 'data-range', /Bybit refused/],
  ['open interest below 0', 'bybit', { path: '/open-interest', change: (rows) => rows.map((row) => ({ ...row, openInterest: '-5' })) }, 'data-range', /Bybit refused/],
  ['contracts that count another coin', 'okx', { path: '/public/instruments', change: (rows) => rows.map((row) => ({ ...row, ctValCcy: 'ETH' })) }, 'unit-unknown', /OKX refused/],
  ['a symbol that it no longer lists', 'bybit', { body: { retCode: 10001, retMsg: 'params error: symbol invalid', result: {} } }, 'symbol-unknown', /Bybit refused/],
];

for (const [what, venue, rule, code, words] of ANSWERS) {
  browserTest(`a venue that gives ${what} leaves what was shown, and the page is told ${code}`, { serve: followed({ venues: venue }) }, async (page) => {
    simulator.misbehave(rule);
    await page.goto('/');
    await page.waitFor((wanted) => eventsOf('liq-error').some(({ detail }) => detail.code === wanted), code);
    const { asOf, note, state, result } = await page.evaluate(said);
    // What a venue gave before and does not bring up to date is stale; one that gave nothing yet takes nothing away.
    assert.deepEqual([asOf, state], [older.as_of_ms, venue === 'bybit' ? 'stale' : 'ready']);
    assert.match(note, words);
    assert.ok(result.length > 100);
    const faults = await page.evaluate(() => eventsOf('liq-error').map(({ detail }) => [detail.code, detail.venue]));
    assert.deepEqual(faults, [[code, venue]]);
    simulator.behave();
    await page.evaluate(() => inside('[data-control="ask-again"]').click());
    await page.waitFor((ms) => snapshotShown().as_of_ms === ms && figure().state === 'ready', measured.as_of_ms);
    assert.deepEqual(await page.pageErrors(), []);
  });
}

browserTest('a venue without a table of tiers is drawn with the one that ships, and the document says so', { serve: livePage('', FAST) }, async (page) => {
  simulator.misbehave({ path: '/risk-limit', change: () => [] });
  await page.goto('/');
  await page.waitFor((ms) => snapshotShown().as_of_ms === ms && figure().state === 'ready', measured.as_of_ms);
  const { provenance, markets } = await page.evaluate(() => snapshotShown());
  assert.match(provenance.note, /did not give: .*tiers/);
  assert.equal(markets[0].tiers, undefined);
  assert.deepEqual(await page.evaluate(() => eventsOf('liq-error')), []);
});

/** What is wrong with the attributes, the attributes, the code and its field, and the line that a reader sees. */
const ATTRIBUTES = [
  ['more than five venues', { venues: 'binance bybit okx hyperliquid deribit gate' }, 'data-too-large', 'venues', /larger than this chart can take/],
  ['a venue twice', { venues: 'bybit bybit' }, 'data-duplicated', 'venues[1]', /same time|twice/],
  ['a symbol of no venue', { symbol: 'B' }, 'symbol-unknown', 'venues[0].symbol', /does not list this symbol/],
];

for (const [what, options, code, field, words] of ATTRIBUTES) {
  browserTest(`an element that asks for ${what} shows its snapshot, asks nobody and says ${code}`, { serve: followed(options) }, async (page) => {
    await page.goto('/');
    await page.waitFor(() => figure()?.state === 'ready' && eventsOf('liq-error').length > 0);
    const faults = await page.evaluate(() => eventsOf('liq-error').map(({ detail }) => [detail.code, detail.field]));
    assert.deepEqual(faults, [[code, field]]);
    const { asOf, state } = await page.evaluate(said);
    assert.deepEqual([asOf, state], [older.as_of_ms, 'ready']);
    assert.match(await page.evaluate(() => inside('.trouble').textContent), words);
    assert.deepEqual(simulator.requests, []);
    assert.deepEqual(await page.pageErrors(), []);
  });
}
