// The wasm instance of the headless entry.

import * as bindings from './pkg/headless/liquidation_widgets.js';
import { wasmSha256 } from './pkg/headless/wasm-hash.js';
import { wasmInstance } from './wasm-instance.js';

export const { loadWasm, enter } = wasmInstance(() => bindings, new URL('./pkg/headless/liquidation_widgets_bg.wasm', import.meta.url), wasmSha256);
