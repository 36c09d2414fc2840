// Elements that follow venues: who is asked when. What to ask, and what the answers come to, is the engine's.

import { askVenues } from './ask-venues.js';
import { liqError } from './liq-error.js';
import { languageOf } from './page-facts.js';
import { startSockets } from './live-sockets.js';
import { zoneTable } from './zone-table.js';

/** Least seconds between two rounds. */
const LEAST_REFRESH_S = 15;
/** What came of some venues is drawn so long before the others have answered. */
const PATIENCE_MS = 1_500;
/** Liquidations that come in between are drawn as often as this. */
const STREAM_PATIENCE_MS = 15_000;
const DAY_MS = 86_400_000;
/** Kinds that show single liquidations, which come by streams. */
const SHOW_LIQUIDATIONS = ['heatmap', 'tape'];

/** Elements that ask the same are served by one. */
const feeds = new Map();

/** Follows the venues that `element` names by `piece`, from the snapshot in `text` on, until the function that it gives is called. */
export async function followVenues(element, text, piece) {
  const [request, refreshMs] = [requestOf(element), refreshOf(element)];
  const key = JSON.stringify([request, refreshMs, text]);
  const wasm = await piece.load(languageOf(element));
  if (!feeds.has(key)) feeds.set(key, new Feed(piece, wasm, request, refreshMs, text));
  const feed = feeds.get(key);
  feed.add(element);
  return () => {
    if (!feed.remove(element)) feeds.delete(key);
  };
}

function requestOf(element) {
  const given = (name) => element.getAttribute(name)?.trim() || undefined;
  const endpoint = given('endpoint');
  return {
    venues: (given('live') ?? '').split(/\s+/).filter(Boolean), symbol: given('symbol'), range: given('range'),
    endpoint: endpoint && new URL(endpoint, document.baseURI).href.replace(/\/+$/, ''),
  };
}

/** Milliseconds between two rounds; undefined where the venues are asked once. */
function refreshOf(element) {
  const text = element.getAttribute('refresh');
  if (text === null) return undefined;
  const seconds = Number(text);
  if (seconds >= LEAST_REFRESH_S && seconds <= 86_400) return seconds * 1000;
  element.warn([liqError({ code: 'attribute-invalid', field: 'refresh', value: text, allowed: `seconds in ${LEAST_REFRESH_S}..=86400` })]);
  return Math.max(LEAST_REFRESH_S, 60) * 1000;
}

/** One poller for all elements that ask the same. */
class Feed {
  #enter;
  #wasm;
  #live;
  #refreshMs;
  /** Elements, and of each: whether it is on screen, which states and faults it was told. */
  #elements = new Map();
  #watch;
  #stops = [];
  #running;
  #timer;
  #showing;
  #dueMs = 0;
  #revision = 0;
  #text;
  #sockets;

