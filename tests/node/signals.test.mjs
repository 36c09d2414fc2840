import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { classifyRegime, evaluateScenarios, signals, tape } from 'liquidation-widgets/headless';
import { projectFolder } from '../../scripts/command.mjs';

const COMMAND = join(projectFolder, 'bin', 'liquidation-widgets.mjs');
const CASES = join(projectFolder, 'tests', 'vectors', 'signals_cases.json');
const FOREIGN_CASES = join(projectFolder, '..', 'shared', 'vectors', 'signals_cases.json');

let folder;
before(async () => { folder = await mkdtemp(join(tmpdir(), 'liquidation-widgets-')); });
after(() => rm(folder, { recursive: true }));

/** Exit code and standard output of `check` for a file of these cases. */
async function check(document) {
  const path = join(folder, 'cases.json');
  await writeFile(path, JSON.stringify(document));
  return checkFile(path);
}

function checkFile(path) {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, 'check', path], (error, out, err) => resolve({ code: error ? error.code : 0, out, err }));
  });
}

const perpShare = (change = {}) => ({ id: 'one', kind: 'perp_share', input: { perp: 68, spot: 32 }, expected: { perp_of_perp_spot: 0.68 }, ...change });

test('signals answer with camelCase keys and null for no data', () => {
  const found = signals.fundingRate({ avg_premium: 0.0003, intervalH: 4 });
  assert.deepEqual(Object.keys(found), ['rate', 'rate8h', 'annualSimple', 'annualCompound']);
  assert.ok(Math.abs(found.rate8h - 0.0001) < 1e-15);
  assert.equal(signals.fundingRate({ avgPremium: null, intervalH: 4 }).rate, null);
});

test('undefined is a key left out and not no data', () => {
  assert.throws(() => signals.basis({ future: 101, spot: 100, days: undefined }), { name: 'LiqError', code: 'attribute-invalid', field: 'days' });
});

test('each kind of signal refuses an unknown key by its name', () => {
  for (const [name, ask] of Object.entries(signals)) {
    assert.throws(() => ask({ noSuchKey: 1 }), { name: 'LiqError', code: 'attribute-unknown', field: 'noSuchKey' }, name);
  }
});

test('regime of price, coins and funding is the one of the table', () => {
  const found = classifyRegime({ priceFrom: 100, priceTo: 97, oiCoinPct: 0, fundingRate: 0.00015, intervalH: 4 });
  assert.deepEqual([found.price, found.oi, found.funding, found.label], ['down', 'flat', 'pos', 'latent_fragility']);
});

test('scenarios take typed arrays as rows of a map', () => {
  const map = { edges: new Float64Array([90, 100, 110, 120]), long: new Float32Array([8, 0, 0]), short: new Float32Array([0, 4, 2]) };
  const zones = [{ label: 'A', low: 115, high: 120, triggers: [{ signal: 'a', op: 'rising', window: 2 }, { signal: 'b', op: '>', value: 0 }] }];
  const { zones: [zone] } = evaluateScenarios({ spot: 100, zones, signals: { a: [1, 2], b: null }, map });
  assert.deepEqual([zone.massInside, zone.massOnPath], [1, 5]);
  assert.deepEqual([zone.met, zone.notMet, zone.noData], [1, 0, 1]);
  assert.deepEqual(zone.triggers.map(({ state }) => state), ['met', 'no_data']);
});

test('tape keeps the figures of publishers apart', () => {
  const { published: [usd], sum } = tape({ nowMs: 5, published: [{ label: 'headline', value: 1.7e9 }, { label: 'text', low: 1e9, high: 2e9 }] });
  assert.deepEqual([usd.low, usd.high, usd.open, usd.figures.length, sum], [1e9, 2e9, false, 2, null]);
});

test('check passes every signal case of the project\'s own file', async () => {
  assert.deepEqual(await checkFile(CASES), { code: 0, out: '102 passed, 0 failed\n', err: '' });
});

test('check passes every signal case of the file that others keep', async (context) => {
  const path = process.env.LIQ_VECTORS ? join(process.env.LIQ_VECTORS, 'signals_cases.json') : FOREIGN_CASES;
  if (!await access(path).then(() => true, () => false)) return context.skip('no file of cases beside the project');
  const { code, out } = await checkFile(path);
  assert.match(out, /^[1-9]\d* passed, 0 failed\n$/);
  assert.equal(code, 0);
});

test('signal cases of which any expected number is moved fail', async () => {
  const document = JSON.parse(await readFile(CASES, 'utf8'));
  const moved = (value) => {
    if (typeof value === 'number') return value + 2e-7 * Math.max(1e-3, Math.abs(value));
    if (Array.isArray(value)) return value.map(moved);
    return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one)])) : value;
  };
  const numeric = document.cases.filter(({ expected }) => JSON.stringify(moved(expected)) !== JSON.stringify(expected));
  const { code, out } = await check({ ...document, cases: numeric.map((one) => ({ ...one, expected: moved(one.expected) })) });
  assert.ok(out.endsWith(`0 passed, ${numeric.length} failed\n`), out);
  assert.equal(code, 1);
});

test('signal cases honour the tolerance of the file and of a case', async () => {
  const off = perpShare({ expected: { perp_of_perp_spot: 0.6801 } });
  assert.equal((await check({ cases: [off] })).code, 1);
  assert.equal((await check({ tol: 1e-3, cases: [off] })).code, 0);
  assert.equal((await check({ cases: [{ ...off, tol: 1e-3 }] })).code, 0);
  assert.equal((await check({ tol: 1e-3, cases: [{ ...off, tol: 1e-9 }] })).code, 1);
});

test('what a signal case cannot mean is a failure that names it', async () => {
  const cases = [
    [perpShare({ kind: 'perp_shares' }), 'one: the kind perp_shares is not known'],
    [perpShare({ input: { perp: 68, spot: 32, sport: 1 } }), 'one: expected a result, found attribute-unknown: sport must be'],
    [perpShare({ input: { perp: 68 } }), 'one: expected a result, found attribute-invalid: spot must be given'],
    [perpShare({ expected: { perp_of_spot: 0.68 } }), 'one: the expected key perp_of_spot is not one of'],
    [perpShare({ expected: {} }), 'one: expected an object of results'],
    [perpShare({ expected: { perp_of_perp_spot: null } }), 'one: perp_of_perp_spot: expected null, found 0.68'],
    [perpShare({ expected: { perp_of_perp_spot: '0.68' } }), 'one: perp_of_perp_spot: expected "0.68", found 0.68'],
    [perpShare({ expectd: {} }), 'one: the key expectd is not one of'],
    [perpShare({ tol: -1 }), 'one: expected a tol of 0 or more'],
  ];
  for (const [wrong, said] of cases) {
    const { code, out } = await check({ cases: [wrong, perpShare({ id: 'two' })] });
    assert.ok(out.startsWith(said) && out.endsWith('1 passed, 1 failed\n'), out);
    assert.equal(code, 1);
  }
});

test('check refuses JSON of another form', async () => {
  for (const document of [[], { cases: [] }, { cases: [{ id: 'one' }] }, { tol: 1, strange: 2, cases: [perpShare()] }]) {
    const { code, out, err } = await check(document);
    assert.deepEqual([code, out], [1, ''], err);
    assert.ok(err.includes('cases.json') && !err.includes('\n    at '), err);
  }
});
