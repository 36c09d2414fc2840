// Installs node_modules when they are missing or not what package-lock.json says. Uses Node's own modules only.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMain, projectFolder, run, runMain } from './command.mjs';

/** Installs exactly what package-lock.json says, unless that is what is there. */
export async function ensureNodeModules() {
  if (await areInstalled()) return;
  const npm = process.env.npm_execpath;
  const words = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  await (npm?.endsWith('.js') ? run(process.execPath, [npm, ...words]) : run('npm', words));
}

async function areInstalled() {
  const wanted = await readPackages(join(projectFolder, 'package-lock.json'));
  const found = await readPackages(join(projectFolder, 'node_modules', '.package-lock.json')).catch(() => undefined);
  if (!found) return false;
  return Object.entries(wanted).every(([path, entry]) => path === '' || entry.optional || found[path]?.version === entry.version);
}

async function readPackages(path) {
  return JSON.parse(await readFile(path, 'utf8')).packages;
}

if (isMain(import.meta.url)) await runMain('node modules', ensureNodeModules);
