// The piece of wasm that draws odds, for figures whose own piece leaves them out of the first picture; loaded after that.

import { answering } from './answer-later.js';
import * as bindings from './pkg/odds/liquidation_widgets.js';
import { wasmSha256 } from './pkg/odds/wasm-hash.js';
import { wasmInstance } from './wasm-instance.js';

const instance = wasmInstance(() => bindings, new URL('./pkg/odds/liquidation_widgets_bg.wasm', import.meta.url), wasmSha256);

export const drawOdds = answering(instance, ({ OddsRun }, question) => new OddsRun(question), (run) => run.drawNext());
