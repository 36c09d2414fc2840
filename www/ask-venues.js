// A round of questions to venues: one request after another at each, a few at a time to all of them. What to ask, and what
// the answers come to, is the engine's.

import { limited } from './limited.js';

/** Requests under way at once, one a venue at most. */
const IN_FLIGHT = 4;
const TIMEOUT_MS = 10_000;

/**
 * Asks every venue of `live`, a `LiveVenues` that has begun a round, until each has answered whole or failed, or until
 * `signal` is aborted. `enter` runs calls into `wasm`. `waits()` is called when a venue is waited for, `ends()` when one is done.
 */
export async function askVenues(enter, wasm, live, signal, { waits, ends }) {
  const slots = limited(IN_FLIGHT);
  const ask = async (index) => {
    const next = () => (signal.aborted ? undefined : enter(() => live.next(index)));
    for (let asked = next(); asked; asked = next()) {
      const { text = '', ...said } = await slots(() => send(wasm, asked, signal));
      if (signal.aborted) return;
      try {
        const { waitMs } = enter(() => live.feed(index, JSON.stringify({ ...said, jitter: Math.random() }), text));
        if (waitMs === undefined) continue;
        waits();
        await pause(waitMs, signal);
      } catch (error) {
        if (error.name !== 'LiqError' || error.code === 'wasm-trap') throw error;
        break;
      }
    }
    if (!signal.aborted) ends();
  };
  await Promise.all(Array.from({ length: live.venueCount }, (_, index) => ask(index)));
}

/** What one request came to. A request that takes too long is broken off; so is each when nobody looks any more. */
async function send(wasm, { url, body }, signal) {
  if (signal.aborted) return { failure: 'nobody looks', receivedMs: Date.now() };
  const broken = new AbortController();
  const breakOff = () => broken.abort();
  const timer = setTimeout(breakOff, TIMEOUT_MS);
  signal.addEventListener('abort', breakOff);
  try {
    return await wasm.sendAsk(url, body, broken.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', breakOff);
  }
}

/** Waits, or less where nobody looks any more. */
function pause(ms, signal) {
  return new Promise((resolve) => {
    const done = () => { clearTimeout(timer); signal.removeEventListener('abort', done); resolve(); };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
