// Work that is done piece by piece, so that the page stays quick.

const soon = globalThis.requestIdleCallback ?? ((call) => setTimeout(call, 30));

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
