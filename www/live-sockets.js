// Keeps the streams of liquidations open while somebody looks.

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 120_000;

/** Follows the streams that there are and calls `heard(index, text)`; gives `{ stop }`. */
export function startSockets(wasm, streams, heard) {
  const open = streams.map((stream, index) => stream && new Kept(wasm, stream, (text) => heard(index, text)));
  return { stop: () => open.forEach((kept) => kept?.stop()) };
}

/** One stream that is opened again when it ends, later each time until it says something. */
class Kept {
  #socket;
  #timer;
  #ping;
  #failures = 0;

  constructor(wasm, stream, heard) {
    this.wasm = wasm;
    this.stream = stream;
    this.heard = heard;
    this.#open();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#close();
    this.heard = undefined;
  }

  #open() {
    const { url, subscribe, ping, pingEveryMs } = this.stream;
    try {
      this.#socket = new this.wasm.VenueSocket(url, subscribe ?? undefined, (text) => this.#take(text));
    } catch {
      this.#again();
      return;
    }
    if (ping) this.#ping = setInterval(() => this.#socket?.send(ping), pingEveryMs);
  }

  #take(text) {
    if (!this.heard) return;
    if (text === undefined) {
      this.#again();
      return;
    }
    this.#failures = 0;
    this.heard(text);
  }

  #close() {
    clearInterval(this.#ping);
    const socket = this.#socket;
    this.#socket = undefined;
    // Not inside its own call.
    if (socket) queueMicrotask(() => socket.free());
  }

  #again() {
    this.#close();
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS);
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#open(), wait * (0.5 + Math.random() / 2));
  }
}
