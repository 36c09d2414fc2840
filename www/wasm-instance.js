// The one wasm instance of a page or a process: loaded once, and never entered again after a trap.

import initialise, * as wasm from './pkg/liquidation_widgets.js';
import { wasmSha256 } from './pkg/wasm-hash.js';
import { liqError } from './liq-error.js';

const WASM = new URL('./pkg/liquidation_widgets_bg.wasm', import.meta.url);
/** In a variable, so that a bundler for browsers does not look for it. */
const NODE_FILES = 'node:fs/promises';

let loading;

/** The wasm exports. Loads them unless that was done: from the file in Node, else by a request that pins their hash. */
export function loadWasm() {
  const inNode = WASM.protocol === 'file:' && globalThis.process?.versions?.node;
  loading ??= start(inNode ? fromFile : fromNetwork).catch((error) => {
    // A page that was offline may try again later.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function start(bytesFrom) {
  const bytes = await bytesFrom();
  try {
    // From bytes: a server that sends another MIME type than application/wasm does not matter.
    await initialise({ module_or_path: bytes });
  } catch (error) {
    throw refused('wasm-refused', error.message, "allowed by the page ('wasm-unsafe-eval') and whole", error);
  }
  return wasm;
}

async function fromFile() {
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ NODE_FILES);
  return readFile(WASM).catch((error) => {
    throw refused('wasm-refused', error.message, 'a wasm file that can be read', error);
  });
}

async function fromNetwork() {
  const response = await fetch(WASM, { integrity: wasmSha256, credentials: 'omit' }).catch(async (error) => {
    // A browser does not tell whether the network failed or the hash: without the hash the same address answers.
    const answers = await fetch(WASM, { method: 'HEAD', credentials: 'omit' }).then((head) => head.ok, () => false);
    throw refused(answers ? 'wasm-refused' : 'fetch-failed', WASM.href, 'reachable, and the file that this version was built with', error);
  });
  if (!response.ok) throw refused('fetch-failed', `${response.status} ${WASM.href}`, 'answered with 200');
  return response.arrayBuffer();
}

function refused(code, value, allowed, cause) {
  return liqError({ code, field: 'wasm', value, allowed, cause });
}

/**
 * A function that runs calls into wasm. A trap (or a stack that overflowed in there) leaves memory in no state to be
 * believed: that call and every later one throws a `LiqError` with the code `wasm-trap`. Other errors pass through.
 */
export function trapGuard() {
  let trap;
  return (call) => {
    if (trap) throw liqError(trap);
    try {
      return call();
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
      trap = { code: 'wasm-trap', field: 'engine', value: String(error?.message ?? error), allowed: 'loaded anew: nothing can be computed after a trap' };
      throw liqError({ ...trap, cause: error });
    }
  };
}

/** Runs `call`, which calls into the one instance. */
export const enter = trapGuard();
