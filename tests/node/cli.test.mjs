import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { zipSync } from 'fflate';
import { estimateLiquidations } from '../../www/headless.js';
import { projectFolder } from '../../scripts/command.mjs';
import { CANDLES, candlesCsv, madeSnapshot, openInterestCsv, START_MS } from './made-market.mjs';

const COMMAND = join(projectFolder, 'bin', 'liquidation-widgets.mjs');
const VECTORS = join(projectFolder, 'tests', 'vectors', 'liquidation_price.csv');
const CASCADES = join(projectFolder, 'tests', 'vectors', 'cascade_cases.json');
const FOREIGN_VECTORS = join(projectFolder, '..', 'shared', 'vectors', 'liquidation_price.csv');
const MARKET = ['--asset', 'BTC', '--quote', 'USDT', '--venue', 'binance', '--symbol', 'BTCUSDT'];
const HELD = ['--map', 'when=time', '--map', 'open_interest.held=open_interest_coins'];

let folder;
const at = (name) => join(folder, name);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liquidation-widgets-'));
  await writeFile(at('candles.csv'), candlesCsv());
  await writeFile(at('held.csv'), openInterestCsv());
});

after(() => rm(folder, { recursive: true }));

/** Exit code and output of the command. */
function cli(...words) {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...words], { maxBuffer: 1 << 26 }, (error, out, err) => {
      resolve({ code: error ? error.code : 0, out, err });
    });
  });
}

/** The vector file with `change` made to its text, at a new path. */
async function spoiltVectors(name, change) {
  const text = await readFile(VECTORS, 'utf8');
  const spoilt = change(text);
  assert.notEqual(spoilt, text);
  await writeFile(at(name), spoilt);
  return at(name);
}

test('check passes every case of the project\'s own file', async () => {
  assert.deepEqual(await cli('check', VECTORS), { code: 0, out: '38 passed, 0 failed\n', err: '' });
});

test('check passes every case of the file that others keep', async (context) => {
  const path = process.env.LIQ_VECTORS ? join(process.env.LIQ_VECTORS, 'liquidation_price.csv') : FOREIGN_VECTORS;
  if (!await access(path).then(() => true, () => false)) return context.skip('no file of cases beside the project');
  const { code, out } = await cli('check', path);
  assert.match(out, /^[1-9]\d* passed, 0 failed\n$/);
  assert.equal(code, 0);
});

test('check names the case that differs, with expected and found, and exits with 1', async () => {
  const path = await spoiltVectors('spoilt.csv', (text) => text.replace('8.085708510208207', '8.0858'));
  const { code, out } = await cli('check', path);
  assert.match(out, /^okx-iso-long-01: expected 8\.0858, found 8\.0857085\d*\n37 passed, 1 failed\n$/);
  assert.equal(code, 1);
});

test('check honours the tolerance of each case', async () => {
  const path = await spoiltVectors('tolerant.csv', (text) => text.replace('8.085708510208207,1e-06', '8.0858,1e-04'));
  assert.equal((await cli('check', path)).code, 0);
});

test('empty expectation means none, and a refused case is not none', async () => {
  const header = (await readFile(VECTORS, 'utf8')).split('\n')[0];
  const rows = [
    'no-price,binance,isolated,long,10,1,1,,0.01,,,,,,made for a test',
    'has-a-price,binance,isolated,long,10,1,5,,0.01,,,,,,made for a test',
    'misspelt,binanse,isolated,long,10,1,1,,0.01,,,,,,made for a test',
    'no-number,binance,isolated,long,ten,1,1,,0.01,,,,,,made for a test',
    'short,binance,isolated',
    'expects-one,binance,isolated,long,10,1,1,,0.01,,,,5,1e-6,made for a test',
  ];
  await writeFile(at('none.csv'), [header, ...rows, ''].join('\n'));
  const { code, out } = await cli('check', at('none.csv'));
  const lines = out.trimEnd().split('\n');
  assert.match(lines[0], /^has-a-price: expected none, found 8\.08/);
  assert.match(lines[1], /^misspelt: expected none, found attribute-invalid: venue .*did you mean binance\?/);
  assert.match(lines[2], /^no-number: expected none, found data-invalid: entry_price .* got ten$/);
  assert.equal(lines[3], 'short: expected 15 fields, found 3');
  assert.equal(lines[4], 'expects-one: expected 5, found none');
  assert.equal(lines[5], '1 passed, 5 failed');
  assert.equal(code, 1);
});

