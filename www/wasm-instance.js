// One wasm instance: loaded once, and never entered again after a trap.

import { isLiqError, liqError } from './liq-error.js';

/**
 * An instance of the wasm at `address`, with the hash `sha256`, whose bindings `importBindings()` gives.
 *
 * `loadWasm()` gives the bindings once they can be called, from the bytes that `read` gives: else by a request that pins the hash.
 * `enter(call)` runs what calls into them.
 */
export function wasmInstance(importBindings, address, sha256, read = fromNetwork) {
  let loading;
  const load = async () => {
    const [bytes, bindings] = await Promise.all([read(address, sha256), importBindings()]);
    return start(bindings, bytes);
  };
  const loadWasm = () => {
    loading ??= load().catch((error) => {
      // A page that was offline may try again later.
      loading = undefined;
      throw notLoaded(error);
    });
    return loading;
  };
  return { loadWasm, enter: trapGuard() };
}

/** What went wrong when files of this package were loaded, as the one error. */
export function notLoaded(error, what = '') {
  return isLiqError(error) ? error : liqError({ code: 'fetch-failed', field: 'script', value: what + error.message, allowed: 'the files of this package, together', cause: error });
}

async function start(bindings, bytes) {
  try {
    // From bytes: a server that sends another MIME type than application/wasm does not matter.
    bindings.initSync({ module: await WebAssembly.compile(bytes) });
  } catch (error) {
    throw refused('wasm-refused', error.message, "allowed by the page ('wasm-unsafe-eval') and whole", error);
  }
  return bindings;
}

async function fromNetwork(address, sha256) {
  const response = await fetch(address, { integrity: sha256, credentials: 'omit' }).catch(async (error) => {
    // A browser does not tell whether the network failed or the hash: without the hash the same address answers.
    throw refused(await answers(address) ? 'wasm-refused' : 'fetch-failed', address.href, 'reachable, and the file that this version was built with', error);
  });
  if (!response.ok) throw refused('fetch-failed', `${response.status} ${address.href}`, 'answered with 200');
  return response.arrayBuffer();
}

/** Whether there is something at an address now, whatever its hash. */
export const answers = (address, signal) => fetch(address, { method: 'HEAD', signal, credentials: 'omit' }).then(({ ok }) => ok, () => false);

/** The error for wasm that does not come or is not let run. */
export function refused(code, value, allowed, cause) {
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
