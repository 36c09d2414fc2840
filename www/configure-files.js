// The page that makes a figure reads CSV files, zipped or not, of one contract, and documents of CoinGlass: together they are
// a snapshot.

import { frozen } from './freeze.js';
import { liqError } from './liq-error.js';
import { venuesPiece } from './venues-piece.js';

/** Files of Binance's public archive say whose they are by their name: `BTCUSDT-1h-2026-02-05.zip`. */
const ARCHIVE = /^([A-Z0-9]{4,24})-(?:metrics|fundingRate|liquidationSnapshot|\d{1,2}[mhdw])-\d{4}-\d\d/;

/** `{ text, name }` of the snapshot that `files` make for one contract, `{ venue, symbol }` where their names do not say it. */
export async function snapshotOf(files, { venue, symbol }) {
  if (![...files].some(isOfCsv)) return importedOf([...files], symbol);
  const [wasm, read] = await Promise.all([venuesPiece.load('en'), Promise.all([...files].map(csvOf))]);
  const said = read.map(({ name }) => ARCHIVE.exec(name)?.[1]).find(Boolean);
  const request = { ...(said ? { venue: 'binance', symbol: said } : { venue, symbol }), files: read };
  const { snapshot } = venuesPiece.enter(() => wasm.importedFiles(JSON.stringify(request)));
  const text = JSON.stringify(snapshot);
  return { text, name: (await frozen(text)).name };
}

/** Documents of CoinGlass that belong together; what they do not say themselves may stand in them beside `data`. */
async function importedOf(files, symbol) {
  const [wasm, texts] = await Promise.all([venuesPiece.load('en'), Promise.all(files.map((file) => file.text()))]);
  const documents = texts.flatMap((text) => readJson(text).documents ?? readJson(text));
  const snapshot = venuesPiece.enter(() => wasm.importedSnapshot(JSON.stringify({ documents }), JSON.stringify({ symbol })));
  const text = JSON.stringify(snapshot);
  return { text, name: (await frozen(text)).name };
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw liqError({ code: 'data-invalid', field: '', value: error.message, allowed: 'JSON' });
  }
}

/** Whether a file is of CSV, zipped or not. */
function isOfCsv({ name }) {
  return /\.(csv|zip)$/i.test(name);
}

async function csvOf(file) {
  if (!/\.zip$/i.test(file.name)) return { name: file.name, text: await file.text() };
  const { csvOfZip } = await import('./unzip.js');
  return csvOfZip(file.name, new Uint8Array(await file.arrayBuffer()));
}
