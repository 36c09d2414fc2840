// The piece of wasm that estimates the amounts in an author's zones and walks the paths, for scenarios whose own piece does
// neither; loaded after the first picture.

import { answering } from './answer-later.js';
import * as bindings from './pkg/zones/liquidation_widgets.js';
import { wasmSha256 } from './pkg/zones/wasm-hash.js';
import { wasmInstance } from './wasm-instance.js';

/** How long a slice of the estimate may keep the page waiting, and how many candles are run between two looks at the clock. */
const SLICE_MS = 10;
const SLICE_CANDLES = 16;

const instance = wasmInstance(() => bindings, new URL('./pkg/zones/liquidation_widgets_bg.wasm', import.meta.url), wasmSha256);

/** Estimates for a while, and gives whether there is more. */
function estimate(run) {
  const end = performance.now() + SLICE_MS;
  while (run.goOn(SLICE_CANDLES)) if (performance.now() > end) return true;
  return false;
}

export const drawZones = answering(instance, ({ ZonesRun }, question, text) => new ZonesRun(question, text), estimate, (run) => run.drawNext());
