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
