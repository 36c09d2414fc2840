// What a later piece of wasm gives to a figure whose own piece leaves it out of the first picture.

import { drawOn } from './draw-on.js';

/**
 * A function that answers the question of a figure, computed in idle moments while `isShown()`: the answer as numbers, nothing once nobody waits
 * for it. `begin(wasm, question, text)` gives a run over the snapshot in `text`, `slices` what goes on with it while it gives true, one after the other.
 */
export function answering({ loadWasm, enter }, begin, ...slices) {
  /** The last question of each figure: other data and settings ask anew. */
  const asked = new WeakMap();
  return async (figure, question, isShown, text) => {
    asked.set(figure, question);
    const isWanted = () => isShown() && asked.get(figure) === question;
    const wasm = await loadWasm();
    if (!isWanted()) return undefined;
    const run = enter(() => begin(wasm, question, text));
    try {
      for (const slice of slices) await drawOn(() => isWanted() && enter(() => slice(run)));
      return isWanted() && enter(() => run.answer());
    } finally {
      enter(() => run.free());
    }
  };
}
