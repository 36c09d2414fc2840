// Runs other programs on behalf of the project's commands.

import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder that holds package.json, with no slash at its end. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** A failure that one line explains; anything else is a defect of the script and keeps its stack. */
export class Failure extends Error {}

/**
 * Runs `program` in the project's folder with its output passed through, and gives its exit code.
 * `onText` additionally receives every piece of its output.
 */
export function exitCode(program, words, { env = {}, onText } = {}) {
  const stdio = onText ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: projectFolder, env: { ...process.env, ...env }, stdio });
    for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
      from?.setEncoding('utf8').on('data', (text) => { to.write(text); onText(text); });
    }
    child.on('error', (error) => reject(new Failure(`${program} cannot be run: ${explain(program, error)}`)));
    child.on('close', (code, signal) => resolve(signal ? 128 : code));
  });
}

/** Runs `program` and fails with one line unless it exits with 0. */
export async function run(program, words, options) {
  const code = await exitCode(program, words, options);
  if (code !== 0) throw new Failure(`${[program, ...words].join(' ')} ended with exit code ${code}`);
}

/** What `program` prints, or undefined when it cannot be run or fails; its complaints are dropped unless `stderr` is 'inherit'. */
export function printed(program, words, stderr = 'ignore') {
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd: projectFolder, stdio: ['ignore', 'pipe', stderr] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece) => { text += piece; });
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? text : undefined));
  });
}

/** Runs the main function of a script: a Failure becomes one line, and both kinds exit with 1. */
export async function runMain(name, main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Failure ? `${name}: ${error.message}` : error);
    process.exitCode = 1;
  }
}

/** Whether the module at `url` is the one that Node was started with. */
export function isMain(url) {
  return Boolean(process.argv[1]) && realpathSync(process.argv[1]) === fileURLToPath(url);
}

function explain(program, error) {
  if (error.code !== 'ENOENT') return error.message;
  return ['cargo', 'rustup'].includes(program) ? 'install Rust with rustup' : 'it is not installed';
}
