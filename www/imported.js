// Documents of others by value, as snapshots that are drawn as given.

import { venuesPiece } from './venues-piece.js';

/** The text of a snapshot for the document in `text`. What it does not say itself stands in the element's attributes. */
export async function importedSnapshot(element, text) {
  const wasm = await venuesPiece.load('en');
  const about = { symbol: element.getAttribute('symbol') ?? '', exchange: element.getAttribute('venue') || undefined };
  return JSON.stringify(venuesPiece.enter(() => wasm.importedSnapshot(text, JSON.stringify(about))));
}
