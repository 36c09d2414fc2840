// The piece of wasm that estimates the amounts in an author's zones and walks the paths, for scenarios whose own piece does
// neither; loaded after the first picture.

import { answering } from './answer-later.js';
import { goOnForAWhile } from './draw-on.js';
import * as bindings from './pkg/zones/liquidation_widgets.js';
import { wasmSha256 } from './pkg/zones/wasm-hash.js';
import { wasmInstance } from './wasm-instance.js';

const instance = wasmInstance(() => bindings, new URL('./pkg/zones/liquidation_widgets_bg.wasm', import.meta.url), wasmSha256);

export const drawZones = answering(instance, ({ ZonesRun }, question, text) => new ZonesRun(question, text), goOnForAWhile, (run) => run.drawNext());
