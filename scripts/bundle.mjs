// The folder dist/, which a page is served from: the modules of www/ joined into few files and made small, and the wasm and
// words that they load. The entry is one file, and holds the hash of every script that it loads later, as those do of
// theirs. A source map stands beside each script; `npm start` serves the modules themselves.

import { createHash } from 'node:crypto';
import { copyFile, cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { fileName } from '../www/pinned.js';
import { Failure, projectFolder } from './command.mjs';
import { isWritten, newest } from './file-times.mjs';

const MODULES = join(projectFolder, 'www');
const BUNDLE = join(projectFolder, 'dist');
/** What each script is made from, and hashes to; written last. */
const LISTING = join(BUNDLE, 'scripts.json');
const SETTINGS = {
  bundle: true,
  minify: true,
  sourcemap: true,
  format: 'esm',
  // Every browser that knows WebAssembly with SIMD, container queries and `color-mix()` knows this.
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  outdir: BUNDLE,
  absWorkingDir: projectFolder,
};

/** Modules that may stand in more scripts than one: two copies of them know nothing that one alone would not. */
const COPIED = ['answer-later', 'attributes', 'authored-zones', 'build-dom', 'draw-on', 'liq-error', 'page-facts', 'pinned', 'sheet-frame', 'wasm-instance', 'zone-name', 'zone-table', 'pkg/hashes'].map((name) => `www/${name}.js`);
/** Bindings can also start by an address, or by a response of any MIME type; ours are given the module. */
const OTHER_START = /, __wbg_init as default(?= };)/;
/** A sheet of styles, as modules write it. */
const SHEET = /^(const (?:TEXT|STYLES) = )`([^`$]*)`/m;
const DYNAMIC_IMPORT = /\bimport\('(\.[^']+)'\)/g;

/** Pages that stand beside the entry, each with a script of its own, and what they read beside that. */
const PAGES = { embed: [], configure: ['configure.css', 'pages.css', 'custom-elements.json'] };

/** What unpacks zipped files: a small library in wide use that streams, so that a file that claims to be small cannot fill
 * the memory. Pages without a bundler have no other way to it than a file among those that are built. */
const UNZIP = join(MODULES, 'pkg', 'fflate.js');

/** Brings dist/ up to date; does nothing when no input is newer than it. Gives whether it wrote. */
export async function bundle() {
  await writeUnzip();
  const beside = Object.entries(PAGES).flatMap(([name, files]) => [`${name}.html`, ...files]);
  const inputs = [...await pathsOf(MODULES, '.js'), join(MODULES, 'pkg'), ...beside.map((name) => join(MODULES, name)), join(projectFolder, 'scripts', 'bundle.mjs')];
  const sources = Math.max(...await Promise.all(inputs.map(newest)));
  if (await isWritten([LISTING], sources)) return false;
  await rm(BUNDLE, { recursive: true, force: true });
  const { build } = await import('esbuild');
  const scripts = await pinnedScripts(build, join(MODULES, 'liquidation-widgets.js'));
  const pageScripts = Object.keys(PAGES).map((name) => join(MODULES, `${name}.js`));
  const pages = await build({ ...SETTINGS, splitting: true, entryPoints: pageScripts, external: ['./liquidation-widgets.js'], chunkNames: 'page-[name]-[hash]' });
  for (const name of beside) await copyFile(join(MODULES, name), join(BUNDLE, name));
  await cp(join(MODULES, 'pkg'), join(BUNDLE, 'pkg'), { recursive: true, filter: isLoaded });
  await writeFile(LISTING, `${JSON.stringify({ ...scripts, ...await listing(pages.metafile.outputs) }, undefined, 1)}\n`);
  return true;
}

/** Bundles the entry and, each into a script of its own, what is loaded later; gives them as in the listing. */
async function pinnedScripts(build, entry) {
  const scripts = new Map();
  const script = (path, above = []) => {
    if (above.includes(path)) throw new Failure(`${path} loads itself: no file can hold its own hash`);
    if (!scripts.has(path)) scripts.set(path, bundleOne(path, [...above, path]));
    return scripts.get(path);
  };
  const bundleOne = async (path, above) => {
    const pinLater = {
      name: 'pinned',
      setup: ({ onLoad }) => onLoad({ filter: /\.js$/ }, async (module) => ({ contents: await withPins(module.path, (later) => script(later, above)) })),
    };
    const made = bundledPath(`${plainName(path)}.js`);
    const { metafile: { outputs } } = await build({ ...SETTINGS, outdir: undefined, outfile: made, entryPoints: [path], plugins: [pinLater] });
    const { inputs } = outputs[relative(projectFolder, made)];
    const digest = await digestOf(made);
    const name = path === entry ? basename(made) : fileName(plainName(path), digest);
    await rename(made, bundledPath(name));
    return { name, inputs, from: relative(projectFolder, path), plain: plainName(path), digest };
  };
  await script(entry);
  const all = await Promise.all(scripts.values());
  checkCopies(all);
  return Object.fromEntries(all.sort((one, other) => (one.name < other.name ? -1 : 1)).map(({ name, from, digest }) => [name, { from, integrity: `sha256-${digest}` }]));
}

/** What a script is called without its hash: the bindings of a piece by the piece's folder. */
function plainName(path) {
  const name = basename(path, '.js');
  return name === 'liquidation_widgets' ? `${relative(join(MODULES, 'pkg'), dirname(path)) || 'full'}-bindings` : name;
}

/** A module's text, in which what is imported later is named with its hash. */
async function withPins(path, scriptOf) {
  const text = await withSmallStyles((await readFile(path, 'utf8')).replace(OTHER_START, ''));
  const later = [...text.matchAll(DYNAMIC_IMPORT)].map(([, name]) => resolve(dirname(path), name));
  if (later.length === 0) return text;
  const pins = await Promise.all(later.map(scriptOf));
  const named = text.replace(DYNAMIC_IMPORT, () => {
    const { plain, digest } = pins.shift();
    return `pinned('${plain}', '${digest}')`;
  });
  return `import { pinned } from './${relative(dirname(path), join(MODULES, 'pinned.js'))}';\n${named}`;
}

/** A module's text with its sheet of styles in few bytes. */
async function withSmallStyles(text) {
  const sheet = SHEET.exec(text);
  if (!sheet) return text;
  const { transform } = await import('esbuild');
  const { code } = await transform(sheet[2], { loader: 'css', minify: true });
  return text.replace(SHEET, (_, begin) => `${begin}${JSON.stringify(code.trim())}`);
}

/** Fails where a module that remembers something would be there twice. */
function checkCopies(scripts) {
  const seen = new Map();
  for (const { name, inputs } of scripts) {
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      if (bytesInOutput === 0 || COPIED.includes(input)) continue;
      if (seen.has(input)) throw new Failure(`${input} would stand in ${seen.get(input)} and in ${name}: hand over what it has, or say in COPIED that two are as good`);
      seen.set(input, name);
    }
  }
}

async function writeUnzip() {
  if (await isWritten([UNZIP], await newest(join(projectFolder, 'package-lock.json')))) return;
  const { build } = await import('esbuild');
  const stdin = { contents: "export { Unzip, UnzipInflate } from 'fflate';", resolveDir: projectFolder };
  await build({ stdin, outfile: UNZIP, bundle: true, minify: true, format: 'esm', target: SETTINGS.target, banner: { js: '/* fflate, MIT, Copyright (c) 2023 Arjun Barrett */' }, absWorkingDir: projectFolder });
}

/** The scripts of dist/ by name: `from`, the module it starts with; `integrity`. */
export async function bundled() {
  return JSON.parse(await readFile(LISTING, 'utf8'));
}

/** Where a script of dist/ stands. */
export const bundledPath = (name) => join(BUNDLE, name);

async function listing(outputs) {
  const scripts = Object.entries(outputs).filter(([path]) => path.endsWith('.js')).sort();
  return Object.fromEntries(await Promise.all(scripts.map(async ([path, { entryPoint }]) => [basename(path), { from: entryPoint, integrity: `sha256-${await digestOf(join(projectFolder, path))}` }])));
}

/** The SHA-256 of a file, in base64. */
async function digestOf(path) {
  return createHash('sha256').update(await readFile(path)).digest('base64');
}

async function pathsOf(folder, extension) {
  return (await readdir(folder)).filter((name) => extname(name) === extension).map((name) => join(folder, name));
}

/** Pages load wasm and words; Node's piece and the bindings, which are in the scripts, stay where they are. */
function isLoaded(path) {
  return basename(path) !== 'headless' && (['.wasm', '.txt', '.json'].includes(extname(path)) || extname(path) === '');
}
