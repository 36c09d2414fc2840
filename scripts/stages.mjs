// What `npm test` runs, in order. Each stage says what it needs; what it gives back is `{ passed, failed, skipped }` or nothing.

import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build, ensureTarget } from './build.mjs';
import { exitCode, Failure, projectFolder, run } from './command.mjs';
import { ensureBrowsers } from './ensure-browsers.mjs';
import { checkSize } from './size.mjs';
import { cargoCounts, nodeCounts } from './test-counts.mjs';

const DENY_WARNINGS = ['--', '-D', 'warnings'];
const WASM32 = ['--package', 'liquidation-widgets', '--lib', '--target', 'wasm32-unknown-unknown'];

/** Each file of specs has browsers of its own; more than two at once would wait for memory and one another's frames. */
const MOST_SPECS_AT_ONCE = 2;

/** `{ name, words, needs, run }`: `words` tell a person what the stage is, `needs` names an earlier one. */
export const STAGES = [
  { name: 'format', words: 'cargo fmt', run: () => run('cargo', ['fmt', '--all', '--check']) },
  { name: 'lint', words: 'clippy on the host', run: () => run('cargo', ['clippy', '--locked', '--workspace', '--all-targets', ...DENY_WARNINGS]) },
  { name: 'lint-wasm', words: 'clippy on wasm32', run: lintWasm },
  { name: 'native', words: 'cargo test', run: testNative },
  { name: 'build', words: 'wasm and its bindings', run: build },
  { name: 'node', words: 'tests in Node', needs: 'build', run: () => testInNode(join('tests', 'node'), '.test.mjs', 1) },
  { name: 'types', words: 'tests of the TypeScript types', needs: 'build', run: checkTypes },
  { name: 'size', words: 'size budget', needs: 'build', run: checkSize },
  { name: 'browser', words: 'specs in real browsers', needs: 'build', run: testInBrowsers },
];

async function lintWasm() {
  await ensureTarget();
  await run('cargo', ['clippy', '--locked', ...WASM32, ...DENY_WARNINGS]);
}

function testNative() {
  return counted(cargoCounts, 'cargo', ['test', '--locked', '--workspace', '--no-fail-fast']);
}

async function testInNode(folder, ending, atOnce) {
  const files = (await readdir(join(projectFolder, folder))).filter((name) => name.endsWith(ending)).sort();
  if (files.length === 0) throw new Failure(`${folder} holds no *${ending}`);
  const paths = files.map((name) => join(folder, name));
  return counted(nodeCounts, process.execPath, ['--test', `--test-concurrency=${atOnce}`, '--test-reporter=spec', ...paths]);
}

async function testInBrowsers() {
  await ensureBrowsers();
  return testInNode(join('tests', 'browser'), '.spec.mjs', Math.min(MOST_SPECS_AT_ONCE, availableParallelism()));
}

async function checkTypes() {
  const folder = join('tests', 'types');
  const files = await readdir(join(projectFolder, folder)).catch(() => []);
  if (!files.some((name) => /\.(ts|tsx|mts)$/.test(name))) return { passed: 0, failed: 0, skipped: 1 };
  await run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '--project', folder]);
  return undefined;
}

/** Runs a test runner and counts what it says; one that fails without a failed test has failed itself. */
async function counted(read, program, words) {
  let text = '';
  const code = await exitCode(program, words, { onText: (piece) => { text += piece; } });
  const counts = read(text);
  if (code === 0) return counts;
  console.error(`${program} ended with exit code ${code}`);
  return { ...counts, failed: Math.max(1, counts.failed) };
}