  constructor({ enter }, wasm, request, refreshMs, text) {
    this.#enter = enter;
    this.#wasm = wasm;
    this.#refreshMs = refreshMs;
    this.#live = this.#enter(() => new wasm.LiveVenues(JSON.stringify({ ...request, nowMs: Date.now() }), text));
    this.#watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) Object.assign(this.#elements.get(target) ?? {}, { isIntersecting });
      this.#attend();
    });
    const listen = (target, type, heard) => {
      target.addEventListener(type, heard);
      this.#stops.push(() => target.removeEventListener(type, heard));
    };
    for (const [target, type] of [[document, 'visibilitychange'], [globalThis, 'offline'], [globalThis, 'pageshow']]) listen(target, type, () => this.#attend());
    listen(globalThis, 'online', () => { this.#dueMs = 0; this.#attend(true); });
  }

  add(element) {
    this.#elements.set(element, { isIntersecting: false, states: '', faults: new Set() });
    this.#watch.observe(element);
    if (this.#text !== undefined) element.takeLive(this.#text).then(() => this.#tell());
  }

  /** Whether somebody is left. */
  remove(element) {
    this.#elements.delete(element);
    this.#watch.unobserve(element);
    if (this.#elements.size > 0) return true;
    this.#watch.disconnect();
    for (const stop of this.#stops.splice(0)) stop();
    this.#rest();
    const live = this.#live;
    this.#live = undefined;
    try {
      this.#enter(() => live.free());
    } catch {
      // After a trap nothing enters the wasm any more, not even to let go.
    }
    return false;
  }

  /** Asks while somebody looks and the line is up; else everything rests. */
  #attend(isBack = false) {
    if (!this.#live) return;
    const seen = document.visibilityState === 'visible' && [...this.#elements.values()].some(({ isIntersecting }) => isIntersecting);
    if (!seen || navigator.onLine === false) {
      this.#rest();
      this.#tell();
      return;
    }
    if ([...this.#elements.keys()].some((element) => SHOW_LIQUIDATIONS.includes(element.constructor.kind.name))) this.#sockets ??= this.#listen();
    this.#arm(isBack);
  }

  #rest() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sockets?.stop();
    this.#sockets = undefined;
    if (!this.#running) return;
    this.#running.abort();
    this.#running = undefined;
    this.#dueMs = 0;
    if (this.#live) this.#enter(() => this.#live.abandon());
  }

  #arm(byReader = false) {
    clearTimeout(this.#timer);
    if (this.#running || !Number.isFinite(this.#dueMs)) return;
    this.#timer = setTimeout(() => this.#round(byReader), Math.max(0, this.#dueMs - Date.now()));
  }

  /** Asks all venues that may be asked, and says when the next time is. */
  async #round(byReader) {
    const running = new AbortController();
    this.#running = running;
    try {
      this.#enter(() => this.#live.begin(Date.now(), byReader));
      await askVenues(this.#enter, this.#wasm, this.#live, running.signal, { waits: () => this.#tell(), ends: () => this.#showSoon(PATIENCE_MS) });
      if (running.signal.aborted) return;
      this.#running = undefined;
      await this.#show();
      this.#plan();
    } catch (error) {
      if (!running.signal.aborted) for (const element of this.#elements.keys()) element.fail(error);
    }
  }

  #plan() {
    if (!this.#live) return;
    const later = this.#status([...this.#elements.keys()][0]).venues.map(({ againMs }) => againMs).filter(Number.isFinite);
    // Many pages must not come at the same second.
    const refresh = this.#refreshMs ? Date.now() + this.#refreshMs * (1 + Math.random() / 10) : Infinity;
    this.#dueMs = Math.min(refresh, ...later.map((ms) => Math.max(ms, Date.now() + 1000)));
    this.#attend();
  }

  #showSoon(ms) {
    this.#tell();
    this.#showing ??= setTimeout(() => this.#show(), ms);
  }

  /** Hands the document to every element, where there is another one, and says how the venues stand. */
  async #show() {
    clearTimeout(this.#showing);
    this.#showing = undefined;
    if (!this.#live) return;
    const revision = this.#enter(() => this.#live.revision);
    if (revision !== this.#revision) {
      this.#revision = revision;
      const document = this.#enter(() => this.#live.document());
      if (document) this.#text = JSON.stringify(document);
      if (document) await Promise.all([...this.#elements.keys()].map((element) => element.takeLive(this.#text)));
    }
    this.#tell();
  }

  #status(element) {
    const [lang, timezone, now] = [languageOf(element), element.getAttribute('timezone'), Date.now()];
    return this.#enter(() => this.#live.status(now, { lang, zone: zoneTable(timezone, now - 60 * DAY_MS, now + DAY_MS) }, timezone ?? ''));
  }

  /** Tells every element how the venues stand, and the page of each fault once while it lasts. */
  #tell() {
    const isOffline = navigator.onLine === false;
    for (const [element, known] of this.#elements) {
      if (!this.#live) return;
      const { venues, notes, isHeld, offline, askAgain } = this.#status(element);
      const states = JSON.stringify([isOffline, venues.map(({ venue, state }) => [venue, state])]);
      const again = venues.some(({ fault }) => fault) && !isOffline ? () => { this.#dueMs = 0; this.#arm(true); } : undefined;
      element.sayLive({
        notes: isOffline ? [offline, ...notes] : notes, isHeld: isHeld || (isOffline && this.#text !== undefined), askAgain, again, isNews: states !== known.states,
      });
      known.states = states;
      this.#blame(element, known, venues);
    }
  }

  #blame(element, known, venues) {
    const faults = venues.filter(({ fault }) => fault);
    for (const { venue, fault, state } of faults) if (!known.faults.has(venue + fault.code)) element.emit('liq-error', { ...fault, venue, state });
    known.faults = new Set(faults.map(({ venue, fault }) => venue + fault.code));
    const hasNothing = !element.result && !this.#running && faults.length === venues.length;
    if (hasNothing && !known.hasNothing) element.fail(liqError(venues[0].fault));
    known.hasNothing = hasNothing;
  }

  #listen() {
    const heard = (index, text) => {
      if (this.#live && this.#enter(() => this.#live.streamed(index, text)) > 0) this.#showSoon(STREAM_PATIENCE_MS);
    };
    const streams = Array.from({ length: this.#live.venueCount }, (_, index) => this.#enter(() => this.#live.stream(index)));
    return startSockets(this.#wasm, streams, heard);
  }
}
