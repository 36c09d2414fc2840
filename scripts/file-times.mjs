// Whether what is built is newer than what it is built from.

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Time of the last change of a file or folder and of all that is below it: a folder changes when a file in it goes. */
export async function newest(path) {
  const entry = await stat(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const below = await Promise.all((await readdir(path)).map((name) => newest(join(path, name))));
  return Math.max(entry.mtimeMs, ...below);
}

/** Time of the last change of a file; undefined where there is none. */
export async function changedAt(path) {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}

/** Whether all files are there, and the first is newer than the sources. */
export async function isWritten(files, sources) {
  const written = await Promise.all(files.map(changedAt));
  return written.every((time) => time !== undefined) && sources < written[0];
}
