// How often WebKit's own shell, `jsc`, estimates the same snapshot otherwise in a new process: it should be never. Run by hand:
//
//   node tests/browser/jsc-race.mjs [processes] [options of jsc …]
//
// With WebKitGTK 2.50.6 on a virtual machine of two cores 3 to 9 of 100 differed or trapped, and none with --useConcurrentJIT=0, with
// --useBBQJIT=0 on a build without vectors, or in Node. So the browser specs start WebKit with JSC_useConcurrentJIT=0 (tests/browser/webkit.mjs).

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';
import { marketSnapshot } from './snapshots.mjs';

const [processes = '200', ...options] = process.argv.slice(2);
const LONGEST_MS = 20_000;
const ESTIMATES = 5;
const PIECE = join(projectFolder, 'www', 'pkg', 'heatmap');

/** What a browser has and the shell has not, as far as bindings of ASCII text need it. */
const TEXT = `
  globalThis.TextDecoder = class { decode(bytes) { return bytes ? String.fromCharCode(...bytes) : ''; } };
  globalThis.TextEncoder = class { encode(text) { return Uint8Array.from(text, (letter) => letter.charCodeAt(0)); } };
`;

/** Prints a number for all that stands in the memory of the wasm after each estimate. */
const estimates = (snapshot) => `
  await import(${JSON.stringify(join(snapshot, '..', 'text.js'))});
  const { initSync, ReadSnapshot, HeatmapFigure } = await import(${JSON.stringify(join(PIECE, 'liquidation_widgets.js'))});
  const exports = initSync({ module: new WebAssembly.Module(read(${JSON.stringify(join(PIECE, 'liquidation_widgets_bg.wasm'))}, 'binary')) });
  const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
  const text = read(${JSON.stringify(snapshot)});
  for (let estimate = 0; estimate < ${ESTIMATES}; estimate += 1) {
    const data = new ReadSnapshot(text);
    HeatmapFigure.begin(data, {}, {});
    while (data.goOn(16));
    data.free();
    print(new Int32Array(memory.buffer).reduce((sum, word) => (sum * 31 + word) | 0, 0));
  }
`;

const folder = await mkdtemp(join(tmpdir(), 'jsc-'));
try {
  const [snapshot, script] = [join(folder, 'snapshot.json'), join(folder, 'estimates.mjs')];
  await writeFile(snapshot, JSON.stringify(marketSnapshot({ hours: 400, kind: 'measured', liquidations: 0 })));
  await writeFile(join(folder, 'text.js'), TEXT);
  await writeFile(script, estimates(snapshot));
  const counts = new Map();
  for (let count = 0; count < Number(processes); count += 1) {
    const { stdout, error } = spawnSync('jsc', [...options, '-m', script], { encoding: 'utf8', timeout: LONGEST_MS });
    if (error?.code === 'ENOENT') throw new Error('jsc is not on this machine: Debian has it in libjavascriptcoregtk-4.0-bin');
    const printed = stdout.trim().split('\n').join(' ') || 'nothing';
    counts.set(printed, (counts.get(printed) ?? 0) + 1);
  }
  for (const [printed, count] of [...counts].sort(([, one], [, other]) => other - one)) console.log(String(count).padStart(6), printed);
  if (counts.size > 1) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
