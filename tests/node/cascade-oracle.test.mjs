// The engine against an independent program in Python, where both are there.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../scripts/command.mjs';
import { projectCascade } from '../../www/headless.js';
import { answerOf } from '../../bin/cascade-cases.mjs';
import { randomCase, uniforms } from './cascade-requests.mjs';

const FOLDER = process.env.LIQ_REFERENCE ?? join(projectFolder, '..', 'shared', 'reference');
const ORACLE = join(FOLDER, 'cascade_oracle.py');
const CASES = 1500;
/** Both round each operation alike, but for powers and for the order of sums. */
const RELATIVE = 1e-12;
/** What is a difference of two sums is as exact as those, not as the difference: money below 20,000, distances below 1. */
const DIFFERENCES = { residual: 1e-9, distance_to_critical: 1e-14 };
/** A ratio of such differences: of the notional and of the depth within one per cent. */
const RATIOS_OF_DIFFERENCES = 1e-9;
const DRIVER = `
import json, sys
sys.path.insert(0, sys.argv[1])
import cascade_oracle
def run(case):
    try:
        return cascade_oracle.run(case)
    except ValueError as error:
        if 'absorption' in case and 'non-decreasing' in str(error):
            return None
        raise
json.dump([run(case) for case in json.load(sys.stdin)], sys.stdout)
`;

test('random cascades are those of the independent program, field by field', async (context) => {
  if (!await access(ORACLE).then(() => true, () => false)) return context.skip(`no program at ${dirname(ORACLE)}`);
  if (spawnSync('python3', ['--version']).status !== 0) return context.skip('no python3');
  const seed = process.env.LIQ_SEED ?? String(Date.now());
  context.diagnostic(`LIQ_SEED=${seed}`);
  const next = uniforms(seed);
  const inputs = Array.from({ length: CASES }, () => randomCase(next));
  const { stdout, stderr, status } = spawnSync('python3', ['-c', DRIVER, FOLDER], { input: JSON.stringify(inputs), maxBuffer: 1 << 28 });
  assert.equal(status, 0, String(stderr));
  const outputs = JSON.parse(stdout);
  // The program refuses a sum of depth and resting orders that rounding makes fall by one unit in the last place.
  assert.ok(outputs.filter((output) => output === null).length < CASES / 20);
  outputs.forEach((output, index) => {
    if (output === null) return;
    const { id, ...expected } = output;
    const answer = projectCascade(inputs[index]);
    for (const [field, wanted] of Object.entries(expected)) {
      const found = answerOf(field, answer);
      assert.ok(same(field, found, wanted), `seed ${seed}, case ${index}, ${field}: ${found} for ${wanted}\n${JSON.stringify(inputs[index])}`);
    }
  });
});

function same(field, found, wanted) {
  if (Array.isArray(wanted)) return found.length === wanted.length && wanted.every((one, index) => same(field, found[index], one));
  if (typeof found !== 'number' || typeof wanted !== 'number') return found === wanted;
  const relative = field.startsWith('n_1pct') ? RATIOS_OF_DIFFERENCES : RELATIVE;
  return Math.abs(found - wanted) <= Math.max(relative * Math.abs(wanted), DIFFERENCES[field] ?? 0);
}
