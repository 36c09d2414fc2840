// Every way in which the simulator can misbehave: what was shown stays, nothing wrong is shown, the state is said, and it
// mends without a reload.

import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { browserTest } from './harness.mjs';
import { anHourLater, HOUR_MS, livePage, measured, olderSnapshot, simulator } from './live-page.mjs';

const older = olderSnapshot(measured, 5);
const MIB = 2 ** 20;
/** A minute of the page is six seconds. */
const FAST = { speed: 10 };
/** The snapshot of five hours ago, and a venue that is to bring it up to date. */
const SEEDED = livePage('src="/snapshot.json" refresh="15"', { ...FAST, snapshot: older });

afterEach(() => simulator.behave());

/** Firefox counts its own notes among a page's errors: on sockets that are refused, and on answers that it keeps from a page. */
const BROWSERS_OWN = /establish a connection to the server at ws:|The connection to ws:|^Cross-Origin Request Blocked: /;

const said = () => ({
  asOf: snapshotShown().as_of_ms, result: JSON.stringify(figure().result), note: textOf('note'), codes: eventsOf('liq-error').map(({ detail }) => detail.code),
});

/** What is wrong, the rule, the words and the code that a reader and the page are told, and what ends the wait. */
const TROUBLES = [
  ['403', { status: 403, body: '<h1>403</h1>' }, /Bybit does not serve this place or network/, 'venue-blocked', 'reader'],
  ['451', { status: 451, body: { code: 0, msg: 'Service unavailable from a restricted location' } }, /does not serve this place/, 'venue-blocked', 'reader'],
  ['429 and a wait of its own', { status: 429, headers: { 'retry-after': '20' }, body: '{}' }, /asks for fewer requests/, 'rate-limited'],
  ['429 and an hour', { status: 429, headers: { 'retry-after': '3600' }, body: '{}' }, /asks for fewer requests/, 'rate-limited', 'an hour'],
  ['418', { status: 418, body: '' }, /asks for fewer requests/, 'rate-limited', 'an hour'],
  ['500', { status: 500, body: 'oops' }, /Bybit refused/, 'venue-refused'],
  ['503', { status: 503, body: '{}' }, /Bybit refused/, 'venue-refused'],
  ['an error of its own', { body: { retCode: 10002, retMsg: 'invalid request', result: {} } }, /Bybit refused/, 'venue-refused'],
  ['no header for other origins', { noCors: true }, /Bybit does not answer/, 'fetch-failed'],
  ['no answer', { hang: true }, /Bybit does not answer/, 'fetch-failed'],
  ['an answer that drips', { drip: { bytes: 20, everyMs: 100 } }, /Bybit does not answer/, 'fetch-failed'],
  ['half a body', { half: true }, /Bybit does not answer/, 'fetch-failed'],
  ['a text cut short', { cut: true }, /Bybit refused/, 'data-invalid'],
  ['a page', { body: '<html>hello</html>' }, /Bybit refused/, 'data-invalid'],
  ['another shape', { body: { retCode: 0, retMsg: 'OK', result: { list: 'no' } } }, /Bybit refused/, 'data-invalid'],
  ['candles of another time', { path: '/kline', change: (rows) => rows.map((row) => [`${Number(row[0]) - 9000 * HOUR_MS}`, ...row.slice(1)]) }, /Bybit refused/, 'data-unordered'],
  ['prices below nothing', { path: '/kline', change: (rows) => rows.map((row) => [row[0], '-1', '-1', '-1', '-1', ...row.slice(5)]) }, /Bybit refused/, 'data-range'],
  ['more than is read', { padding: 17 * MIB }, /Bybit refused/, 'data-too-large'],
];

for (const [what, rule, words, code, end] of TROUBLES) {
  browserTest(`${what}: what was shown stays, is called stale, and mends`, { serve: SEEDED }, async (page) => {
    simulator.misbehave(rule);
    await page.goto('/');
    await page.waitFor(() => figure()?.state === 'stale');
    const before = await page.evaluate(said);
    assert.match(before.note, words);
    assert.match(before.note, /its data to .* stay/);
    assert.equal(before.asOf, older.as_of_ms);
    await page.waitFor((wanted) => eventsOf('liq-error').some(({ detail }) => detail.code === wanted), code);
    simulator.behave();
    if (end === 'reader') await page.evaluate(() => inside('[data-control="ask-again"]').click());
    if (end === 'an hour') await page.evaluate(() => { clock.aheadMs += 3_700_000; tell({}, globalThis, 'pageshow'); });
    await page.waitFor((ms) => snapshotShown().as_of_ms === ms && figure().state === 'ready', measured.as_of_ms);
    assert.match(await page.evaluate(() => textOf('note')), /Bybit live/);
    assert.deepEqual((await page.pageErrors()).filter((error) => !BROWSERS_OWN.test(error)), []);
  });
}

