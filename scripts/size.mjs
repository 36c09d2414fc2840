// The bytes that a reader downloads for the first widget, compressed as a CDN does it, against the budget.

import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { PIECES } from './build.mjs';
import { bundled, bundledPath } from './bundle.mjs';
import { Failure, isMain, projectFolder, runMain } from './command.mjs';

/** What a reader should download at most. */
const BUDGET_BYTES = 120 * 1024;

/** Prints, for a page with one kind of element, each file and the sum, and fails above the limit. */
export async function checkSize() {
  const scripts = await bundled();
  for (const [kind, folder] of PIECES.flatMap(({ kinds = [], folder }) => kinds.map((kind) => [kind, folder]))) {
    const starts = ['www/liquidation-widgets.js', `www/${kind}-controls.js`, `${relative(projectFolder, folder)}/liquidation_widgets.js`];
    const names = starts.map((start) => nameOf(scripts, start));
    const wasm = relative(join(projectFolder, 'www'), join(folder, 'liquidation_widgets_bg.wasm'));
    await checkPage(kind, [...names, wasm].map(bundledPath));
  }
}

async function checkPage(name, files) {
  let sum = 0;
  for (const path of files) {
    const bytes = compressed(await readFile(path));
    sum += bytes;
    console.log(line(bytes, relative(projectFolder, path)));
  }
  console.log(line(sum, `sum of ${files.length} files for the first ${name}, brotli; the budget is ${BUDGET_BYTES}`));
  if (sum > BUDGET_BYTES) throw new Failure(`${sum} bytes are ${sum - BUDGET_BYTES} over the budget of ${BUDGET_BYTES}`);
}

function nameOf(scripts, start) {
  const name = Object.keys(scripts).find((one) => scripts[one].from === start);
  if (!name) throw new Failure(`no script in dist starts with ${start}`);
  return name;
}

function compressed(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

function line(bytes, words) {
  return `${String(bytes).padStart(8)} ${words}`;
}

if (isMain(import.meta.url)) await runMain('size', checkSize);
