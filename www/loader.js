// One wasm instance for all elements of a page.

import init, * as wasm from './pkg/liquidation_widgets.js';
import { wasmSha256 } from './pkg/wasm-hash.js';
import { liqError } from './liq-error.js';

const address = new URL('./pkg/liquidation_widgets_bg.wasm', import.meta.url);

let loading;
let trap;

/** The wasm exports, loaded once. Rejects with a LiqError that says why a page or a browser refuses. */
export function engine() {
  loading ??= load().catch((error) => {
    // A page that was offline may try again later.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load() {
  const refused = (code, value, allowed, cause) => liqError({ code, field: 'wasm', value, allowed, cause });
  const response = await fetch(address, { integrity: wasmSha256, credentials: 'omit' }).catch((error) => {
    throw refused('fetch-failed', address.href, 'reachable and unchanged', error);
  });
  if (!response.ok) throw refused('fetch-failed', `${response.status} ${address.href}`, 'answered with 200');
  const bytes = await response.arrayBuffer();
  try {
    // From bytes: a server that sends another MIME type than application/wasm does not matter.
    await init({ module_or_path: bytes });
  } catch (error) {
    throw refused('wasm-refused', error.message, "allowed by the page ('wasm-unsafe-eval') and whole", error);
  }
  return wasm;
}

/** Calls into wasm; after a trap nothing enters it again, since its memory is in an unknown state. */
export function guarded(call) {
  if (trap) throw liqError(trap);
  try {
    return call();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    trap = { code: 'wasm-trap', field: 'wasm', value: error.message, allowed: 'running' };
    throw liqError({ ...trap, cause: error });
  }
}
