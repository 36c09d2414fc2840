// The wasm instance of the elements of a page.

import * as bindings from './pkg/liquidation_widgets.js';
import { wasmSha256 } from './pkg/wasm-hash.js';
import { wasmInstance } from './wasm-instance.js';

export const { loadWasm, enter } = wasmInstance(bindings, new URL('./pkg/liquidation_widgets_bg.wasm', import.meta.url), wasmSha256);
