import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  csvRecords, estimateLiquidations, heatmapTriplets, importCoinglass, importCsv, liquidationPrice, snapshotText, version,
} from 'liquidation-widgets/headless';
import { projectFolder } from '../../scripts/command.mjs';
import { trapGuard } from '../../www/wasm-instance.js';
import { CANDLES, candlesCsv, madeSnapshot, openInterestCsv } from './made-market.mjs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The error that `call` throws, if it is one of the package's own. */
function refused(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'LiqError', error.stack);
    for (const key of ['code', 'field', 'value', 'allowed']) assert.equal(typeof error[key], 'string', key);
    return error;
  }
  assert.fail('nothing was thrown');
}

const long = { venue: 'binance', side: 'long', entryPrice: 60_000, quantity: 0.5, leverage: 100, asset: 'BTC' };

test('the version is the package\'s', async () => {
  assert.equal(version, JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8')).version);
});

test('liquidation price takes camelCase and snake_case and gives null where there is none', () => {
  const price = liquidationPrice(long);
  // 30,000 dollars lie in the first tier: 60,000 · (1 − 1/100) / (1 − 0.4 %).
  assert.ok(Math.abs(price - 60_000 * 0.99 / 0.996) < 1e-6, String(price));
  const { entryPrice, ...rest } = long;
  assert.equal(liquidationPrice({ ...rest, entry_price: entryPrice }), price);
  assert.equal(liquidationPrice({ ...long, leverage: 1 }), null);
  assert.equal(liquidationPrice({ ...long, marginMode: undefined, walletBalance: null }), price);
});

test('tier table of a query may have typed arrays as columns', () => {
  const { asset, ...rest } = long;
  const tiers = { notionalFloor: new Float64Array([0, 50_000]), maintenanceMarginRate: [0.004, 0.005], maxLeverage: new Uint8Array([125, 100]) };
  assert.equal(liquidationPrice({ ...rest, tiers }), liquidationPrice(long));
});

test('a query that is wrong is refused with field, value and what is allowed', () => {
  const cases = [
    [{ ...long, entryPrice: '60000' }, 'attribute-invalid', 'entryPrice'],
    [{ ...long, entryPrice: NaN }, 'attribute-invalid', 'entryPrice'],
    [{ ...long, quantity: -1 }, 'data-range', 'quantity'],
    [{ ...long, leverage: 126 }, 'data-range', 'leverage'],
    [{ ...long, side: 'buy' }, 'attribute-invalid', 'side'],
    [{ ...long, quantity: 1n }, 'attribute-invalid', 'quantity'],
    [{ ...long, side: undefined }, 'attribute-invalid', 'side'],
    [undefined, 'attribute-invalid', ''],
    [null, 'attribute-invalid', ''],
    ['not JSON', 'data-invalid', ''],
  ];
  for (const [query, code, field] of cases) {
    const error = refused(() => liquidationPrice(query));
    assert.deepEqual([error.code, error.field], [code, field], error.message);
    assert.ok(error.message.includes(error.allowed) && error.allowed.length > 0, error.message);
  }
  assert.match(refused(() => liquidationPrice({ ...long, levrage: 3 })).allowed, /did you mean leverage\?/);
});

test('estimate has typed arrays of the documented shapes', () => {
  const { rows, times, closeTimes, columns, long: longs, short: shorts, byLeverage, ...rest } = estimateLiquidations(madeSnapshot(), { rows: 80 });
  assert.deepEqual([rows.count, rows.scale, rows.edges.length], [80, 'log', 81]);
  assert.deepEqual([rows.edges[0], rows.edges[80]], [rows.low, rows.high]);
  assert.deepEqual([columns.count, times.length, closeTimes.length], [CANDLES, CANDLES, CANDLES]);
  for (const matrix of [longs, shorts]) {
    assert.ok(matrix instanceof Float32Array);
    assert.equal(matrix.length, 80 * CANDLES);
  }
  for (const key of ['open', 'high', 'low', 'close', 'mark', 'volumeUsd', 'openInterestUsd', 'coverage', 'seededShare']) {
    assert.ok(columns[key] instanceof Float64Array, key);
    assert.equal(columns[key].length, CANDLES, key);
  }
  for (const key of ['inert', 'below', 'above', 'inside', 'sweptUsd']) {
    assert.deepEqual([columns[key].long.length, columns[key].short.length], [CANDLES, CANDLES], key);
  }
  assert.equal(columns.flags.length, CANDLES);
  assert.deepEqual(Object.keys(byLeverage), ['2-10x', '10-25x', '25-75x', '75x+']);
  for (const { long: levels } of Object.values(byLeverage)) assert.equal(levels.length, 80);
  assert.deepEqual([rest.label, rest.unit], ['estimated', 'usd']);
  assert.ok(rest.conservationError <= 1e-9);
  assert.equal(rest.assumptions.tiers[0].asOf, '2024-10-24');
});

test('text and value, array and typed array give the same numbers', () => {
  const snapshot = madeSnapshot();
  const fromValue = estimateLiquidations(snapshot, { range: '2d' });
  assert.deepEqual(estimateLiquidations(JSON.stringify(snapshot), '{"range":"2d"}'), fromValue);
  const { candles } = snapshot.markets[0];
  for (const key of ['open_time_ms', 'open', 'high', 'low', 'close', 'volume']) candles[key] = Float64Array.from(candles[key]);
  assert.deepEqual(estimateLiquidations(snapshot, { range: '2d' }), fromValue);
});

test('results stay as they are when wasm memory grows', () => {
  const first = estimateLiquidations(madeSnapshot());
  const [cell, sum] = [first.long.length, first.long.reduce((a, b) => a + b)];
  estimateLiquidations(madeSnapshot(), { rows: 4000 });
  assert.deepEqual([first.long.length, first.long.reduce((a, b) => a + b)], [cell, sum]);
});

test('data that are wrong are refused with the path to the value', () => {
  const spoilt = madeSnapshot();
  spoilt.markets[0].candles.high[17] = NaN;
  const error = refused(() => estimateLiquidations(spoilt));
  assert.deepEqual([error.code, error.field], ['data-invalid', 'markets[0].candles.high[17]']);
  assert.match(error.message, /NaN/);
  const unordered = madeSnapshot();
  unordered.markets[0].candles.open_time_ms.reverse();
  assert.equal(refused(() => estimateLiquidations(unordered)).code, 'data-unordered');
  const itself = {};
  itself.itself = itself;
  assert.equal(refused(() => estimateLiquidations(itself)).code, 'data-invalid');
  assert.equal(refused(() => estimateLiquidations(madeSnapshot(), { colums: 3 })).code, 'attribute-unknown');
});

test('the engine goes on after an error', () => {
  refused(() => estimateLiquidations('{'));
  assert.equal(typeof liquidationPrice(long), 'number');
});

test('import gives a snapshot that the estimate reads', () => {
  const { snapshot, reports, leftOut } = importCsv({
    asset: 'BTC', quote: 'USDT', venue: 'binance', symbol: 'BTCUSDT', provenance: { kind: 'simulated', sources: [] },
    files: [
      { name: 'candles', text: candlesCsv() },
      { name: 'held', kind: 'open_interest', text: openInterestCsv(), mapping: { when: 'time', held: 'open_interest_coins' }, filter: { coin: 'BTC' } },
    ],
  });
  assert.deepEqual(reports.map(({ kind, rows, dropped }) => [kind, rows, dropped]), [['candles', CANDLES, 0], ['open_interest', CANDLES, 0]]);
  assert.deepEqual(leftOut, []);
  const wanted = estimateLiquidations(madeSnapshot());
  assert.deepEqual(estimateLiquidations(snapshot).long, wanted.long);
});

test('text of a value names what JSON would drop', () => {
  const cases = [
    [{ a: NaN, b: [1, -Infinity] }, '{"a":"NaN","b":[1,"-Infinity"]}'],
    [{ a: new Float32Array([0.5, NaN]), b: undefined }, '{"a":[0.5,"NaN"]}'],
    [{ a: 10n, b: [undefined, null] }, '{"a":"10","b":[null,null]}'],
    [{ a: new Date(NaN), b: new Date(0) }, '{"a":"Invalid Date","b":"1970-01-01T00:00:00.000Z"}'],
    [undefined, 'null'],
    ['as it is', 'as it is'],
  ];
  for (const [value, text] of cases) assert.equal(snapshotText(value), text);
});

test('records of CSV are trimmed fields, and only text has records', () => {
  assert.deepEqual(csvRecords('\uFEFFa, "b,c" \r\n\r\n1,2\n'), [['a', '"b', 'c"'], ['1', '2']]);
  assert.deepEqual(csvRecords('a,"b,c"\n1,'), [['a', 'b,c'], ['1', '']]);
  refused(() => csvRecords(3));
  assert.deepEqual(csvRecords('a'), [['a']]);
});

test('after a trap nothing enters wasm again', () => {
  // (module (func (export "trap") unreachable) (func (export "fine")))
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 3, 2, 0, 0, 7, 15, 2, 4, 116, 114, 97, 112, 0, 0, 4, 102, 105, 110, 101, 0, 1, 10, 8, 2, 3, 0, 0, 11, 2, 0, 11];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
  const enter = trapGuard();
  let entered = 0;
  const fine = () => { entered += 1; return exports.fine(); };
  enter(fine);
  assert.match(refused(() => enter(exports.trap)).value, /unreachable/);
  assert.equal(refused(() => enter(fine)).code, 'wasm-trap');
  assert.equal(entered, 1);
});

test('triplets as JSON are a document that is read back, cell for cell', () => {
  const options = { rows: 60, columns: 50, leastShare: 0.001 };
  const written = JSON.parse(JSON.stringify(heatmapTriplets(madeSnapshot(), options)));
  const { long: longs, short: shorts } = estimateLiquidations(madeSnapshot(), { rows: 60, columns: 50 });
  const columns = written.price_candlesticks.length;
  for (const [column, row, usd] of written.liquidation_leverage_data) assert.equal(usd, longs[row * columns + column] + shorts[row * columns + column]);
  const { heatmap, skipped } = importCoinglass(written, { symbol: 'BTCUSDT' });
  assert.equal(skipped, 0);
  assert.deepEqual(heatmap.cellUsd, written.liquidation_leverage_data.map(([, , usd]) => usd));
  assert.ok(written.liq_sides.every(([, , usd, side]) => usd > 0 && ['long', 'short'].includes(side)));
});