test('check refuses a file whose cases it cannot run', async () => {
  await writeFile(at('cases.json'), '{"cases":[{"id":"one"}]}');
  await writeFile(at('other.csv'), 'a,b\n1,2\n');
  await writeFile(at('empty.csv'), `${(await readFile(VECTORS, 'utf8')).split('\n')[0]}\n`);
  await writeFile(at('strange.csv'), (await readFile(VECTORS, 'utf8')).replace('fee_rate', 'fee_rat'));
  for (const name of ['cases.json', 'other.csv', 'empty.csv', 'strange.csv', 'absent.csv']) {
    const { code, out, err } = await cli('check', at(name));
    assert.deepEqual([code, out], [1, ''], name);
    assert.ok(err.includes(name) && !err.includes('\n    at '), err);
  }
});

test('check passes every cascade, random number, odds and limit of its file', async () => {
  const { code, out, err } = await cli('check', CASCADES);
  assert.deepEqual([code, err], [0, '']);
  assert.equal(out, '117 passed, 0 failed\n');
});

test('check passes the file of cascades that others keep', async (context) => {
  const path = join(process.env.LIQ_VECTORS ?? dirname(FOREIGN_VECTORS), 'cascade_cases.json');
  if (!await access(path).then(() => true, () => false)) return context.skip('no file of cases beside the project');
  const { code, out } = await cli('check', path);
  assert.match(out, /^[1-9]\d* passed, 0 failed\n$/);
  assert.equal(code, 0);
});

test('check names the field of a cascade that differs or is not known', async () => {
  const document = JSON.parse(await readFile(CASCADES, 'utf8'));
  const [sample] = document.cases;
  const changed = (id, change) => ({ ...structuredClone(sample), id, ...change });
  const cases = [
    changed('differs', { expected: { ...sample.expected, x_star: 0.031 } }),
    changed('tolerated', { expected: { ...sample.expected, x_star: 0.0301 }, tol: 1e-3 }),
    changed('unknown-input', { input: { ...sample.input, shok: 1 } }),
    changed('unknown-answer', { expected: { x_start: 0.03 } }),
    changed('unknown-part', { weight: 1 }),
  ];
  const rng_splitmix64 = [{ ...document.rng_splitmix64[0], u64: '1' }];
  await writeFile(at('cascades.json'), JSON.stringify({ about: '', cases, rng_splitmix64, new_part: [] }));
  const { code, out } = await cli('check', at('cascades.json'));
  const lines = out.trimEnd().split('\n');
  assert.match(lines[0], /^differs: x_star expected 0\.031, found 0\.03$/);
  assert.match(lines[1], /^unknown-input: attribute-unknown: shok /);
  assert.equal(lines[2], 'unknown-answer: the expected field x_start is not known');
  assert.equal(lines[3], 'unknown-part: the field weight of a case is not known');
  assert.match(lines[4], /^rng_splitmix64 1234567 0 0: u64 expected 1, found 6457827717110365317$/);
  assert.match(lines[5], /^new_part: /);
  assert.deepEqual([lines[6], code], ['1 passed, 6 failed', 1]);
});

test('import writes a snapshot that is read without loss', async () => {
  const words = ['--provenance', 'simulated', '--candles', at('candles.csv'), '--open-interest', at('held.csv'), ...HELD, '--filter', 'coin=BTC'];
  const { code, out, err } = await cli('import', ...MARKET, ...words);
  assert.equal(err, `candles.csv: candles, ${CANDLES} records\nheld.csv: open_interest, ${CANDLES} records\n`);
  assert.equal(code, 0);
  assert.deepEqual(estimateLiquidations(out).long, estimateLiquidations(madeSnapshot()).long);
  const toFile = await cli('import', ...MARKET, ...words, '--out', at('snapshot.json'));
  assert.deepEqual([toFile.code, toFile.out], [0, '']);
  assert.equal(await readFile(at('snapshot.json'), 'utf8'), out);
});

