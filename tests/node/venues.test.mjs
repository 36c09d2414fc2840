// Venues over real HTTP and WebSocket, against the simulator of the project.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import {
  aggregateOpenInterest, estimateLiquidations, gatherSnapshot, importCoinglass, liquidationStream, sendByFetch, venueFacts, venueMessage,
} from '../../www/headless.js';
import { startSimulator } from '../simulator/simulator.mjs';
import { connect } from '../simulator/web-socket.mjs';
import { CANDLES, madeSnapshot, START_MS } from './made-market.mjs';

const HOUR_MS = 3_600_000;
const VENUES = ['binance', 'bybit', 'okx', 'hyperliquid', 'deribit'];
const HISTORY = ['binance', 'bybit', 'okx'];
const END_MS = START_MS + CANDLES * HOUR_MS;

let simulator;
/** The made market with open interest on the hour, as venues have it. */
function hourly() {
  const snapshot = madeSnapshot();
  const [{ open_interest: held, candles }] = snapshot.markets;
  held.time_ms = candles.open_time_ms.map((time) => time + HOUR_MS);
  return snapshot;
}

before(async () => { simulator = await startSimulator(hourly()); });
after(() => simulator.stop());
afterEach(() => simulator.behave());

/** Asks venues of the simulator without real waits; `waits` are those that were asked for. */
async function gather(venues, { request = {}, options = {} } = {}) {
  const waits = [];
  const answer = await gatherSnapshot({
    symbol: 'BTCUSDT', fromMs: START_MS, toMs: END_MS, nowMs: END_MS, provenance: 'simulated',
    venues: venues.map((venue) => ({ venue, endpoint: `${simulator.url}/${venue}` })), ...request,
  }, { wait: async (ms) => { waits.push(ms); }, random: () => 0.5, ...options });
  return { ...answer, waits };
}

const codeOf = (code, field = '') => (error) => error.name === 'LiqError' && error.code === code && error.field.startsWith(field);

describe('a gathering', () => {
  for (const venue of VENUES) {
    test(`of ${venue} gives the candles of the snapshot that it is simulated from`, async () => {
      const { snapshot, reports: [report] } = await gather([venue]);
      const { markets: [{ candles: given }] } = madeSnapshot();
      const [{ candles, open_interest: held }] = snapshot.markets;
      assert.equal(snapshot.as_of_ms, END_MS);
      assert.deepEqual(candles.open_time_ms, given.open_time_ms);
      for (const column of ['open', 'high', 'low', 'close', 'volume']) assert.deepEqual(candles[column], given[column], column);
      assert.equal(held.value.length, HISTORY.includes(venue) ? CANDLES : 1);
      assert.deepEqual([report.leftOut, report.repeated], [[], 0]);
      assert.equal(estimateLiquidations(snapshot).label, 'estimated');
    });
  }

  test('of five venues is the same bytes each time, and reads back bit for bit', async () => {
    const [first, second] = [await gather(VENUES), await gather(VENUES, { options: { inFlight: 1 } })];
    const text = JSON.stringify(first.snapshot);
    const timeless = (document) => JSON.stringify(document, (key, value) => (key === 'open_interest' && value.value.length === 1 ? undefined : value));
    assert.equal(timeless(second.snapshot), timeless(first.snapshot));
    const [direct, read] = [first.snapshot, JSON.parse(text)].map((document) => estimateLiquidations(document));
    assert.deepEqual(read.long, direct.long);
    assert.deepEqual(read.short, direct.short);
    assert.equal(JSON.stringify(JSON.parse(text)), text);
  });

  test('sums venues at the same instants and says the coverage', async () => {
    const { snapshot } = await gather(VENUES);
    const { usd, coverage, byMarket } = aggregateOpenInterest(snapshot);
    const last = usd.length - 1;
    assert.ok(coverage[last] > 0.5 && coverage[last] < 1, `${coverage[last]}`);
    assert.equal(byMarket[VENUES.indexOf('deribit')][last], null);
    const sum = byMarket.reduce((total, market) => total + (market[last] ?? 0), 0);
    assert.ok(Math.abs(sum / usd[last] - 1) < 1e-12);
  });

  test('asks for liquidations, options and futures when told, and says what a feed leaves out', async () => {
    const tables = ['liquidations', 'options', 'futures'];
    const { snapshot } = await gather(['okx', 'deribit'], { request: { symbol: undefined, tables, venues: [
      { venue: 'okx', symbol: 'BTC-USDT-SWAP', endpoint: `${simulator.url}/okx` },
      { venue: 'deribit', symbol: 'BTC-PERPETUAL', endpoint: `${simulator.url}/deribit` }] } });
    const [okx, deribit] = snapshot.markets;
    assert.deepEqual(okx.liquidations.side, simulator.markets.okx.liquidations.map(({ side }) => side));
    assert.deepEqual(deribit.liquidations.side, okx.liquidations.side);
    assert.deepEqual([okx.liquidations.complete, deribit.liquidations.complete, deribit.contract], [false, true, 'inverse']);
    assert.match(snapshot.provenance.note, /OKX: not the total/);
    assert.deepEqual([snapshot.options[0].strike.length, snapshot.futures[0].price.length], [6, 1]);
    estimateLiquidations(snapshot);
  });

  test('never has two requests at one venue, and no more than allowed at all', async () => {
    let [running, most] = [0, 0];
    const perVenue = new Map();
    const send = async (ask, options) => {
      assert.equal(perVenue.get(ask.venue) ?? 0, 0, ask.venue);
      perVenue.set(ask.venue, 1);
      most = Math.max(most, running += 1);
      try { return await sendByFetch(ask, options); } finally { running -= 1; perVenue.set(ask.venue, 0); }
    };
    await gather(VENUES, { options: { send, inFlight: 2 } });
    assert.equal(most, 2);
  });
});

