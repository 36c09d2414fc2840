// What every element shares: attributes, data, states, events, the fallback that stays until there is something better.

import { errorData, isLiqError, isShort, liqError } from './liq-error.js';
import { adoptStyles } from './styles.js';
import { h } from './build-dom.js';
import { languageOf } from './page-facts.js';
import { spokenLanguage, useMessages } from './page-words.js';
import { pieceFor } from './pieces.js';
import { venuesPiece } from './venues-piece.js';
import { answers } from './wasm-instance.js';

/** Attributes of which another value is other data. */
const OF_DATA = ['src', 'integrity', 'live', 'symbol', 'refresh', 'endpoint'];
/** What a document of CoinGlass has and a snapshot has not. */
const OF_OTHERS = /^\s*\[\s*\{|"(liquidation_leverage_data|liquidationLeverageData|liq|data|documents)"\s*:\s*[[{]/;
/** One hash as browsers know it: of anything else they say nothing and check nothing. */
const HASH = /^sha(256|384|512)-[A-Za-z0-9+/_-]{43,}={0,2}$/;
const LARGEST_DOCUMENT_BYTES = 32 * 2 ** 20;
/** How often what is said of the data's age is looked at. */
const MINUTE_MS = 60_000;
/** Distance from the viewport at which an element starts to load, CSS pixels. */
const NEAR_PX = 800;

/** Base class. A subclass names itself in `static kind = { name }`, loads what it needs (`prepare()`, `isPrepared`), draws by parts: `read(wasm, text)`, `begin(read)`, `goOn(read)` while it gives true, `draw(read, text)`, which gives true; `redraw()`, `release()`. */
export class LiqElement extends HTMLElement {
  #state = 'idle';
  #piece;
  #data;
  #text;
  #loading;
  #near;
  #offer;
  #told = new Set();
  #faults;
  #failure;
  #watchers = [];
  #queued = false;
  #live;
  #ready = resolvers();
  #isSettled = false;
  /** Whether other data were asked for than those drawn, and could not be. */
  #isOlder = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    adoptStyles(root);
    root.append(document.createElement('slot'));
  }

  connectedCallback() {
    for (const name of Object.keys(this.constructor.properties)) this.#upgrade(name);
    this.#upgrade('data');
    this.#watchPage();
    if (this.#state === 'idle') this.#startWhenWanted();
    else if (this.#isShown()) this.#queueRedraw();
  }

  disconnectedCallback() {
    this.#near?.disconnect();
    for (const stop of this.#watchers.splice(0)) stop();
    // A move within the page connects again at once; only what stays away is let go.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#loading?.abort();
      this.#endLive();
      this.#offer?.remove();
      this.release();
      this.#renewReady();
      this.#setState('idle');
    });
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected) return;
    if (OF_DATA.includes(name)) {
      if (this.#state !== 'idle') this.#load();
    } else if (name === 'load' && this.#state === 'idle') {
      // Before the element is connected a browser tells the attributes that it has: it starts once, then.
      if (this.#watchers.length === 0) return;
      this.#offer?.remove();
      this.#startWhenWanted();
    } else if (this.#isShown()) {
      if (name === 'static') this.#setState(this.#state);
      this.#queueRedraw();
    }
  }

  /** `idle`, `loading`, `ready`, `static` (ready, and a picture only), `stale` (newer data did not come) or `error`. */
  get state() {
    return this.#state === 'ready' && this.static ? 'static' : this.#state;
  }

  /** Whether a drawing is to be seen that follows page and attributes: also one that newer data could not replace. */
  #isShown() {
    return this.#canDraw() && ['ready', 'stale', 'error'].includes(this.#state);
  }

  /** After a trap nothing can be drawn any more. */
  #canDraw() {
    return this.isDrawn && this.#failure?.code !== 'wasm-trap';
  }

  /** Settles with the element once it is drawn with the data that it has now; rejects with a LiqError. */
  get ready() {
    return this.#ready.promise;
  }

  /** The snapshot by value: an object or the text of a document. */
  get data() {
    return this.#data;
  }

  set data(value) {
    this.#data = value;
    if (this.isConnected) this.#load();
  }

  /** The text of the snapshot drawn. */
  get snapshotText() {
    return this.#text;
  }

  /** The piece of wasm that draws this element; the same for good. */
  piece() {
    this.#piece ??= pieceFor(this.constructor.kind.name);
    return this.#piece;
  }

  /** Whether there is a drawing; overridden. */
  get isDrawn() {
    return false;
  }

  /** Words around the chart; overridden. */
  summary() {
    return '';
  }

  // A property set before the element was defined hides the class's accessor: it is set again through it.
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }

  #startWhenWanted() {
    this.#near?.disconnect();
    const load = this.getAttribute('load') ?? 'lazy';
    if (load === 'click' && this.#data === undefined) {
      this.#offerToLoad();
      return;
    }
    if (load === 'eager' || typeof IntersectionObserver === 'undefined') {
      this.#load();
      return;
    }
    this.#near = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#near.disconnect();
      this.#load();
    }, { rootMargin: `${NEAR_PX}px` });
    this.#near.observe(this);
  }

  /** A button beside the fallback: nothing is fetched before it is pressed. */
  #offerToLoad() {
    this.#offer ??= h('button', { type: 'button', click: () => this.#load() });
    this.#offer.textContent = this.constructor.troubleWords(languageOf(this))('load');
    this.shadowRoot.append(this.#offer);
  }

  /** Its language, with the words that the author gives for it. */
  #language() {
    const lang = languageOf(this);
    useMessages(this.messages, lang);
    return lang;
  }

  async #load() {
    this.#near?.disconnect();
    this.#offer?.remove();
    this.#loading?.abort();
    this.#renewReady();
    this.#isOlder = false;
    const loading = new AbortController();
    this.#loading = loading;
    this.#setState('loading');
    this.#endLive();
    if (this.#isLiveOnly()) {
      this.#goLive();
      return;
    }
    let text;
    try {
      const [wasm, given] = await Promise.all([this.piece().load(this.#language()), this.#read(loading.signal), this.prepare()]);
      text = OF_OTHERS.test(given) ? await (await import('./given-data.js')).importedSnapshot(this, given, venuesPiece) : given;
      if (loading.signal.aborted) return;
      const isNews = this.#data === undefined && this.result && text !== this.#text;
      if (!await this.#drawn(wasm, text, () => !loading.signal.aborted)) return;
      this.#text = text;
      this.#succeed();
      this.emit('liq-ready', this.result ?? {});
      if (isNews) this.emit('liq-data', { src: this.src, asset: this.result?.asset ?? '' });
      this.#goLive(text);
    } catch (error) {
      if (loading.signal.aborted) return;
      this.#isOlder = true;
      // What changed meanwhile is drawn with the data that there are.
      this.fail(error, text).then(() => this.#isShown() && this.#queueRedraw());
      // Without the author's file there are still the venues.
      this.#goLive();
    }
  }

  /** Reads data, estimates and draws by slices, as long as that is wanted: in one task they would keep the page waiting. Gives whether it drew. */
  async #drawn(wasm, text, isWanted, isNewer) {
    const { enter } = this.piece();
    const read = enter(() => this.read(wasm, text));
    const inOtherTask = async (call) => {
      await new Promise((resolve) => { globalThis.scheduler?.yield ? scheduler.yield().then(resolve) : setTimeout(resolve); });
      return isWanted() && enter(() => call.call(this, read, text, isNewer));
    };
    try {
      await inOtherTask(this.begin);
      while (await inOtherTask(this.goOn));
      return await inOtherTask(this.draw);
    } finally {
      enter(() => read.free());
    }
  }

  #isLiveOnly() {
    return this.hasAttribute('live') && this.#data === undefined && !this.hasAttribute('src') && !this.querySelector(':scope > script[type="application/json"]');
  }

  /** Follows the venues that the author names, from what is drawn on. */
  #goLive(text) {
    if (!this.hasAttribute('live')) return;
    const live = import('./live.js').then(({ followVenues }) => (live === this.#live ? followVenues(this, text, venuesPiece) : undefined));
    this.#live = live;
    live.catch((error) => live === this.#live && (this.result ? this.tell(error) : this.fail(error)));
  }

  #endLive() {
    this.#live?.then((stop) => stop?.(), () => {});
    this.#live = undefined;
  }

  /** Draws what the venues have given; what the reader chose and where the reader is stay. */
  async takeLive(text) {
    const live = this.#live;
    const [wasm] = await Promise.all([this.piece().load(this.#language()), this.prepare()]);
    if (!live || live !== this.#live) return;
    const isFirst = !this.result;
    try {
      if (!await this.#drawn(wasm, text, () => live === this.#live, true)) return;
    } catch (error) {
      this.#isOlder = true;
      this.fail(error, text);
      return;
    }
    this.#text = text;
    this.#isOlder = false;
    this.clearTrouble();
    this.#succeed();
    this.emit(isFirst ? 'liq-ready' : 'liq-data', isFirst ? this.result : { src: this.src, asset: this.result?.asset ?? '' });
  }

  /** How the venues stand: older data shown in place of what was asked for are stale. */
  sayLive({ isHeld }) {
    if (this.#state === 'ready' || this.#state === 'stale') this.#setState(isHeld ? 'stale' : 'ready');
  }

  async #read(signal) {
    if (typeof this.#data === 'string') return this.#data;
    if (this.#data !== undefined) return (await import('./given-data.js')).snapshotText(this.#data);
    const inline = this.querySelector(':scope > script[type="application/json"]');
    if (inline) return inline.textContent;
    const src = this.getAttribute('src');
    if (!src) throw liqError({ code: 'data-empty', field: 'src', value: 'nothing', allowed: 'the address of a snapshot' });
    const integrity = this.getAttribute('integrity')?.trim() ?? '';
    if (integrity && !integrity.split(/\s+/).every((hash) => HASH.test(hash))) {
      throw liqError({ code: 'attribute-invalid', field: 'integrity', value: integrity, allowed: 'sha256-, sha384- or sha512- and a hash in base64' });
    }
    let response;
    try {
      response = await fetch(new URL(src, document.baseURI), { signal, credentials: 'omit', integrity });
    } catch (error) {
      // Where it failed for the hash, the same address answers without it.
      const code = integrity && navigator.onLine !== false && await answers(new URL(src, document.baseURI), signal) ? 'integrity-mismatch' : 'fetch-failed';
      const [field, allowed] = code === 'fetch-failed' ? ['src', 'reachable, and allowed by connect-src'] : ['integrity', `the hash of ${src}`];
      throw liqError({ code, field, value: field === 'src' ? src : integrity, allowed, cause: error });
    }
    if (!response.ok) throw liqError({ code: 'fetch-failed', field: 'src', value: `${response.status} ${src}`, allowed: 'answered with 200' });
    return bounded(response);
  }

  #queueRedraw() {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      const lang = this.#language();
      if (this.piece().speaks(lang) && this.isPrepared) this.#redrawNow();
      else Promise.all([this.piece().load(lang), this.prepare()]).then(() => this.#redrawNow(), (error) => {
        this.#queued = false;
        this.fail(error);
      });
    });
  }

  #redrawNow() {
    this.#queued = false;
    if (!this.isConnected || !this.#isShown()) return;
    try {
      this.piece().enter(() => this.redraw());
    } catch (error) {
      this.fail(error);
    }
  }

  /** Repaints when the page says something else: by what the reader's system prefers, or by an attribute of anything around the element. */
  #watchPage() {
    const look = () => this.#isShown() && this.sawPageChange() && this.#queueRedraw();
    const watch = (target, type) => {
      target.addEventListener(type, look);
      this.#watchers.push(() => target.removeEventListener(type, look));
    };
    for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)']) watch(matchMedia(query), 'change');
    const paper = matchMedia('print');
    const print = ({ type }) => this.#print(type === 'beforeprint' || (type === 'change' && paper.matches));
    for (const [target, type] of [[window, 'beforeprint'], [window, 'afterprint'], [paper, 'change']]) {
      target.addEventListener(type, print);
      this.#watchers.push(() => target.removeEventListener(type, print));
    }
    const renewAge = () => {
      if (document.hidden || !this.#isShown()) return;
      try {
        this.piece().enter(() => this.renewAge());
      } catch (error) {
        this.fail(error);
      }
    };
    document.addEventListener('visibilitychange', renewAge);
    const clock = setInterval(renewAge, MINUTE_MS);
    this.#watchers.push(() => document.removeEventListener('visibilitychange', renewAge), () => clearInterval(clock));
    // A ground that fades to another colour has it at the end.
    watch(document, 'transitionend');
    const observer = new MutationObserver(look);
    for (let node = this; node; node = node.assignedSlot ?? node.parentNode ?? node.host) observer.observe(node, { attributes: true });
    this.#watchers.push(() => observer.disconnect());
  }

  #print(isPaper) {
    if (!this.#canDraw()) {
      // What is drawn next is for the screen.
      this.classList.remove('paper');
      return;
    }
    try {
      this.piece().enter(() => this.drawOnPaper(isPaper));
    } catch (error) {
      this.fail(error);
    }
  }

  // A promise settles once: what is drawn next has one of its own.
  #renewReady() {
    if (this.#isSettled) this.#ready = resolvers();
    this.#isSettled = false;
    this.#failure = undefined;
  }

  #succeed() {
    if (this.#failure) this.#renewReady();
    this.#setState('ready');
    this.#ready.resolve(this);
    this.#isSettled = true;
  }

  #setState(state) {
    this.#state = state;
    this.dataset.liqState = this.state;
  }

  /** Tells the page; `detail` is plain data. */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  /** Errors with what a lean piece leaves out of its own, for the document in `text`; overridden. */
  async inFull(errors) {
    return errors;
  }

  /** Keeps the fallback or the last good drawing, says why in one line, and tells the page. `text` is the document that failed. */
  async fail(thrown, text = this.#text) {
    if (isShort(thrown)) {
      const loading = this.#loading;
      const error = await errorInFull(this, thrown, text);
      if (!loading.signal.aborted) this.#failWith(error);
    } else this.#failWith(thrown);
  }

  #failWith(thrown) {
    // Told already: every call after a trap throws it again.
    if (thrown === this.#failure || (thrown.code === 'wasm-trap' && this.#failure?.code === 'wasm-trap')) return;
    this.#failure = thrown;
    const isLate = thrown.code === 'fetch-failed' && this.result;
    this.#setState(isLate ? 'stale' : 'error');
    this.tell(thrown);
    this.#ready.promise.catch(() => {});
    this.#ready.reject(thrown);
    this.#isSettled = true;
  }

  /** Says in one line what went wrong, and tells the page; what is drawn stands. */
  tell(thrown) {
    const told = errorData(thrown);
    this.showTrouble(told);
    this.emit('liq-error', told);
    if (isLiqError(thrown)) console.warn(`liquidation-widgets: <${this.localName}> ${thrown.message}`);
    else console.error('liquidation-widgets:', thrown);
  }

  /** Tells of attributes that are wrong, of each fault once while it lasts; the picture of the document in `text` stands. */
  async warn(given, text = this.#text) {
    this.#faults = given;
    const faults = given.some(isShort) ? await this.inFull(given, text) : given;
    if (given !== this.#faults) return;
    for (const error of faults.filter(({ message }) => !this.#told.has(message))) {
      console.warn(`liquidation-widgets: <${this.localName}> ${error.message}`);
      if (error.code !== 'attribute-unknown') this.emit('liq-error', errorData(error));
    }
    this.#told = new Set(faults.map(({ message }) => message));
  }

  /** One line under the fallback or the drawing. */
  showTrouble(error) {
    let line = this.shadowRoot.querySelector('.trouble');
    if (!line) {
      line = document.createElement('p');
      line.className = 'trouble';
      line.setAttribute('role', 'status');
      this.shadowRoot.append(line);
    }
    const text = this.troubleText(error);
    // Written again it would be read out again.
    if (line.textContent !== text) line.textContent = text;
  }

  /** What was wrong is right again; why other data are not drawn stays said until there are such. */
  clearTrouble() {
    if (this.#isOlder && this.#failure) {
      this.showTrouble(errorData(this.#failure));
      return;
    }
    if (this.#failure) this.#succeed();
    for (const line of this.shadowRoot.querySelectorAll('.trouble')) line.textContent = '';
  }

  /** What a reader is told of an error, in the page's language. */
  troubleText(error) {
    const words = this.constructor.troubleWords(languageOf(this));
    const what = this.classList.contains('drawn') ? 'part' : 'other';
    return `${words(isOfPackage(error) ? what : error.code)} (${error.code})`;
  }
}

/** An error with what a lean piece leaves out of its own, for the document in `text` of an element. */
export async function errorInFull(element, thrown, text) {
  const all = isShort(thrown) ? await element.inFull([thrown], text) : [];
  return all.find(({ code }) => code === thrown.code) ?? thrown;
}

/** Whether a file of this package is missing: the data may be fine. */
export const isOfPackage = ({ code, field }) => code === 'fetch-failed' && /script|wasm/.test(field);

/** Words for readers before the wasm, which has all others, is loaded, or when it cannot be. */
const WITHOUT_WASM = {
  en: {
    load: 'Show the chart', 'fetch-failed': 'The data could not be loaded.', 'data-empty': 'There are no data for this range.',
    'data-too-large': 'The data are larger than this chart can take.', 'integrity-mismatch': 'The data differ from those the author checked.',
    'wasm-refused': 'This page or browser does not let the chart run.', 'wasm-trap': 'The chart stopped after an internal error.', other: 'The chart could not be drawn.',
    part: 'A part of this chart could not be loaded.',
  },
  'zh-CN': {
    load: '显示图表', 'fetch-failed': '数据无法载入。', 'data-empty': '所选范围内无数据。', 'data-too-large': '数据超出本图可处理的大小。',
    'integrity-mismatch': '数据与作者核对过的版本不一致。', 'wasm-refused': '此页面或浏览器不允许图表运行。', 'wasm-trap': '图表因内部错误停止。', other: '图表无法绘制。', part: '此图表的一部分无法载入。',
  },
  'zh-TW': {
    load: '顯示圖表', 'fetch-failed': '資料無法載入。', 'data-empty': '所選範圍內無資料。', 'data-too-large': '資料超出本圖可處理的大小。',
    'integrity-mismatch': '資料與作者核對過的版本不一致。', 'wasm-refused': '此頁面或瀏覽器不允許圖表執行。', 'wasm-trap': '圖表因內部錯誤停止。', other: '圖表無法繪製。', part: '此圖表的一部分無法載入。',
  },
};

LiqElement.properties = {};
LiqElement.troubleWords = (lang) => {
  const words = WITHOUT_WASM[spokenLanguage(lang)] ?? WITHOUT_WASM.en;
  return (code) => words[code] ?? words.other;
};

/** The text of a response, given up as soon as it is too long. */
async function bounded(response) {
  const tooLarge = (found) => liqError({ code: 'data-too-large', field: 'src', value: `${found} bytes`, allowed: `at most ${LARGEST_DOCUMENT_BYTES} bytes` });
  const told = Number(response.headers.get('content-length') ?? 0);
  if (told > LARGEST_DOCUMENT_BYTES) throw tooLarge(told);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parts = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > LARGEST_DOCUMENT_BYTES) {
      reader.cancel();
      throw tooLarge(length);
    }
    parts.push(part.value);
  }
  return parts.join('');
}

function resolvers() {
  let resolve;
  let reject;
  const promise = new Promise((yes, no) => { resolve = yes; reject = no; });
  return { promise, resolve, reject };
}
