// The command `snapshot` against the simulator.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { projectFolder } from '../../scripts/command.mjs';
import { startSimulator } from '../simulator/simulator.mjs';
import { CANDLES, madeSnapshot, START_MS } from './made-market.mjs';

const COMMAND = join(projectFolder, 'bin', 'liquidation-widgets.mjs');
const RANGE = ['--from', `${START_MS}`, '--to', `${START_MS + CANDLES * 3_600_000}`, '--provenance', 'simulated'];

let simulator;
let folder;

before(async () => {
  simulator = await startSimulator(madeSnapshot());
  folder = await mkdtemp(join(tmpdir(), 'liquidation-widgets-'));
});
after(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true });
});
afterEach(() => simulator.behave());

/** Exit code and output of the command, asking the simulator. */
function snapshot(...words) {
  const all = [COMMAND, 'snapshot', '--symbol', 'BTCUSDT', '--endpoint', `${simulator.url}/{venue}`, ...RANGE, ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, all, { maxBuffer: 1 << 26 }, (error, out, err) => resolve({ code: error ? error.code : 0, out, err }));
  });
}

test('writes the file whole, says what was read, and clusters can be told from it', async () => {
  const path = join(folder, 'x.json');
  const { code, out, err } = await snapshot('--venue', 'bybit', '--out', path);
  assert.deepEqual([code, out], [0, ''], err);
  assert.match(err, /^bybit BTCUSDT: contract 1, candles 240, open_interest \d+.*funding \d+, tiers 2, depth 80$/m);
  const { markets: [market], provenance } = JSON.parse(await readFile(path, 'utf8'));
  assert.deepEqual([market.venue, market.candles.open_time_ms.length, provenance.kind], ['bybit', CANDLES, 'simulated']);
  assert.deepEqual(await readdir(folder), ['x.json']);
  const clusters = await new Promise((resolve) => { execFile(process.execPath, [COMMAND, 'clusters', path], (error, text) => resolve(text)); });
  assert.match(clusters, /^estimated: /);
});

test('asks several venues and goes on without one where that is allowed', async () => {
  const venues = ['--venue', 'bybit,okx', '--venue', 'binance'];
  simulator.misbehave({ venue: 'okx', status: 451, body: '' });
  const { code, err } = await snapshot(...venues);
  assert.equal(code, 4, err);
  const partial = await snapshot(...venues, '--partial', '--tables', 'none');
  assert.equal(partial.code, 0, partial.err);
  assert.deepEqual(JSON.parse(partial.out).markets.map(({ venue }) => venue), ['bybit', 'binance']);
  assert.match(partial.err, /okx BTC-USDT-SWAP: missing, venue-blocked/);
});

const ends = [
  ['refused', { body: { retCode: 10002, retMsg: 'no', result: {} } }, 3, 'venue-refused: bybit.candles must be answered with data, got error 10002: no'],
  ['blocked', { status: 403, body: 'your country' }, 4, 'venue-blocked: bybit.candles must be open to this network and place, got HTTP 403: your country'],
  ['rate-limited', { status: 429, body: '', headers: { 'retry-after': '0' } }, 5, 'rate-limited: bybit.candles must be asked for less often, got HTTP 429'],
  ['cut off', { half: true }, 6, 'fetch-failed: bybit.candles'],
  ['another shape', { body: '[]' }, 1, 'data-invalid: bybit.candles'],
];
for (const [words, rule, wanted, said] of ends) {
  test(`${words}: exit code ${wanted}, one line, and no file`, async () => {
    simulator.misbehave({ path: 'kline', ...rule });
    const path = join(folder, 'never.json');
    const { code, out, err } = await snapshot('--venue', 'bybit', '--out', path, '--attempts', '1');
    assert.deepEqual([code, out], [wanted, ''], err);
    assert.ok(err.startsWith(`liquidation-widgets: ${said}`), err);
    assert.equal(err.trimEnd().split('\n').length, 1);
    assert.equal((await readdir(folder)).some((name) => name.startsWith('never')), false);
  });
}

test('an older file stays when a venue fails', async () => {
  const path = join(folder, 'older.json');
  assert.equal((await snapshot('--venue', 'bybit', '--out', path)).code, 0);
  const older = await readFile(path, 'utf8');
  simulator.misbehave({ status: 451, body: '' });
  assert.equal((await snapshot('--venue', 'bybit', '--out', path)).code, 4);
  assert.equal(await readFile(path, 'utf8'), older);
});

test('a wrong command line ends with 2 before anything is asked', async () => {
  const cases = [
    [[], '--venue must be given'],
    [['--venue', 'bybit', '--sides', 'okx=1'], 'the venue okx is not asked'],
    [['--venue', 'bybit', '--timeout', '0'], '--timeout must be above 0'],
    [['--venue', 'bybit', '--colour', 'red'], '--colour'],
  ];
  for (const [words, said] of cases) {
    const { code, err } = await snapshot(...words);
    assert.equal(code, 2, err);
    assert.ok(err.includes(said), err);
  }
  const six = await snapshot('--venue', 'bybit,okx,binance,deribit,hyperliquid,gate');
  assert.deepEqual([six.code, simulator.requests.length], [1, 0]);
});