test('import reads zipped files as it reads what is in them', async () => {
  const zipped = (name) => readFile(at(name)).then((bytes) => writeFile(at(name.replace('.csv', '.zip')), zipSync({ [name]: bytes })));
  await Promise.all(['candles.csv', 'held.csv'].map(zipped));
  const words = (end) => [at(`candles.${end}`), '--open-interest', at(`held.${end}`), ...HELD, '--filter', 'coin=BTC'];
  const plain = await cli('import', ...MARKET, ...words('csv'));
  const { code, out, err } = await cli('import', ...MARKET, ...words('zip'));
  assert.ok(out.length > 1000);
  assert.deepEqual([code, out, err], [0, plain.out, plain.err]);
  await writeFile(at('broken.zip'), 'no zip');
  const broken = await cli('import', ...MARKET, at('broken.zip'));
  assert.notEqual(broken.code, 0);
  assert.match(broken.err, /data-invalid|broken\.zip/);
});

test('import options reach the snapshot', async () => {
  const words = [
    at('candles.csv'), '--from', '2025-12-02', '--to', '2025-12-03T12:00', '--price-tick', '0.1', '--note', 'a note',
    '--source', 'An archive=https://example.org/a?b=c', '--source', 'By hand', '--contract', 'inverse',
  ];
  const { out } = await cli('import', ...MARKET, ...words);
  const { provenance, markets: [market] } = JSON.parse(out);
  assert.deepEqual(provenance, {
    kind: 'measured', note: 'a note', sources: [{ name: 'An archive', url: 'https://example.org/a?b=c' }, { name: 'By hand' }],
  });
  assert.deepEqual([market.contract, market.price_tick], ['inverse', 0.1]);
  assert.deepEqual([market.candles.open_time_ms[0], market.candles.open_time_ms.length], [START_MS + 86_400_000, 36]);
});

test('import options of a kind reach its files', async () => {
  await writeFile(at('orders.csv'), 'time,side,price,quantity\n1764550800000,sell,60000,1\n');
  const held = ['--open-interest', at('held.csv'), ...HELD, '--sides', '2', '--stamp', 'bucket-start'];
  const orders = ['--liquidations', at('orders.csv'), '--side-of', 'order', '--complete'];
  const { out, err } = await cli('import', ...MARKET, at('candles.csv'), ...held, ...orders);
  const { markets: [market] } = JSON.parse(out || err);
  assert.deepEqual([market.open_interest.sides, market.open_interest.stamp], [2, 'bucket-start']);
  assert.deepEqual([market.liquidations.side, market.liquidations.complete], [['long'], true]);
});

const MAP = { code: '0', data: { data: { 98: [[98, 2500, 25, null]], 105: [[105, 1800, 50, null]] } } };
const MAX_PAIN = { code: '0', data: [{ symbol: 'BTC', price: 102, long_max_pain_liq_level: 900, long_max_pain_liq_price: 104, short_max_pain_liq_level: 700, short_max_pain_liq_price: 100.5 }] };
const ORDERS = { code: '0', data: [{ exchange_name: 'BINANCE', symbol: 'BTCUSDT', base_asset: 'BTC', price: 98.4, usd_value: 4920, side: 2, time: 1_700_000_000_490 }] };