describe('a venue that misbehaves', () => {
  test('with repeats, another order and gaps costs nothing but a report', async () => {
    const plain = await gather(HISTORY);
    simulator.misbehave({ change: (rows) => rows.flatMap((row) => [row, row]).reverse() });
    const turned = await gather(HISTORY, { request: { tables: ['mark_candles', 'funding'] } });
    turned.snapshot.markets.forEach(({ candles, open_interest: held, funding }, index) => {
      const { candles: whole, open_interest: all, funding: paid } = plain.snapshot.markets[index];
      assert.deepEqual([candles, held, funding], [whole, all, paid]);
    });
    for (const { tables } of turned.reports) assert.ok(tables.find(({ table }) => table === 'candles').duplicates >= CANDLES);
    simulator.behave();
    simulator.misbehave({ path: 'kline', change: (rows) => rows.filter((_, index) => index % 10 !== 5) });
    const { reports: [{ tables }], snapshot } = await gather(['bybit']);
    const candles = tables.find(({ table }) => table === 'candles');
    assert.ok(candles.gapCount >= 20 && snapshot.markets[0].candles.open_time_ms.length < CANDLES);
  });

  test('that asks for patience is asked again when it says, and then gives all', async () => {
    simulator.misbehave({ path: 'kline', times: 2, status: 429, headers: { 'retry-after': '7' }, body: '{}' });
    simulator.misbehave({ path: 'open-interest', times: 1, status: 503, body: 'busy' });
    const { waits, reports: [{ repeated }] } = await gather(['bybit']);
    assert.deepEqual([waits, repeated], [[7000, 7000, 1000], 3]);
  });

  const ends = [
    ['is blocked here', { status: 403, body: '<h1>403</h1>blocked in your country' }, 'venue-blocked', 0],
    ['is blocked by law', { status: 451, body: { code: 0, msg: 'Service unavailable from a restricted location' } }, 'venue-blocked', 0],
    ['shuts this address out', { status: 418, body: '' }, 'rate-limited', 0],
    ['asks for an hour', { status: 429, headers: { 'retry-after': '3600' }, body: '' }, 'rate-limited', 0],
    ['never has time', { status: 429, body: '' }, 'rate-limited', 5],
    ['is broken', { status: 500, body: 'oops' }, 'venue-refused', 5],
    ['sends half an answer', { half: true }, 'fetch-failed', 5],
    ['sends a text cut short', { cut: true }, 'data-invalid', 5],
    ['sends a page', { body: '<html>hello</html>' }, 'data-invalid', 5],
    ['sends another shape', { body: { retCode: 0, retMsg: 'OK', result: { list: 'no' } } }, 'data-invalid', 0],
    ['sends an error of its own', { body: { retCode: 10002, retMsg: 'invalid request', result: {} } }, 'venue-refused', 0],
    ['sends more than is read', { padding: 17 * 2 ** 20 }, 'data-too-large', 0],
  ];
  for (const [words, rule, code, waited] of ends) {
    test(`and ${words} ends with ${code}`, async () => {
      simulator.misbehave({ path: '/v5/market/kline', ...rule });
      const waits = [];
      await assert.rejects(
        gather(['bybit'], { options: { wait: async (ms) => { waits.push(ms); } } }), codeOf(code, 'bybit.candles'),
      );
      assert.equal(waits.length, waited);
    });
  }

  test('and is too slow, or does not answer, ends with fetch-failed', async () => {
    const send = (ask, options) => sendByFetch(ask, { ...options, timeoutMs: 150 });
    for (const rule of [{ hang: true }, { drip: { bytes: 20, everyMs: 50 } }]) {
      simulator.behave();
      simulator.misbehave({ path: '/v5/market/kline', ...rule });
      await assert.rejects(gather(['bybit'], { request: { attempts: 2 }, options: { send } }), codeOf('fetch-failed', 'bybit.candles'));
    }
  });

  test('and is not there at all ends with fetch-failed', async () => {
    const venues = [{ venue: 'okx', endpoint: 'http://127.0.0.1:9' }];
    await assert.rejects(gather([], { request: { venues, attempts: 1 } }), codeOf('fetch-failed', 'okx.contract'));
  });

  test('with a clock that is behind has no candle that is not over', async () => {
    const now = Date.now();
    simulator.misbehave({ clockAheadMs: END_MS - 90_000 - now });
    const { snapshot, reports: [{ clockAheadMs }] } = await gather(['bybit']);
    assert.equal(snapshot.as_of_ms, END_MS - HOUR_MS);
    assert.ok(clockAheadMs < -HOUR_MS);
  });

  test('does not end the others where a partial document is wanted', async () => {
    simulator.misbehave({ venue: 'binance', status: 451, body: '' });
    await assert.rejects(gather(['bybit', 'binance']), codeOf('venue-blocked'));
    const { snapshot, reports } = await gather(['bybit', 'binance'], { request: { partial: true } });
    assert.deepEqual(snapshot.markets.map(({ venue }) => venue), ['bybit']);
    assert.match(snapshot.provenance.note, /Binance USD-M is missing/);
    assert.equal(reports[1].failed.code, 'venue-blocked');
  });

  test('that keeps open interest for thirty days only says where it is missing', async () => {
    const { snapshot, reports: [{ leftOut }] } = await gather(['binance'], { request: { nowMs: END_MS + 40 * 24 * HOUR_MS } });
    assert.deepEqual(leftOut.map(({ table, error }) => [table, error.code]), [['open_interest', 'data-empty']]);
    assert.match(snapshot.provenance.note, /Binance USD-M has no open interest for this time/);
    assert.equal(snapshot.markets[0].open_interest, undefined);
  });

  test('that does not list the symbol says so', async () => {
    for (const venue of VENUES) {
      const request = { venues: [{ venue, symbol: 'NOCOINUSDT', endpoint: `${simulator.url}/${venue}` }] };
      await assert.rejects(gather([], { request }), codeOf('symbol-unknown'), venue);
    }
  });
});

