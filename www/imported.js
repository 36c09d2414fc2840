// Documents of others by value, as snapshots that are drawn as given.

/** The text of a snapshot for the document in `text`, read by `piece`. What it does not say itself stands in the element's attributes. */
export async function importedSnapshot(element, text, piece) {
  const wasm = await piece.load('en');
  const about = { symbol: element.getAttribute('symbol') ?? '', exchange: element.getAttribute('venue') || undefined };
  return JSON.stringify(piece.enter(() => wasm.importedSnapshot(text, JSON.stringify(about))));
}
