import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cargoCounts, nodeCounts } from '../../scripts/test-counts.mjs';

test('the closing lines of every program that cargo ran are added up', () => {
  const text = `running 3 tests
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
   Doc-tests liquidation_widgets
test result: \u001b[31mFAILED\u001b[0m. 12 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.10s
`;
  assert.deepEqual(cargoCounts(text), { passed: 15, failed: 1, skipped: 2 });
});

test('a cancelled test has failed, and one that is still to do was skipped', () => {
  const text = 'ℹ tests 9\nℹ suites 1\nℹ pass 4\nℹ fail 1\nℹ cancelled 2\nℹ skipped 1\nℹ todo 1\nℹ duration_ms 176.7\n';
  assert.deepEqual(nodeCounts(text), { passed: 4, failed: 3, skipped: 2 });
});

test('what a test prints is not taken for a closing line', () => {
  const text = 'fail 7\nℹ tests 1\nℹ suites 0\nℹ pass 1\nℹ fail 0\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\n';
  assert.deepEqual(nodeCounts(text), { passed: 1, failed: 0, skipped: 0 });
});

test('output without closing lines counts nothing', () => {
  assert.deepEqual(cargoCounts('error: could not compile'), { passed: 0, failed: 0, skipped: 0 });
  assert.deepEqual(nodeCounts('bad option'), { passed: 0, failed: 0, skipped: 0 });
});