test('an abort ends the requests under way', async () => {
  simulator.misbehave({ hang: true });
  const stop = new AbortController();
  const gathered = gather(['bybit', 'okx'], { options: { signal: stop.signal } });
  setTimeout(() => stop.abort(), 50);
  await assert.rejects(gathered, { name: 'AbortError' });
  assert.ok(simulator.requests.length <= 2);
});

describe('a stream of liquidations', () => {
  const row = { time: START_MS + 300, side: 'long', price: 60_000, coins: 0.5 };

  async function follow(venue) {
    const { url, subscribe } = liquidationStream({ venue, symbol: 'BTCUSDT', endpoint: `${simulator.url.replace('http', 'ws')}/${venue}` });
    const texts = [];
    const client = { texts, waiting: [], closed: false };
    Object.assign(client, await connect(url, {
      onText: (text) => { texts.push(text); client.waiting.shift()?.(); },
      onClose: () => { client.closed = true; client.waiting.shift()?.(); },
    }));
    client.something = () => new Promise((resolve) => { client.waiting.push(resolve); });
    if (subscribe && subscribe.length <= 125) client.send(subscribe);
    return client;
  }

  for (const venue of ['binance', 'bybit', 'okx', 'deribit']) {
    test(`of ${venue} reads as the same position`, async () => {
      const client = await follow(venue);
      const came = client.something();
      simulator.sendLiquidation(venue, row);
      await came;
      const read = venueMessage({ venue, symbol: 'BTCUSDT', table: 'liquidations', streamed: true, contractSize: 0.01 }, client.texts[0]);
      assert.deepEqual([read.time_ms, read.side, read.usd], [[row.time], ['long'], [30_000]]);
      client.close();
    });
  }

  test('that breaks off can be taken up again', async () => {
    const client = await follow('bybit');
    const ended = client.something();
    simulator.dropSockets('bybit');
    await ended;
    assert.equal(client.closed, true);
    const again = await follow('bybit');
    const came = again.something();
    simulator.sendLiquidation('bybit', row);
    await came;
    assert.equal(again.texts.length, 1);
  });

  test('with a frame of 10 MB is read, and one of 17 MB is refused', async () => {
    const client = await follow('bybit');
    const asked = { venue: 'bybit', symbol: 'BTCUSDT', table: 'liquidations', streamed: true };
    const entry = JSON.stringify({ T: row.time, s: 'BTCUSDT', S: 'Buy', v: '0.5', p: '60000' });
    const frame = (bytes) => `{"topic":"allLiquidation.BTCUSDT","data":[${entry}${' '.repeat(bytes)}]}`;
    const came = client.something();
    simulator.sendText('bybit', frame(10_000_000));
    await came;
    assert.deepEqual(venueMessage(asked, client.texts[0]).usd, [30_000]);
    assert.throws(() => venueMessage(asked, frame(17 * 2 ** 20)), codeOf('data-too-large'));
    client.close();
  });

  test('is not there at Hyperliquid', () => {
    assert.equal(liquidationStream({ venue: 'hyperliquid', symbol: 'BTC' }), null);
  });
});

test('facts name every venue once', () => {
  assert.deepEqual(venueFacts().map(({ venue }) => venue), VENUES);
});

test('a document of CoinGlass is marked as imported', () => {
  const document = { code: '0', data: { y_axis: [99, 100], liquidation_leverage_data: [[0, 1, 5]], price_candlesticks: [[1700000000, '100', '103', '99', '102', '1']] } };
  const read = importCoinglass(document, { symbol: 'BTCUSDT', exchange: 'Binance', model: 2, range: '24h' });
  assert.deepEqual([read.format, read.label, read.kind, read.model], ['liq-imported/1', 'imported, not computed here', 'heatmap', 2]);
  assert.deepEqual(read.heatmap.edges, [98.5, 99.5, 100.5]);
});
