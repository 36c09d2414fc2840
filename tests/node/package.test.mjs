import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { projectFolder } from '../../scripts/command.mjs';

const read = (path) => readFile(join(projectFolder, path), 'utf8');
const manifest = JSON.parse(await read('package.json'));

/** Paths in the package as npm would publish it. */
async function packedPaths() {
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const npm = process.env.npm_execpath;
  const [program, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { stdout } = await promisify(execFile)(program, [...before, ...words], { cwd: projectFolder });
  const packed = JSON.parse(stdout);
  const [{ files }] = Array.isArray(packed) ? packed : Object.values(packed);
  return files.map(({ path }) => path);
}

test('the package and the crate have one version', async () => {
  const [, version] = /^\[package\][^[]*?^version = "([^"]+)"$/m.exec(await read('Cargo.toml'));
  assert.equal(manifest.version, version);
});

test('every file that the package promises is in it', async () => {
  const promised = [manifest.exports, manifest.bin, manifest.types, manifest.customElements, manifest.sideEffects]
    .flatMap(function paths(value) { return typeof value === 'string' ? [value.replace(/^\.\//, '')] : Object.values(value).flatMap(paths); });
  const packed = await packedPaths();
  assert.deepEqual([...new Set(promised)].filter((path) => !packed.includes(path)), []);
});

test('nothing runs when the package is installed', () => {
  for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) assert.equal(manifest.scripts[script], undefined, script);
  assert.equal(manifest.dependencies, undefined);
});

test('versions of what the project is built with are exact, and no download address is in the lock', async () => {
  for (const version of Object.values(manifest.devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/);
  const { packages } = JSON.parse(await read('package-lock.json'));
  assert.deepEqual(Object.keys(packages).filter((path) => packages[path].resolved), []);
});
