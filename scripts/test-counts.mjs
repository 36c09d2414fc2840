// How many tests a runner says it ran, read from its closing lines.

const CARGO = /^test result: .*?(\d+) passed; (\d+) failed; (\d+) ignored;/gm;
const NODE = /^[^\w\n]*(pass|fail|cancelled|skipped|todo) (\d+)\s*$/gm;
const COLOURS = /\u001b\[[0-9;]*m/g;

/** `{ passed, failed, skipped }` of all the closing lines of `cargo test` in `text`, one for each program it ran. */
export function cargoCounts(text) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [, passed, failed, ignored] of text.replace(COLOURS, '').matchAll(CARGO)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
    counts.skipped += Number(ignored);
  }
  return counts;
}

/** `{ passed, failed, skipped }` of the closing lines of `node --test` in `text`. */
export function nodeCounts(text) {
  const closing = text.replace(COLOURS, '').split(/^[^\w\n]*tests \d+\s*$/m).at(-1);
  const said = { pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
  for (const [, word, number] of closing.matchAll(NODE)) said[word] = Number(number);
  return { passed: said.pass, failed: said.fail + said.cancelled, skipped: said.skipped + said.todo };
}
