// Compiles the crate to pieces below www/pkg (what pages call, and what Node calls): wasm, the JavaScript around it,
// its types, and the hash of the wasm; then dist/, which pages are served from. `node scripts/build.mjs --whole` keeps the names of functions and the messages of
// panics, for a debugger. `node scripts/build.mjs heatmap headless` compiles only these pieces, the others stay as they are.

import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { Failure, isMain, printed, projectFolder, run, runMain } from './command.mjs';
import { changedAt, isWritten, newest } from './file-times.mjs';
import { namedInOrder } from './function-order.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { SHORT_NAMES_PASS, typesWithShortNames, withShortNames } from './short-names.mjs';

const TARGET = 'wasm32-unknown-unknown';
const PACKAGE = join(projectFolder, 'www', 'pkg');
/** Cargo features, and the folder that their wasm goes to. A piece with `kinds` draws only these kinds of elements, the full one all. `profile: 'lean'` is small first. */
export const PIECES = [
  { name: 'heatmap', features: 'heatmap', folder: join(PACKAGE, 'heatmap'), kinds: ['heatmap'] },
  { name: 'map', features: 'map', folder: join(PACKAGE, 'map'), kinds: ['map'] },
  { name: 'cascade', features: 'cascade', folder: join(PACKAGE, 'cascade'), kinds: ['cascade'] },
  { name: 'tape', features: 'tape', folder: join(PACKAGE, 'tape'), kinds: ['tape'] },
  { name: 'regime', features: 'regime', folder: join(PACKAGE, 'regime'), kinds: ['regime'] },
  { name: 'signals', features: 'signals', folder: join(PACKAGE, 'signals'), kinds: ['signals'] },
  { name: 'scenarios', features: 'scenarios', folder: join(PACKAGE, 'scenarios'), kinds: ['scenarios'] },
  { name: 'compare', features: 'compare', folder: join(PACKAGE, 'compare'), kinds: ['compare'] },
  { name: 'odds', features: 'odds', folder: join(PACKAGE, 'odds'), profile: 'lean' },
  { name: 'zones', features: 'zones', folder: join(PACKAGE, 'zones'), profile: 'lean' },
  { name: 'venues', features: 'venues', folder: join(PACKAGE, 'venues') },
  { name: 'full', features: 'heatmap,map,cascade,tape,regime,signals,scenarios,compare,reports', folder: PACKAGE },
  { name: 'headless', features: 'headless,pictures,all-words', folder: join(PACKAGE, 'headless') },
];
/** Words of the languages that the page's wasm does not speak by itself. */
const WORDS = join(PACKAGE, 'words');
const MESSAGES = 'messages.en.json';
/** Pieces whose one script takes the hash from beside the wasm, so that no other script has it. */
const KNOW_THEIR_HASH = ['odds', 'zones', 'headless'];
/** Hashes of all else that a page may load; written last of all. */
const HASHES = join(PACKAGE, 'hashes.js');
const wasmOf = ({ folder }) => join(folder, 'liquidation_widgets_bg.wasm');
/** Written last, so its age is the age of the whole piece. */
const hashOf = ({ folder }) => join(folder, 'wasm-hash.js');

const INPUTS = [
  'src', 'Cargo.toml', 'Cargo.lock', '.cargo/config.toml', 'package-lock.json',
  'xtask/Cargo.toml', 'xtask/src/bindings.rs', 'xtask/src/snip.rs', 'xtask/src/sweep.rs', 'xtask/src/words.rs', 'scripts/build.mjs', 'scripts/function-order.mjs', 'scripts/short-names.mjs',
];

/** What rustc emits for the target by itself, and simd from .cargo/config.toml. */
const FEATURES = [
  'simd', 'bulk-memory', 'bulk-memory-opt', 'call-indirect-overlong', 'multivalue', 'mutable-globals',
  'nontrapping-float-to-int', 'reference-types', 'sign-ext',
];

/**
 * What the compiler has not inlined mostly stays apart: functions with hundreds of locals compress badly. Nothing stands in the first kilobyte of
 * memory, which lets offsets move into the instructions that read. A value computed again in the same words compresses to less than one that is
 * kept in a local of its own, and addresses to less where none claims to be aligned, which engines do not heed.
 */
const SMALLER = [
  '-Oz', '--converge', '--low-memory-unused', '--skip-pass=local-cse',
  '--always-inline-max-function-size=6', '--flexible-inline-max-function-size=12', '--one-caller-inline-max-function-size=15', '--dealign',
];

/** Brings www/pkg, or the pieces named, and then dist/ up to date; does nothing when no input is newer. Gives whether it built. */
export async function build(asked) {
  const compiled = await buildPackage(asked);
  await ensureNodeModules();
  return await bundle() || compiled;
}

async function buildPackage({ whole = false, names = PIECES.map(({ name }) => name) } = {}) {
  const sources = Math.max(...await Promise.all(INPUTS.map((path) => newest(join(projectFolder, path)))));
  const stale = [];
  for (const piece of PIECES) if (names.includes(piece.name) && (whole || !await isUpToDate(piece, sources))) stale.push(piece);
  if (stale.length === 0 && await isWritten([HASHES], sources)) return false;
  await ensureNodeModules();
  await ensureTarget();
  await buildPieces(stale, whole);
  await rm(WORDS, { recursive: true, force: true });
  await run('cargo', ['xtask', 'words', WORDS]);
  await writeHashes();
  return true;
}

/** One piece is made smaller while the next one is compiled. */
async function buildPieces(pieces, whole) {
  const finished = [];
  for (const piece of pieces) {
    await compile(piece, whole);
    const last = finish(piece, whole);
    last.catch(() => {});
    finished.push(last);
  }
  await Promise.all(finished);
}