browserTest('repeats in another order change nothing, and a hole is filled when the venue fills it', { serve: SEEDED }, async (page) => {
  const [{ candles: whole }] = measured.markets;
  const last = whole.open_time_ms.at(-3);
  simulator.misbehave({ path: '/kline', change: (rows) => rows.flatMap((row) => [row, row]).reverse().filter((row) => Number(row[0]) !== last) });
  await page.goto('/');
  await page.waitFor((ms) => snapshotShown().as_of_ms === ms, measured.as_of_ms);
  const candles = () => page.evaluate(() => snapshotShown().markets[0].candles);
  const holed = await candles();
  assert.deepEqual(holed.open_time_ms, whole.open_time_ms.filter((time) => time !== last));
  assert.deepEqual(holed.close.slice(-2), whole.close.slice(-2));
  simulator.behave();
  const takeBack = anHourLater();
  try {
    await page.evaluate((ms) => { clock.aheadMs += ms; tell({}, globalThis, 'pageshow'); }, HOUR_MS);
    await page.waitFor((ms) => snapshotShown().as_of_ms === ms, measured.as_of_ms + HOUR_MS);
    // The first hours stay until a sixteenth more of the time has come.
    assert.deepEqual((await candles()).open_time_ms.slice(0, -1), whole.open_time_ms);
  } finally {
    takeBack();
  }
});

browserTest('a venue without an answer leaves the sum to the others, which say their share', { serve: livePage('', { ...FAST, venues: 'bybit okx' }) }, async (page) => {
  simulator.misbehave({ venue: 'okx', status: 451, body: '{}' });
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'ready');
  const { note, codes } = await page.evaluate(said);
  assert.match(note, /Bybit live.*OKX does not serve this place/);
  assert.deepEqual(codes, ['venue-blocked']);
});

browserTest('no venue answers and there is no snapshot: the fallback stays, and the first answer is drawn', { serve: livePage('refresh="15"', FAST) }, async (page) => {
  simulator.misbehave({ status: 500, body: 'oops' });
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'error');
  assert.match(await page.evaluate(() => inside('.trouble').textContent), /\(venue-refused\)/);
  assert.ok(await page.evaluate(() => document.querySelector('.fallback').getClientRects().length > 0));
  simulator.behave();
  await page.waitFor(() => figure().state === 'ready');
  assert.equal(await page.evaluate(() => inside('.trouble').textContent), '');
});

for (const [what, hours] of [['ahead', 2], ['behind', -2]]) {
  browserTest(`a reader's clock that is ${what} shows no candle that is not over`, { serve: livePage('', { venues: 'binance bybit okx hyperliquid deribit', files: { '/skew.js': { headers: { 'content-type': 'text/javascript' }, body: `clock.aheadMs = ${hours * HOUR_MS};` } }, head: '<script src="/skew.js"></script>' }) }, async (page) => {
    await page.goto('/');
    await page.waitFor(() => ['ready', 'stale'].includes(figure()?.state) && !/asking/.test(textOf('note')));
    const markets = await page.evaluate(() => snapshotShown().markets.map(({ venue, candles }) => ({ venue, to: candles.open_time_ms.at(-1) })));
    assert.equal(markets.length, 5);
    const newest = measured.as_of_ms - HOUR_MS + Math.min(0, hours) * HOUR_MS;
    for (const { venue, to } of markets) assert.ok(to <= newest, `${venue}: ${(to - newest) / HOUR_MS} h late`);
  });
}

browserTest('liquidations come by a stream that drops, chokes and comes back', { serve: livePage('refresh="15"', FAST) }, async (page) => {
  const connected = async (wanted) => {
    for (let turns = 0; simulator.clients('bybit').length !== wanted && turns < 800; turns += 1) await pause(25);
    assert.equal(simulator.clients('bybit').length, wanted);
  };
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'ready');
  await connected(1);
  const liquidation = (minutes, coins) => ({ time: measured.as_of_ms - minutes * 60_000, side: 'long', price: measured.markets[0].candles.low.at(-1), coins });
  simulator.sendText('bybit', '{"half":');
  simulator.sendText('bybit', `"${'x'.repeat(10 * MIB)}"`);
  simulator.sendLiquidation('bybit', liquidation(30, 2));
  const count = (wanted) => page.waitFor((rows) => snapshotShown().markets[0].liquidations?.time_ms.length === rows, wanted);
  await count(1);
  simulator.dropSockets('bybit');
  await connected(0);
  await connected(1);
  simulator.sendLiquidation('bybit', liquidation(30, 2));
  simulator.sendLiquidation('bybit', liquidation(20, 3));
  await count(2);
  assert.equal(await page.evaluate(() => snapshotShown().markets[0].liquidations.complete), false);
});
