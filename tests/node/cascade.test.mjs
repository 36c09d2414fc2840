import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { calibrateCascade, projectCascade, simulateCascade, splitMix64 } from 'liquidation-widgets/headless';
import { projectFolder } from '../../scripts/command.mjs';

const blocks = [[109_500, 120], [108_500, 180], [107_500, 260], [106_500, 220], [105_500, 150], [104_500, 90]]
  .map(([price, notional]) => ({ price, notional }));
const reference = { side: 'down', spot: 111_000, shock: 0.02, blocks, depth: { kind: 'linear', usdPerPct: 240 } };

function refused(call) {
  try {
    call();
  } catch (error) {
    assert.equal(error.name, 'LiqError', error.stack);
    return error;
  }
  assert.fail('nothing was thrown');
}

test('a cascade answers with where it stops, its rounds, its curve and its critical shock', () => {
  const answer = projectCascade(reference);
  assert.deepEqual([answer.side, answer.spot, answer.shock, answer.absorbed, answer.residualNotional], ['down', 111_000, 0.02, true, 0]);
  assert.equal(answer.finalPrice.toFixed(2), '104062.50');
  assert.deepEqual([answer.amplification.toFixed(4), answer.liquidatedNotional, answer.rounds.length], ['3.1250', 1020, 6]);
  assert.deepEqual(answer.rounds.at(-1).price, answer.finalPrice);
  assert.equal(answer.criticalShock.toFixed(6), '0.019032');
  assert.deepEqual(answer.criticalShocks.map(({ notional, blocks: count }) => [notional, count]), [[630, 3]]);
  assert.deepEqual([answer.depth.kind, answer.depth.extrapolated, answer.branching.calibration], ['one-figure', false, 'above']);
  const { shock, displacement, price, liquidated } = answer.curve;
  assert.deepEqual([shock[0], shock.at(-1), displacement[0], price[0], liquidated.at(-1)], [0, 1, 0, 111_000, 1020]);
});

test('other shocks are answered at once and are the answers to each', () => {
  const shocks = [0, 0.0136, 0.0190315, 0.0190316, 0.3, 1];
  const { responses } = projectCascade({ ...reference, shocks });
  shocks.forEach((shock, index) => {
    const alone = projectCascade({ ...reference, shock });
    assert.equal(responses.displacement[index], alone.displacement);
    assert.deepEqual([responses.liquidated[index], responses.absorbed[index]], [alone.liquidatedNotional, alone.absorbed]);
  });
});

test('keys may be in snake_case, and a misspelt one is named', () => {
  const { depth, spot, ...rest } = reference;
  const same = projectCascade({ ...rest, p0: spot, x_max: 1, depth: { kind: 'linear', usd_per_pct: 240 } });
  assert.deepEqual(same, projectCascade(reference));
  const error = refused(() => projectCascade({ ...reference, depthFaktor: 1 }));
  assert.deepEqual([error.code, error.field], ['attribute-unknown', 'depthFaktor']);
  assert.match(error.allowed, /did you mean depthFactor\?/);
  assert.deepEqual(refused(() => projectCascade({ ...reference, shock: NaN })).field, 'shock');
  assert.deepEqual(refused(() => projectCascade({ ...reference, blocks: [[0.01, Infinity]] })).field, 'blocks[0][1]');
});

test('a scale is calibrated on several events and never on one', () => {
  const flush = (shock) => ({ ...reference, shock, depthFactor: 0.68 });
  const found = calibrateCascade({ flushes: [0.02, 0.03, 0.025, 0.04].map(flush) });
  assert.ok(found.mapScale < 1 && !found.outsideCalibratedRange, JSON.stringify(found));
  assert.ok(found.medianBranching >= 0.1 && found.medianBranching <= 0.35);
  assert.equal(found.branching.length, 4);
  assert.equal(refused(() => calibrateCascade({ flushes: [flush(0.02)] })).field, 'flushes');
});

test('odds stand beside those of an empty map from the same draws', () => {
  const { depth } = reference;
  const { zones: [zone], withoutData, draws, last, levels } = simulateCascade({
    spot: 111_000, volatility: 0.419, horizonDays: 7, down: { blocks, depth }, zones: [{ name: 'B', low: 107_000, high: 108_000 }],
  });
  assert.deepEqual([draws, withoutData, last.length, levels], [4096, ['up'], 5, [0.05, 0.25, 0.5, 0.75, 0.95]]);
  assert.ok(zone.withMap.probability > zone.empty.probability && zone.withMap.standardError < 0.01);
});

test('random numbers are addressed by seed, path and dimension', () => {
  assert.equal(splitMix64({ seed: 1234567, path: 0, dimension: 0 }).u64, '6457827717110365317');
  assert.equal(refused(() => splitMix64({ seed: 1, path: 0, dimension: 8 })).field, 'dimension');
});

test('wasm gives the bits that the engine gives natively', async () => {
  const cases = JSON.parse(await readFile(join(projectFolder, 'tests', 'vectors', 'cascade_bits.json'), 'utf8'));
  assert.ok(cases.length >= 5);
  const functions = { projectCascade, simulateCascade };
  for (const { id, call, request, answer } of cases) assert.deepEqual(functions[call](request), answer, id);
});
