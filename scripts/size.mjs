// The bytes that a reader downloads for the first widget, compressed as a CDN does it, against the budget.

import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { PIECES } from './build.mjs';
import { Failure, isMain, projectFolder, runMain } from './command.mjs';

const ENTRY = join(projectFolder, 'www', 'liquidation-widgets.js');
/** What a reader should download at most. Not met yet. */
const BUDGET_BYTES = 120 * 1024;
/** KiB that a kind has reached while its budget is not met; they only ever come down, and a kind that is not here has the budget. */
const REACHED_KIB = { heatmap: 157, map: 158, cascade: 177 };

/** Prints, for a page with one kind of element, each file and the sum, and fails above the limit. */
export async function checkSize() {
  const { default: typescript } = await import('typescript');
  const entry = new Set();
  await addModule(typescript, ENTRY, entry);
  for (const { name, folder } of PIECES.filter(({ lean }) => lean)) {
    const files = new Set(entry);
    await addModule(typescript, join(folder, 'liquidation_widgets.js'), files);
    await addModule(typescript, join(projectFolder, 'www', `${name}-controls.js`), files);
    files.add(join(folder, 'liquidation_widgets_bg.wasm'));
    await checkPage(name, files);
  }
}

async function checkPage(name, files) {
  const limit = name in REACHED_KIB ? REACHED_KIB[name] * 1024 : BUDGET_BYTES;
  let sum = 0;
  for (const path of files) {
    const bytes = compressed(await readFile(path));
    sum += bytes;
    console.log(line(bytes, relative(projectFolder, path)));
  }
  console.log(line(sum, `sum of ${files.size} files for the first ${name}, brotli; the limit is ${limit}`));
  if (sum > limit) throw new Failure(`${sum} bytes are ${sum - limit} over the limit of ${limit}`);
  if (sum > BUDGET_BYTES) console.log(`not met yet: ${sum - BUDGET_BYTES} bytes above the budget of ${BUDGET_BYTES}`);
}

/** Adds a module and, in turn, every module that it imports statically: those that load before anything runs. */
async function addModule(typescript, path, files) {
  if (files.has(path)) return;
  const text = await readFile(path, 'utf8').catch(() => { throw new Failure(`${relative(projectFolder, path)} is missing`); });
  files.add(path);
  const { statements } = typescript.createSourceFile(path, text, typescript.ScriptTarget.Latest);
  for (const name of statements.map((statement) => statement.moduleSpecifier?.text).filter(Boolean)) {
    if (!name.startsWith('.')) throw new Failure(`${relative(projectFolder, path)} imports ${name}, which no browser can load`);
    await addModule(typescript, join(dirname(path), name), files);
  }
}

function compressed(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

function line(bytes, words) {
  return `${String(bytes).padStart(8)} ${words}`;
}

if (isMain(import.meta.url)) await runMain('size', checkSize);