async function compile(piece, whole) {
  await rm(hashOf(piece), { force: true });
  const crate = ['--package', 'liquidation-widgets', '--lib', '--no-default-features', '--features', piece.features];
  // What refers to what, so that the bindings can be written without what nothing reaches.
  const linker = ['--', '-C', 'link-arg=--emit-relocs'];
  const profile = piece.kinds ? 'lean' : piece.profile ?? 'release';
  await run('cargo', ['rustc', '--profile', profile, '--locked', ...crate, '--target', TARGET, ...linker]);
  await run('cargo', ['xtask', 'bindings', profile, piece.folder, ...(whole ? ['whole'] : [])]);
}

async function finish(piece, whole) {
  if (!whole) await shorten(piece);
  await writeHash(piece);
  // The next build is not content with what only a debugger wants.
  if (whole) await utimes(hashOf(piece), 0, 0);
}

async function isUpToDate(piece, sources) {
  const files = [hashOf(piece), wasmOf(piece), join(piece.folder, 'liquidation_widgets.js')];
  return isWritten(files, sources);
}

/** Installs the standard library for wasm32 when rustup has none. */
export async function ensureTarget() {
  const installed = await printed('rustup', ['target', 'list', '--installed']);
  if (installed?.split(/\s+/).includes(TARGET)) return;
  const folder = (await printed('rustc', ['--print', 'target-libdir', '--target', TARGET]))?.trim();
  if (installed === undefined && folder && await changedAt(folder) !== undefined) return;
  await run('rustup', ['target', 'add', TARGET]);
}

async function shorten(piece) {
  const bindings = join(piece.folder, 'liquidation_widgets.js');
  const [listing] = await Promise.all([optimise(wasmOf(piece)), stripComments(bindings)]);
  const rewrite = async (path, renamed) => writeFile(path, renamed(await readFile(path, 'utf8'), listing));
  await Promise.all([rewrite(bindings, withShortNames), ...[bindings.replace(/js$/, 'd.ts'), `${wasmOf(piece)}.d.ts`].map((path) => rewrite(path, typesWithShortNames))]);
}

/** Makes a wasm file smaller, and gives the listing of the names that its imports and exports have now. */
async function optimise(wasm) {
  await wasmOpt(wasm, SMALLER);
  await writeFile(wasm, namedInOrder(await readFile(wasm)));
  // Apart: a pass among those that are repeated until nothing shrinks would tell its names more than once.
  return wasmOpt(wasm, [SHORT_NAMES_PASS, '--reorder-functions-by-name', '--strip-debug', '--strip-producers', '--strip-target-features']);
}

/** Rewrites a wasm file, and gives what the passes print. */
async function wasmOpt(wasm, passes) {
  const program = join(projectFolder, 'node_modules', 'binaryen', 'bin', 'wasm-opt');
  const rewritten = `${wasm}.optimised`;
  const features = FEATURES.map((name) => `--enable-${name}`);
  const text = await printed(process.execPath, [program, wasm, ...passes, ...features, '-o', rewritten], 'inherit');
  if (text === undefined) throw new Failure(`wasm-opt ${passes.join(' ')} failed`);
  await rename(rewritten, wasm);
  return text;
}

/** The bindings keep their names and lines; what they say to people stands in their types. */
async function stripComments(path) {
  const { default: typescript } = await import('typescript');
  const { ESNext: latest } = typescript.ScriptTarget;
  const compilerOptions = { removeComments: true, target: latest, module: typescript.ModuleKind.ESNext };
  await writeFile(path, typescript.transpileModule(await readFile(path, 'utf8'), { compilerOptions }).outputText);
}

async function writeHashes() {
  const built = await Promise.all(PIECES.map((piece) => changedAt(wasmOf(piece))));
  const pieces = PIECES.filter(({ name }, index) => !KNOW_THEIR_HASH.includes(name) && built[index]).map((piece) => [piece.name, wasmOf(piece)]);
  const words = (await readdir(WORDS)).filter((name) => name !== MESSAGES).sort().map((name) => [name.replace(/\.txt$/, ''), join(WORDS, name)]);
  const lines = await Promise.all([...pieces, ...words].map(async ([name, path]) => `  '${name}': '${await sha256(path)}',\n`));
  const text = '/** Hash of each file that a page may load, in the form of an integrity attribute. */\n';
  const messages = `/** Hash of the English words, which message files are held to. */\nexport const messagesSha256 = '${await sha256(join(WORDS, MESSAGES))}';\n`;
  await writeFile(HASHES, `${text}export const sha256 = {\n${lines.join('')}};\n\n${messages}`);
}

async function sha256(path) {
  return `sha256-${createHash('sha256').update(await readFile(path)).digest('base64')}`;
}

async function writeHash(piece) {
  const hash = await sha256(wasmOf(piece));
  const text = '/** Hash of the wasm file that this package loads, in the form of an integrity attribute. */\n';
  await writeFile(hashOf(piece), `${text}export const wasmSha256 = '${hash}';\n`);
  await writeFile(hashOf(piece).replace(/js$/, 'd.ts'), `${text}export declare const wasmSha256: string;\n`);
}

if (isMain(import.meta.url)) {
  await runMain('build', async () => {
    const words = process.argv.slice(2);
    const names = words.filter((word) => word !== '--whole');
    const stranger = names.find((word) => !PIECES.some(({ name }) => name === word));
    if (stranger !== undefined) throw new Failure(`expected --whole or some of ${PIECES.map(({ name }) => name).join(', ')}, got ${stranger}`);
    const asked = { whole: words.includes('--whole'), ...(names.length > 0 && { names }) };
    if (!await build(asked)) console.log('www/pkg and dist are up to date');
  });
}
