// The one wasm instance of this module graph: loaded once, and never entered again after a trap.

import initialise, { initSync } from './pkg/liquidation_widgets.js';
import { wasmSha256 } from './pkg/wasm-hash.js';
import { isLiqError, liqError } from './liq-error.js';

const WASM = new URL('./pkg/liquidation_widgets_bg.wasm', import.meta.url);
/** In a variable, so that a bundler for browsers does not look for it. */
const NODE_FILES = 'node:fs/promises';

let loading;

/** Loads the wasm unless that was done: from the file in Node, else by a request that pins its hash. */
export function loadWasm() {
  loading ??= (WASM.protocol === 'file:' && globalThis.process?.versions?.node ? fromFile() : fromNetwork())
    .catch((error) => {
      loading = undefined;
      throw liqError({ code: 'wasm-refused', field: WASM.href, value: error.message, allowed: 'a wasm file that can be loaded' });
    });
  return loading;
}

async function fromFile() {
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ NODE_FILES);
  initSync({ module: await readFile(WASM) });
}

async function fromNetwork() {
  await initialise({ module_or_path: fetch(WASM, { integrity: wasmSha256 }) });
}

/**
 * A function that runs calls into wasm. A `LiqError` passes through; anything else is a trap, after which memory is in no
 * state to be believed: that call and every later one throws a `LiqError` with the code `wasm-trap`.
 */
export function trapGuard() {
  let trap;
  return (call) => {
    if (trap) throw liqError(trap);
    try {
      return call();
    } catch (error) {
      if (isLiqError(error)) throw error;
      trap = { code: 'wasm-trap', field: 'engine', value: String(error?.message ?? error), allowed: 'loaded anew: nothing can be computed after a trap' };
      throw liqError(trap);
    }
  };
}

/** Runs `call`, which calls into the one instance. */
export const enter = trapGuard();
