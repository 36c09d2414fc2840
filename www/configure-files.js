// The page that makes a figure reads CSV files, zipped or not, of one contract: together they are a snapshot.

import { frozen } from './freeze.js';
import { venuesPiece } from './venues-piece.js';

/** Files of Binance's public archive say whose they are by their name: `BTCUSDT-1h-2026-02-05.zip`. */
const ARCHIVE = /^([A-Z0-9]{4,24})-(?:metrics|fundingRate|liquidationSnapshot|\d{1,2}[mhdw])-\d{4}-\d\d/;

/** `{ text, name }` of the snapshot that `files` make for one contract, `{ venue, symbol }` where their names do not say it. */
export async function snapshotOf(files, { venue, symbol }) {
  const [wasm, read] = await Promise.all([venuesPiece.load('en'), Promise.all([...files].map(csvOf))]);
  const said = read.map(({ name }) => ARCHIVE.exec(name)?.[1]).find(Boolean);
  const request = { ...(said ? { venue: 'binance', symbol: said } : { venue, symbol }), files: read };
  const { snapshot } = venuesPiece.enter(() => wasm.importedFiles(JSON.stringify(request)));
  const text = JSON.stringify(snapshot);
  return { text, name: (await frozen(text)).name };
}

async function csvOf(file) {
  if (!/\.zip$/i.test(file.name)) return { name: file.name, text: await file.text() };
  const { csvOfZip } = await import('./unzip.js');
  return csvOfZip(file.name, new Uint8Array(await file.arrayBuffer()));
}