test('import reads documents of CoinGlass that belong together, and draws them in Node', async () => {
  const names = { map: MAP, pain: MAX_PAIN, orders: ORDERS };
  await Promise.all(Object.entries(names).map(([name, document]) => writeFile(at(`${name}.json`), JSON.stringify(document))));
  const words = ['--symbol', 'BTCUSDT', '--venue', 'Binance', '--time', '2026-02-05T21:00', '--out', at('theirs.json')];
  const { code, out, err } = await cli('import', ...words, ...Object.keys(names).map((name) => at(`${name}.json`)));
  assert.deepEqual([code, out], [0, ''], err);
  assert.equal(err, 'CoinGlass: liquidation map, max pain, liquidation orders; imported, not computed here\n');
  const snapshot = JSON.parse(await readFile(at('theirs.json'), 'utf8'));
  assert.deepEqual(snapshot.imported_heatmap.max_pain_price, [104, 100.5]);
  assert.deepEqual(snapshot.markets.map(({ venue, candles: { close }, liquidations }) => [venue, close, liquidations?.side]), [['binance', [102], undefined], ['binance', [98.4], ['long']]]);
  const picture = await cli('render', '--widget', 'map', '--src', at('theirs.json'), '--out', at('theirs.svg'));
  assert.equal(picture.code, 0, picture.err);
  assert.match(await readFile(at('theirs.svg'), 'utf8'), /Max pain “long”: 104/);
});

test('import of a document of CoinGlass says what it lacks', async () => {
  await writeFile(at('map.json'), JSON.stringify(MAP));
  await writeFile(at('page.json'), '<html>');
  const cases = [
    [['--symbol', 'BTCUSDT', '--time', '2026-02-05', at('map.json')], 1, /attribute-invalid: price must be/],
    [['--symbol', 'BTCUSDT', '--price', '102', at('map.json')], 1, /attribute-invalid: timeMs must be/],
    [['--price', '102', '--time', '2026-02-05', at('map.json')], 1, /attribute-invalid: symbol must be/],
    [['--asset', 'BTC', at('map.json')], 2, /--asset is for CSV files/],
    [['--symbol', 'BTCUSDT', at('page.json')], 2, /is no JSON/],
    [[...MARKET, '--price', '5', at('candles.csv')], 2, /--price is for documents/],
  ];
  for (const [words, wanted, said] of cases) {
    const { code, err } = await cli('import', ...words);
    assert.equal(code, wanted, err);
    assert.match(err, said);
  }
});

test('refused data end with 1 and say field, value and what is allowed', async () => {
  const { code, out, err } = await cli('import', ...MARKET, '--contract', 'liner', at('candles.csv'));
  assert.deepEqual([code, out], [1, '']);
  assert.equal(err, 'liquidation-widgets: attribute-invalid: contract must be one of linear, inverse (did you mean linear?), got liner\n');
});

test('a wrong command line ends with 2', async () => {
  const cases = [
    [[], 'which command?'],
    [['imprt'], 'got imprt'],
    [['toString'], 'got toString'],
    [['import', '--asset', 'BTC'], '--quote must be given'],
    [['import', ...MARKET], 'a file of candles must be given'],
    [['import', ...MARKET, at('candles.csv'), '--from', '2026-02-30'], '--from must be a date'],
    [['import', ...MARKET, at('candles.csv'), '--price-tick', 'x'], '--price-tick must be a number, got x'],
    [['import', ...MARKET, at('candles.csv'), '--map', 'open'], '[KIND.]COLUMN=VALUE'],
    [['import', ...MARKET, at('candles.csv'), '--filter', 'coin=BTC'], 'no file has the column coin'],
    [['import', ...MARKET, at('candles.csv'), '--sides', '2'], 'needs a file given with --open-interest'],
    [['import', ...MARKET, at('candles.csv'), '--colour', 'red'], '--colour'],
    [['check'], 'a file of cases must be given'],
    [['check', '--quiet', VECTORS], '--quiet'],
  ];
  for (const [words, said] of cases) {
    const { code, out, err } = await cli(...words);
    assert.deepEqual([code, out], [2, ''], words.join(' '));
    assert.ok(err.includes(said), `${words.join(' ')}: ${err}`);
  }
});

test('help and version are on standard output', async () => {
  for (const words of [['--help'], ['import', '--help'], ['check', '-h']]) {
    const { code, out, err } = await cli(...words);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^liquidation-widgets /);
  }
  assert.match((await cli('--version')).out, /^\d+\.\d+\.\d+\n$/);
});
