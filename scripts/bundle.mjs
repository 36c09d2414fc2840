// The folder dist/, which a page is served from: the modules of www/ joined into few files and made small, and the wasm and
// words that they load. A source map stands beside each script; `npm start` serves the modules themselves.

import { createHash } from 'node:crypto';
import { copyFile, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { projectFolder } from './command.mjs';
import { isWritten, newest } from './file-times.mjs';

const MODULES = join(projectFolder, 'www');
const BUNDLE = join(projectFolder, 'dist');
/** What each script is made from, loads before it runs, and hashes to; written last. */
const LISTING = join(BUNDLE, 'scripts.json');
const SETTINGS = {
  bundle: true,
  splitting: true,
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

/** Pages that stand beside the entry, each with a script of its own, and what they read beside that. */
const PAGES = { embed: [], configure: ['configure.css', 'pages.css', 'custom-elements.json'] };

/** Brings dist/ up to date; does nothing when no input is newer than it. Gives whether it wrote. */
export async function bundle() {
  const beside = Object.entries(PAGES).flatMap(([name, files]) => [`${name}.html`, ...files]);
  const inputs = [...await pathsOf(MODULES, '.js'), join(MODULES, 'pkg'), ...beside.map((name) => join(MODULES, name)), join(projectFolder, 'scripts', 'bundle.mjs')];
  const sources = Math.max(...await Promise.all(inputs.map(newest)));
  if (await isWritten([LISTING], sources)) return false;
  await rm(BUNDLE, { recursive: true, force: true });
  const { build } = await import('esbuild');
  const entry = await build({ ...SETTINGS, entryPoints: [join(MODULES, 'liquidation-widgets.js')], chunkNames: '[name]-[hash]' });
  const pageScripts = Object.keys(PAGES).map((name) => join(MODULES, `${name}.js`));
  const pages = await build({ ...SETTINGS, entryPoints: pageScripts, external: ['./liquidation-widgets.js'], chunkNames: 'page-[name]-[hash]' });
  for (const name of beside) await copyFile(join(MODULES, name), join(BUNDLE, name));
  await cp(join(MODULES, 'pkg'), join(BUNDLE, 'pkg'), { recursive: true, filter: isLoaded });
  await writeFile(LISTING, `${JSON.stringify(await listing({ ...entry.metafile.outputs, ...pages.metafile.outputs }), undefined, 1)}\n`);
  return true;
}

/** The scripts of dist/ by name: `from`, the module it starts with; `loads`, the names of those it imports at once; `integrity`. */
export async function bundled() {
  return JSON.parse(await readFile(LISTING, 'utf8'));
}

/** Where a script of dist/ stands. */
export const bundledPath = (name) => join(BUNDLE, name);

async function listing(outputs) {
  const scripts = Object.entries(outputs).filter(([path]) => path.endsWith('.js')).sort();
  return Object.fromEntries(await Promise.all(scripts.map(async ([path, { entryPoint, imports }]) => [relative(BUNDLE, join(projectFolder, path)), {
    from: entryPoint,
    loads: imports.filter(({ kind, external }) => kind === 'import-statement' && !external).map((one) => basename(one.path)),
    integrity: `sha256-${createHash('sha256').update(await readFile(join(projectFolder, path))).digest('base64')}`,
  }])));
}

async function pathsOf(folder, extension) {
  return (await readdir(folder)).filter((name) => extname(name) === extension).map((name) => join(folder, name));
}

/** Pages load wasm and words; Node's piece and the bindings, which are in the scripts, stay where they are. */
function isLoaded(path) {
  return basename(path) !== 'headless' && (['.wasm', '.txt', '.json'].includes(extname(path)) || extname(path) === '');
}
