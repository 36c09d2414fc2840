// The piece of wasm that draws odds, for figures whose own piece leaves them out of the first picture.

import { drawOn } from './draw-on.js';
import { sha256 } from './pkg/hashes.js';
import { wasmInstance } from './wasm-instance.js';

const { loadWasm, enter } = wasmInstance(() => import('./pkg/odds/liquidation_widgets.js'), new URL('./pkg/odds/liquidation_widgets_bg.wasm', import.meta.url), sha256.odds);

/** The answer to a figure's question, drawn in idle moments while `isWanted()`; false once it is not. */
export async function drawOdds(question, isWanted) {
  const { OddsRun } = await loadWasm();
  if (!isWanted()) return false;
  const run = enter(() => new OddsRun(question));
  try {
    await drawOn(() => isWanted() && enter(() => run.drawNext()));
    return isWanted() && enter(() => run.answer());
  } finally {
    enter(() => run.free());
  }
}
