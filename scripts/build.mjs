// Compiles the crate to www/pkg (what a page calls) and www/pkg/headless (what Node calls): wasm, the JavaScript around it,
// its types, and the hash of the wasm. `node scripts/build.mjs --whole` keeps the names of functions and the messages of
// panics, for a debugger.

import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode, Failure, isMain, printed, projectFolder, run, runMain } from './command.mjs';
import { ensureNodeModules } from './node-modules.mjs';

const TARGET = 'wasm32-unknown-unknown';
const PACKAGE = join(projectFolder, 'www', 'pkg');
/** Cargo features, and the folder that their wasm goes to. */
const PARTS = [
  { features: 'elements', folder: PACKAGE },
  { features: 'headless,all-words', folder: join(PACKAGE, 'headless') },
];
/** Words of the languages that the page's wasm does not speak by itself. */
const WORDS = join(PACKAGE, 'words');
const wasmOf = ({ folder }) => join(folder, 'liquidation_widgets_bg.wasm');
/** Written last, so its age is the age of the whole part. */
const hashOf = ({ folder }) => join(folder, 'wasm-hash.js');

const INPUTS = [
  'src', 'Cargo.toml', 'Cargo.lock', '.cargo/config.toml', 'package-lock.json',
  'xtask/Cargo.toml', 'xtask/src/bindings.rs', 'xtask/src/snip.rs', 'xtask/src/words.rs', 'scripts/build.mjs',
];

/** What rustc emits for the target by itself, and simd from .cargo/config.toml. */
const FEATURES = [
  'simd', 'bulk-memory', 'bulk-memory-opt', 'call-indirect-overlong', 'multivalue', 'mutable-globals',
  'nontrapping-float-to-int', 'reference-types', 'sign-ext',
];

/** Brings www/pkg up to date; does nothing when no input is newer than it. Gives whether it built. */
export async function build({ whole = false } = {}) {
  const sources = Math.max(...await Promise.all(INPUTS.map((path) => newest(join(projectFolder, path)))));
  const stale = [];
  for (const part of PARTS) if (whole || !await isUpToDate(part, sources)) stale.push(part);
  const hasWords = await isWritten([join(WORDS, 'words-hash.js')], sources);
  if (stale.length === 0 && hasWords) return false;
  await ensureNodeModules();
  await ensureTarget();
  if (!hasWords) await writeWords();
  for (const part of stale) await buildPart(part, whole);
  return true;
}

async function buildPart(part, whole) {
  await rm(hashOf(part), { force: true });
  const crate = ['--package', 'liquidation-widgets', '--lib', '--no-default-features', '--features', part.features];
  await run('cargo', ['build', '--release', '--locked', ...crate, '--target', TARGET]);
  await run('cargo', ['xtask', 'bindings', '', part.folder, ...(whole ? ['whole'] : [])]);
  if (!whole) await optimise(wasmOf(part));
  await writeHash(part);
  // The next build is not content with what only a debugger wants.
  if (whole) await utimes(hashOf(part), 0, 0);
}

async function isUpToDate(part, sources) {
  const files = [hashOf(part), wasmOf(part), join(part.folder, 'liquidation_widgets.js')];
  return isWritten(files, sources);
}

/** Whether all files are there, and the first is newer than the sources. */
async function isWritten(files, sources) {
  const written = await Promise.all(files.map(changedAt));
  return written.every((time) => time !== undefined) && sources < written[0];
}

/** Time of the last change of a file or folder and of all that is below it: a folder changes when a file in it goes. */
async function newest(path) {
  const entry = await stat(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const below = await Promise.all((await readdir(path)).map((name) => newest(join(path, name))));
  return Math.max(entry.mtimeMs, ...below);
}

async function changedAt(path) {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}

/** Installs the standard library for wasm32 when rustup has none. */
export async function ensureTarget() {
  const installed = await printed('rustup', ['target', 'list', '--installed']);
  if (installed?.split(/\s+/).includes(TARGET)) return;
  const folder = (await printed('rustc', ['--print', 'target-libdir', '--target', TARGET]))?.trim();
  if (installed === undefined && folder && await changedAt(folder) !== undefined) return;
  await run('rustup', ['target', 'add', TARGET]);
}

async function optimise(wasm) {
  const optimiser = join(projectFolder, 'node_modules', 'binaryen', 'bin', 'wasm-opt');
  const smaller = `${wasm}.optimised`;
  const features = FEATURES.map((name) => `--enable-${name}`);
  const strip = ['--strip-debug', '--strip-producers', '--strip-target-features'];
  const code = await exitCode(process.execPath, [optimiser, wasm, '-O3', '--converge', ...features, ...strip, '-o', smaller]);
  if (code !== 0) throw new Failure(`wasm-opt ended with exit code ${code}`);
  await rename(smaller, wasm);
}

async function writeWords() {
  await rm(WORDS, { recursive: true, force: true });
  await run('cargo', ['xtask', 'words', WORDS]);
  const files = (await readdir(WORDS)).sort();
  const hashes = await Promise.all(files.map(async (name) => `  '${name.replace(/\.txt$/, '')}': '${await sha256(join(WORDS, name))}',\n`));
  const text = '/** Hash of each words file, in the form of an integrity attribute. */\n';
  await writeFile(join(WORDS, 'words-hash.js'), `${text}export const wordsSha256 = {\n${hashes.join('')}};\n`);
}

async function sha256(path) {
  return `sha256-${createHash('sha256').update(await readFile(path)).digest('base64')}`;
}

async function writeHash(part) {
  const hash = await sha256(wasmOf(part));
  const text = '/** Hash of the wasm file that this package loads, in the form of an integrity attribute. */\n';
  await writeFile(hashOf(part), `${text}export const wasmSha256 = '${hash}';\n`);
  await writeFile(hashOf(part).replace(/js$/, 'd.ts'), `${text}export declare const wasmSha256: string;\n`);
}

if (isMain(import.meta.url)) {
  await runMain('build', async () => {
    if (!await build({ whole: process.argv.includes('--whole') })) console.log('www/pkg is up to date');
  });
}
