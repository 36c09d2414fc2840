// The page that makes a figure asks venues, once: what they give is a snapshot like any other.

import { askVenues } from './ask-venues.js';
import { frozen } from './freeze.js';
import { venuesPiece } from './venues-piece.js';
import { zoneTable } from './zone-table.js';

const DAY_MS = 86_400_000;

/**
 * Asks for one contract at venues, `{ venues, symbol, range, endpoint }`, and gives `{ text, name, notes }` of what came;
 * `text` is undefined where no venue gave anything. `told(notes)` is called whenever a venue stands otherwise.
 */
export async function askNow(request, { lang, timezone, signal, told }) {
  const wasm = await venuesPiece.load(lang);
  const { enter } = venuesPiece;
  const live = enter(() => new wasm.LiveVenues(JSON.stringify({ ...request, nowMs: Date.now() }), undefined));
  try {
    const notes = () => {
      const now = Date.now();
      return enter(() => live.status(now, { lang, zone: zoneTable(timezone, now - 60 * DAY_MS, now + DAY_MS) }, timezone ?? '')).notes;
    };
    enter(() => live.begin(Date.now(), true));
    told(notes());
    await askVenues(enter, wasm, live, signal, { waits: () => told(notes()), ends: () => told(notes()) });
    signal.throwIfAborted();
    const document = enter(() => live.document());
    const text = document ? JSON.stringify(document) : undefined;
    return { text, name: text && (await frozen(text)).name, notes: notes() };
  } finally {
    enter(() => live.free());
  }
}
