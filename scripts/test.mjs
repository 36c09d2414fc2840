// `npm test`: everything that must hold, stage after stage. `npm test -- --only=native,browser` runs those and what they need.

import { Failure, runMain } from './command.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { STAGES } from './stages.mjs';

await runMain('test', async () => {
  const stages = chosen(process.argv.slice(2));
  await ensureNodeModules();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const outcomes = new Map();
  for (const stage of stages) {
    const counts = await outcome(stage, outcomes);
    outcomes.set(stage.name, counts);
    for (const key of Object.keys(sum)) sum[key] += counts[key];
  }
  console.log(`\n${[...outcomes].map(([name, counts]) => `${name}: ${verdict(counts)}`).join('\n')}\n`);
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  if (sum.failed > 0) process.exitCode = 1;
});

/** The stages that the command line asks for, with those they need. */
function chosen(words) {
  if (words.length === 0) return STAGES;
  const names = STAGES.map(({ name }) => name);
  const only = new Set();
  for (const word of words) {
    const list = /^--only=(.+)$/.exec(word)?.[1].split(',');
    const stranger = list ? list.find((name) => !names.includes(name)) : word;
    if (stranger !== undefined) throw new Failure(`expected --only= and some of ${names.join(', ')}, got ${stranger}`);
    list.forEach((name) => only.add(name));
  }
  STAGES.filter(({ name, needs }) => needs && only.has(name)).forEach(({ needs }) => only.add(needs));
  return STAGES.filter(({ name }) => only.has(name));
}

async function outcome({ name, words, needs, run }, outcomes) {
  if (outcomes.get(needs)?.failed) {
    console.log(`\n— ${name}: skipped, because ${needs} failed`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  console.log(`\n— ${name}: ${words}`);
  const start = performance.now();
  const counts = await attempt(run);
  console.log(`— ${name}: ${verdict(counts)} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return counts;
}

async function attempt(run) {
  try {
    const counts = await run();
    return typeof counts === 'object' ? counts : { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function verdict({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
