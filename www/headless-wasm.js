// The wasm instance of the headless entry.

import * as bindings from './pkg/headless/liquidation_widgets.js';
import { wasmSha256 } from './pkg/headless/wasm-hash.js';
import { refused, wasmInstance } from './wasm-instance.js';

/** In a variable, so that a bundler for browsers does not look for it. */
const NODE_FILES = 'node:fs/promises';
const ADDRESS = new URL('./pkg/headless/liquidation_widgets_bg.wasm', import.meta.url);

async function fromFile(address) {
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ NODE_FILES);
  return readFile(address).catch((error) => {
    throw refused('wasm-refused', error.message, 'a wasm file that can be read', error);
  });
}

const inNode = ADDRESS.protocol === 'file:' && globalThis.process?.versions?.node;

export const { loadWasm, enter } = wasmInstance(() => bindings, ADDRESS, wasmSha256, inNode ? fromFile : undefined);
