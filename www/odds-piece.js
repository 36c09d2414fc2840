// The piece of wasm that draws odds, for figures whose own piece leaves them out of the first picture; loaded after that.

import { drawOn } from './draw-on.js';
import * as bindings from './pkg/odds/liquidation_widgets.js';
import { wasmSha256 } from './pkg/odds/wasm-hash.js';
import { wasmInstance } from './wasm-instance.js';

const { loadWasm, enter } = wasmInstance(() => bindings, new URL('./pkg/odds/liquidation_widgets_bg.wasm', import.meta.url), wasmSha256);

/** The last question of each figure: other data and settings ask anew. */
const asked = new WeakMap();

/** The answer to a figure's question, drawn in idle moments while `isShown()`; nothing once nobody waits for it. */
export async function drawOdds(figure, question, isShown) {
  asked.set(figure, question);
  const isWanted = () => isShown() && asked.get(figure) === question;
  const { OddsRun } = await loadWasm();
  if (!isWanted()) return undefined;
  const run = enter(() => new OddsRun(question));
  try {
    await drawOn(() => isWanted() && enter(() => run.drawNext()));
    return isWanted() && enter(() => run.answer());
  } finally {
    enter(() => run.free());
  }
}
