// The page that specs see: the same in every engine, over the few things that each engine's tab can do.

import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_WAIT_MS = 20_000;
const POLL_MS = 25;
const DRAG_STEPS = 8;

/** A page in one of the engines. A target is `{ x, y }` in CSS pixels of the viewport, or a selector: then its middle. */
export class Page {
  #tab;

  constructor(engine, tab, origin) {
    this.#tab = tab;
    /** 'chromium', 'firefox' or 'webkit'. */
    this.engine = engine;
    /** Address of the served folder, with a slash at its end. */
    this.origin = origin;
    /** The page of playwright (Chromium) or puppeteer (Firefox); undefined in WebKit. */
    this.raw = tab.raw;
  }

  /** Goes to an address, relative to the served folder, and waits until it has loaded. */
  async goto(address) {
    await this.#tab.goto(new URL(address, this.origin).href);
  }

  /** Calls `source` (a function, or the text of an expression) in the page; arguments and result travel as JSON. */
  async evaluate(source, ...values) {
    const call = typeof source === 'function' ? `(${source})(...${JSON.stringify(values)})` : `(${source}\n)`;
    const json = await this.#tab.evaluate(`(async () => JSON.stringify([await ${call}]))()`);
    return JSON.parse(json)[0] ?? undefined;
  }

  /** Asks again and again until `source` gives something true, and gives that. */
  async waitFor(source, ...values) {
    const end = Date.now() + LONGEST_WAIT_MS;
    for (;;) {
      const value = await this.evaluate(source, ...values);
      if (value) return value;
      if (Date.now() > end) throw new Error(`still not true after ${LONGEST_WAIT_MS / 1000} s: ${source}`);
      await pause(POLL_MS);
    }
  }

  /** The viewport as a PNG, also written to `path` when there is one. */
  async screenshot(path) {
    const png = Buffer.from(await this.#tab.screenshot());
    if (path) await writeFile(path, png);
    return png;
  }

  async move(target) {
    const { x, y } = await this.#point(target);
    await this.#tab.move(x, y);
  }

  async click(target) {
    await this.move(target);
    await this.#tab.down();
    await this.#tab.up();
  }

  /** Presses at one target, moves in steps and releases at the other. */
  async drag(from, to) {
    const [start, end] = [await this.#point(from), await this.#point(to)];
    await this.#tab.move(start.x, start.y);
    await this.#tab.down();
    for (let step = 1; step <= DRAG_STEPS; step += 1) {
      const part = step / DRAG_STEPS;
      await this.#tab.move(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part);
    }
    await this.#tab.up();
  }

  /** Turns the wheel over a target by CSS pixels; positive `dy` scrolls down. */
  async wheel(target, { dx = 0, dy = 0 }) {
    const { x, y } = await this.#point(target);
    await this.#tab.move(x, y);
    await this.#tab.wheel(x, y, dx, dy);
  }

  /** Presses a key, or several held together: 'ArrowLeft', 'a', 'Space', 'Shift+Tab'. Names as in `KeyboardEvent.key`. */
  async key(chord) {
    const keys = chord === '+' ? ['+'] : chord.split('+');
    for (const key of keys) await this.#tab.keyDown(key);
    for (const key of keys.reverse()) await this.#tab.keyUp(key);
  }

  /** Makes the viewport `width` by `height` CSS pixels. */
  async setViewport({ width, height }) {
    await this.#tab.setViewport({ width, height });
  }

  /** What the page wrote to its console so far: `{ type, text }`, `type` as in `console.log`, `console.warn` and so on. */
  async consoleMessages() {
    return [...(await this.#tab.log()).messages];
  }

  /** Messages of the errors that nobody caught so far, promises included. */
  async pageErrors() {
    return [...(await this.#tab.log()).errors];
  }

  async #point(target) {
    if (typeof target === 'object') return target;
    const point = await this.evaluate(middleOf, target);
    if (!point) throw new Error(`nothing on the page matches ${target}`);
    return point;
  }
}

/** Runs in the page: the middle of the element after scrolling to it; ` >>> ` in a selector enters an open shadow root. */
function middleOf(selector) {
  const found = selector.split(' >>> ').reduce((root, part) => (root?.shadowRoot ?? root)?.querySelector(part), document);
  if (!found) return null;
  found.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const box = found.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
