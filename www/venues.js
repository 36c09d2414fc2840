// Data of venues: what to ask, sending it, and the document that comes of it. All of the reading is the engine's.

import * as engine from './pkg/headless/liquidation_widgets.js';
import { liqError } from './liq-error.js';
import { snapshotText } from './snapshot-text.js';
import { enter } from './headless-wasm.js';
import { limited } from './limited.js';
import { sendByFetch } from './venue-fetch.js';

export { sendByFetch };

/** What is known of each venue: one table of named facts. */
export function venueFacts() {
  return enter(() => engine.venueFacts());
}

/** One message of a venue as columns. */
export function venueMessage(request, text) {
  const asked = snapshotText(request);
  return enter(() => engine.venueMessage(asked, textOf(text)));
}

/** How to follow the realised liquidations of a contract, or null where a venue streams none. */
export function liquidationStream(request) {
  const asked = snapshotText(request);
  return enter(() => engine.liquidationStream(asked));
}

/** Open interest of all markets of a snapshot at the same instants, with coverage. */
export function aggregateOpenInterest(snapshot) {
  const text = snapshotText(snapshot);
  return enter(() => engine.aggregateOpenInterest(text));
}

/** A document of CoinGlass, typed and marked as imported. */
export function importCoinglass(document, about = {}) {
  const [text, said] = [snapshotText(document), snapshotText(about)];
  return enter(() => engine.importCoinglass(text, said));
}

/** A document of CoinGlass, or several as `{ documents }`, as a snapshot that draws them as given. */
export function coinglassSnapshot(document, about = {}) {
  const [text, said] = [snapshotText(document), snapshotText(about)];
  return enter(() => engine.importedSnapshot(text, said));
}

/**
 * Asks one to five venues and gives `{ snapshot, reports }`. One request at a time goes to each venue, at most `inFlight`
 * to all of them.
 */
export async function gatherSnapshot(request, options = {}) {
  const { send = sendByFetch, wait = pause, random = Math.random, inFlight = 4, onWait, signal } = options;
  const asked = snapshotText({ nowMs: Date.now(), ...request });
  const gathering = enter(() => new engine.VenueGathering(asked));
  const stop = new AbortController();
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const slots = limited(inFlight);
  const follow = async (index) => {
    for (let ask = enter(() => gathering.next(index)); ask !== null; ask = enter(() => gathering.next(index))) {
      const answer = await slots(() => send(ask, { signal: either }));
      either.throwIfAborted();
      const { text = '', ...said } = answer;
      const facts = snapshotText({ ...said, jitter: random() });
      const { waitMs, because } = enter(() => gathering.feed(index, facts, text));
      if (waitMs === undefined) continue;
      onWait?.({ venue: ask.venue, table: ask.table, waitMs, because });
      await wait(waitMs, either);
    }
  };
  try {
    const count = enter(() => gathering.venueCount);
    const venues = Array.from({ length: count }, (_, index) => follow(index).catch((error) => {
      if (!request.partial || error.name !== 'LiqError' || error.code === 'wasm-trap') {
        stop.abort(error);
        throw error;
      }
    }));
    const ends = await Promise.allSettled(venues);
    either.throwIfAborted();
    const failed = ends.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    return enter(() => gathering.finish());
  } finally {
    gathering.free();
  }
}

function textOf(text) {
  if (typeof text !== 'string') throw liqError({ code: 'data-invalid', value: typeof text, allowed: 'text' });
  return text;
}

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => { clearTimeout(timer); reject(signal.reason); };
    const timer = setTimeout(() => { signal?.removeEventListener('abort', stop); resolve(); }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
