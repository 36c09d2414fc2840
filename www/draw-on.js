// Work that is done piece by piece, so that the page stays quick.

/** Without an end Chromium may let an idle call wait for as long as the page paints nothing after a click. */
const LONGEST_WAIT_MS = 300;
const soon = (call) => (globalThis.requestIdleCallback ? requestIdleCallback(call, { timeout: LONGEST_WAIT_MS }) : setTimeout(call, 30));

/** Calls `next` in idle moments while it gives true, and settles with how often it did. */
export function drawOn(next) {
  return new Promise((resolve, reject) => {
    const turn = (count) => soon(() => {
      try {
        if (next()) turn(count + 1);
        else resolve(count);
      } catch (error) {
        reject(error);
      }
    });
    turn(0);
  });
}

/** How long a slice of an estimate may keep the page waiting, and how many candles are run between two looks at the clock. */
const SLICE_MS = 10;
const SLICE_CANDLES = 16;

/** Goes on for a while with an estimate of the wasm, where there is one, and gives whether there is more. */
export function goOnForAWhile(run) {
  const end = performance.now() + SLICE_MS;
  while (run.goOn?.(SLICE_CANDLES)) if (performance.now() > end) return true;
  return false;
}
