// How many things go on at once, where each is a request.

/** Runs what it is given, at most `most` at a time. */
export function limited(most) {
  let running = 0;
  const waiting = [];
  return async (work) => {
    while (running >= most) await new Promise((resolve) => { waiting.push(resolve); });
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
