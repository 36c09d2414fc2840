// The frame around a figure that the wasm draws: words, buttons, panels and notes that every element has.

import { LiqElement, errorInFull, isOfPackage } from './element.js';
import { adoptStyles } from './styles.js';
import { h } from './build-dom.js';
import { drawOn, goOnForAWhile } from './draw-on.js';
import { fillFooter, fillKeys, fillNote, givenSource, holdStill, keysInWords, newParts, placeControls } from './frame-parts.js';
import { isLiqError, isShort, liqError } from './liq-error.js';
import { isDrawnDark, knowsZone, languageOf, learnZone, pageFacts, warmFonts } from './page-facts.js';
import { spokenLanguage } from './page-words.js';
import { fullPiece } from './pieces.js';
import { notLoaded } from './wasm-instance.js';

/** How elements of a group tell one another what readers do, once one on the page is in a group. */
let groups;

/** Under the figure, each behind a button. */
const PANELS = ['method', 'table', 'save', 'keys'];

const AGE_UNITS_MS = [86_400_000, 3_600_000, 60_000];

/** An age in the largest of its units, whole, as it is said: what has another step is said otherwise. */
function ageStep(ms) {
  const unit = AGE_UNITS_MS.find((one) => ms >= one);
  return unit ? `${unit} ${Math.floor(ms / unit)}` : '';
}

/** An element with one figure. What a kind says of itself, and the hand by which it reaches its figure, are described in ARCHITECTURE.md. */
export class FigureElement extends LiqElement {
  #figure;
  #wasm;
  #parts;
  #narrow;
  #choices = {};
  #asked;
  #memory = {};
  #notes = { places: [], items: [], faults: [] };
  #noteWatch;
  #seen;
  #saidAge;
  #live;
  #authored = { zones: [], faults: [] };
  #authoredWatch;

  /** The numbers drawn, as plain data; null before anything is. */
  get result() {
    return this.#figure ? this.piece().enter(() => this.#figure.result()) : null;
  }

  get isDrawn() {
    return this.#figure !== undefined;
  }

  /** The sentences that a screen reader gets. */
  summary() {
    return this.#figure ? this.piece().enter(() => this.#figure.frame().summary) : '';
  }

  /** The picture as SVG text. */
  async toSVG(size) {
    return (await this.#drawnPanels('toSVG')).svg(size);
  }

  /** The figure with the words around it as a PNG, in CSS pixels with `ratio` device pixels for each. */
  async toPNG(size) {
    return (await this.#drawnPanels('toPNG')).png(size);
  }

  /** The numbers drawn as CSV, with what they rest on in comment lines. */
  async toCSV() {
    return (await this.#drawnPanels('toCSV')).csv();
  }

  /** The markup that puts this element, as the reader sees it, on another page; what is elsewhere there may be said. */
  async embedCode(elsewhere) {
    return (await import('./after-picture.js')).embedCode(this, this.#choices, elsewhere);
  }

  /** The data drawn as a document that draws the same anywhere: `{ text, integrity, name }`. */
  async freeze() {
    if (!this.#figure) throw liqError({ code: 'data-empty', field: 'freeze', value: this.state, allowed: 'called once the element is ready' });
    return (await import('./after-picture.js')).frozen(this.snapshotText);
  }

  /** The panels of a figure that is drawn, and still is once they are loaded. */
  async #drawnPanels(method) {
    const check = () => {
      if (!this.#figure) throw liqError({ code: 'data-empty', field: method, value: this.state, allowed: 'called once the element is ready' });
    };
    check();
    const panels = await this.#panels();
    check();
    return panels;
  }

  /** What is asked for once there is a picture, loaded then. */
  #panels() {
    this.#asked ??= import('./after-picture.js').then(({ Panels }) => {
      adoptStyles(this.shadowRoot, Panels.styles);
      return new Panels({
        element: this, piece: fullPiece, parts: () => this.#parts, choices: this.#choices,
        attributes: () => this.#attributes(), facts: () => (this.#parts ? this.#facts() : {}), lastingNote: () => this.#lastingNote(),
      });
    });
    this.#asked.catch(() => {
      // A page that was offline may try again later.
      this.#asked = undefined;
    });
    return this.#asked;
  }

  /** Where the shock in the reader's hand leads, `{ shock, stop }` as prices; undefined where there is none. */
  get projection() {
    return this.#figure?.projection && this.piece().enter(() => this.#figure.projection());
  }

  /** Draws where a shock leads, or takes that away. */
  follow(projection) {
    this.share('follow', projection);
  }

  /** Takes the choices of another element's reader. */
  take(choices) {
    if (!this.#figure || Object.entries(choices).every(([name, value]) => this.#attributes()[name] === value)) return;
    Object.assign(this.#choices, choices);
    this.piece().enter(() => this.redraw());
  }

  /** Tells the figure something, such as what another element's reader does, where it takes that; gives what it says. */
  share(word, ...values) {
    return this.#figure?.[word] && this.piece().enter(() => this.#figure[word](...values));
  }

  /** Whether nothing must be loaded before it can be drawn as it is now. */
  get isPrepared() {
    return knowsZone(this) && (groups !== undefined || !this.group);
  }

  /** Takes up what the kind brings to the frame, and what the attributes need, loaded beside the wasm. */
  async prepare() {
    const { kind } = this.constructor;
    const [{ around }] = await Promise.all([kind.around(), learnZone(this), this.#learnGroup()]).catch((error) => {
      throw notLoaded(error, `${kind.name}: `);
    });
    Object.assign(kind, around);
    if (!this.#figure) warmFonts(this);
    if (kind.styles) adoptStyles(this.shadowRoot, kind.styles);
  }

  async #learnGroup() {
    if (this.group) groups ??= await import('./groups.js');
  }

  /** Reads data; what is given is freed when they are drawn. */
  read(wasm, text) {
    this.#wasm = wasm;
    return new wasm.ReadSnapshot(text);
  }

  /** Begins what is estimated for the picture, where there is such. */
  begin(read) {
    this.#wasm[this.constructor.kind.figure].begin?.(read, this.#attributes(), {});
  }

  /** Goes on with that for a while, and gives whether there is more. Newer data go on from those that are drawn. */
  goOn(read, text, isNewer) {
    return !(isNewer && this.#figure) && goOnForAWhile(read);
  }

  draw(read, text, isNewer) {
    const isNew = !this.#figure;
    try {
      if (isNew) this.#show(read, text);
      else {
        const view = isNewer && this.#figure.isFull?.() === false ? this.#figure.result().viewport : undefined;
        this.#figure.setData(read);
        this.#figure.setSettings(...this.#settings(text));
        if (view) this.#figure.show?.(...view);
      }
      // A control in the reader's hand must not be replaced under it.
      if (isNewer && !isNew) this.#renewed();
      else this.#after(text);
      return true;
    } catch (error) {
      // Half a frame is worse than the fallback.
      if (isNew) this.release();
      throw error;
    }
  }

  /** Runs what nobody else watches, such as what the browser calls by itself. What was painted stays, else the fallback. */
  #attempt(call) {
    try {
      return call();
    } catch (error) {
      // Later, since what fails may be told of a size: another one now would be told again.
      setTimeout(() => this.fail(error));
      return undefined;
    }
  }

  fail(thrown, text) {
    if ((thrown.code === 'wasm-trap' || !isLiqError(thrown)) && this.#isBlank()) this.release();
    return super.fail(thrown, text);
  }

  /** The full piece, asked the same, says all of what is wrong; where it cannot be had, that there is something must do. */
  async inFull(errors, text) {
    try {
      const full = await (await this.#panels()).faults(text);
      return [...full, ...errors.filter((error) => !isShort(error))];
    } catch {
      return errors;
    }
  }

  #isBlank() {
    const isPainted = (canvas) => canvas.width > 0 && new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer).some(Boolean);
    return this.#parts && ![...this.#parts.chart.querySelectorAll('canvas')].some(isPainted);
  }

  #show(read, text) {
    this.#parts = newParts(this.localName, this.#frameWords(languageOf(this)));
    // On the page before it is seen: only there has the chart a font and colours.
    this.shadowRoot.append(this.#parts.frame);
    this.#placeControls();
    // In the next frame: a page that changes while sizes are told is told of that as an error.
    this.#narrow = new ResizeObserver(() => requestAnimationFrame(() => this.#parts && this.#placeControls()));
    this.#narrow.observe(this);
    const notify = (name, detail) => this.#noticed(name, detail);
    const Figure = this.#wasm[this.constructor.kind.figure];
    this.#figure = new Figure(this.#parts.chart, notify, read, ...this.#settings(text));
    this.classList.add('drawn');
    if (this.constructor.kind.notes) this.#watchNotes();
    if (this.constructor.kind.authored) this.#watchAuthored();
    if (location.hash.startsWith('#liq=')) this.#takeView();
  }

  /** The author's notes, now and whenever they change. */
  #watchNotes() {
    const read = async () => {
      if (this.#notes.items.length + this.#notes.faults.length === 0 && !this.querySelector('liq-note')) return;
      const { readNotes } = await import('./notes.js');
      this.#notes = readNotes(this, this.constructor.kind.notes === 'time and price');
      if (this.#figure) this.piece().enter(() => this.redraw());
    };
    const changed = () => read().catch((error) => this.tell(error));
    this.#noteWatch = new MutationObserver(changed);
    this.#noteWatch.observe(this, { childList: true, subtree: true, characterData: true, attributeFilter: ['at', 'price'] });
    changed();
  }

  /** What the author gives as children beside notes: read anew at every drawing, and drawn whenever it changes. */
  #watchAuthored() {
    this.#authoredWatch = new MutationObserver(() => this.#figure && this.piece().enter(() => this.redraw()));
    this.#authoredWatch.observe(this, { childList: true, subtree: true, characterData: true, attributeFilter: this.constructor.kind.watched });
  }

  /** The view that the page's address asks for. */
  async #takeView() {
    const asked = (await import('./after-picture.js')).viewAsked(this);
    if (!asked || !this.#figure || this.static) return;
    // Where readers have no controls a link has none either.
    if (!this.noControls) this.piece().enter(() => this.#takeChoices(asked.choices));
    if (asked.viewport) this.share('show', ...asked.viewport);
  }

  /** Takes what a link chooses, or nothing of it where some is wrong: the author's values stand, and nobody is told of faults that are not theirs. */
  #takeChoices(choices) {
    const own = { ...this.#choices };
    const before = this.#figure.problems().length;
    Object.assign(this.#choices, choices);
    this.#figure.setSettings(...this.#settings());
    if (this.#figure.problems().length > before) {
      for (const name of Object.keys(choices)) delete this.#choices[name];
      Object.assign(this.#choices, own);
    }
    this.redraw();
  }

  /** Newer data of the same markets: all that is said follows, the controls stay. */
  #renewed() {
    const frame = this.#figure.frame();
    this.#parts.dek.textContent = this.getAttribute('description') || frame.dek;
    this.#fillNote(frame);
    this.#changed();
  }

  sayLive(live) {
    super.sayLive(live);
    if (live.isNews && this.#live) this.#parts?.live.replaceChildren(live.notes.join(' · '));
    this.#live = live;
    if (this.#figure) this.piece().enter(() => this.renewAge() || this.#fillNote(this.#figure.frame()));
  }

  /** Says how old the data are by now, where that is other than what is said; gives whether it is. */
  renewAge() {
    if (this.#saidAge === ageStep(Date.now() - this.#asOfMs())) return false;
    if (this.sawPageChange()) {
      this.redraw();
      return true;
    }
    this.#figure.setSettings(...this.#settings());
    this.#fillNote(this.#figure.frame());
    return true;
  }

  /** What is said under the figure without the age of the data: for what is saved, which is looked at later. */
  #lastingNote() {
    const settings = this.#settings();
    const [attributes, { nowMs, ...lasting }] = settings;
    return this.piece().enter(() => {
      this.#figure.setSettings(attributes, lasting);
      try {
        const note = document.createElement('p');
        this.#fillNote(this.#figure.frame(), note);
        return note.textContent;
      } finally {
        this.#figure.setSettings(...settings);
      }
    });
  }

  redraw() {
    this.#figure.setSettings(...this.#settings());
    this.#after();
  }

  /** Draws at once what is dark on the screen in light colours for paper, and as it was after that. */
  drawOnPaper(isPaper) {
    if (isPaper === this.classList.contains('paper') || (isPaper && !isDrawnDark(this.#facts()))) return;
    this.classList.toggle('paper', isPaper);
    this.redraw();
    this.#figure.flush();
  }

  release() {
    this.#noteWatch?.disconnect();
    this.#authoredWatch?.disconnect();
    this.#asked?.then((panels) => panels.free(), () => {});
    this.#asked = undefined;
    if (this.#parts) this.constructor.kind.release?.(this.#hand());
    this.#memory = {};
    try {
      groups?.leave(this);
      this.piece().enter(() => this.#figure?.free());
    } catch {
      // After a trap nothing enters the wasm any more, not even to let go.
    }
    this.#figure = undefined;
    this.#narrow?.disconnect();
    this.#parts?.frame.remove();
    this.#parts = undefined;
    this.classList.remove('drawn', 'paper');
  }

  attributeChangedCallback(name, before, now) {
    // Given anew, the author's value counts even where it is the one before.
    const outranked = Object.hasOwn(this.#choices, name);
    delete this.#choices[name];
    super.attributeChangedCallback(name, outranked && before === now ? undefined : before, now);
  }

  #attributes() {
    const own = Object.fromEntries([...this.attributes].map(({ name, value }) => [name, value]));
    const ramp = this.#parts && this.constructor.observedAttributes.includes('palette') && getComputedStyle(this.#parts.chart).getPropertyValue('--liq-ramp').trim();
    return { ...(ramp && { palette: ramp }), ...own, ...this.#choices };
  }

  /** Attributes and facts to draw with. */
  #settings(text) {
    // A canvas finds its fonts by the language around it, and text is measured with the settings.
    this.#parts.frame.lang = spokenLanguage(languageOf(this));
    const settings = [this.#attributes(), this.#facts(text)];
    this.#seen = said(settings);
    // What is saved has no age: it is looked at later.
    settings[1].nowMs = Date.now();
    this.#saidAge = ageStep(settings[1].nowMs - this.#asOfMs(text));
    return settings;
  }

  /** Whether the page says something else than what the figure is drawn with. */
  sawPageChange() {
    return this.#seen !== said([this.#attributes(), this.#facts()]);
  }

  #asOfMs(text = this.snapshotText) {
    return Number(/"as_of_ms"\s*:\s*(\d+)/.exec(text)?.[1] ?? Date.now());
  }

  #facts(text = this.snapshotText) {
    // Offsets of a named zone are needed for the years around the data only.
    const asOf = this.#asOfMs(text);
    const year = 366 * 86_400_000;
    const facts = pageFacts(this, this.#parts, { firstMs: asOf - 2 * year, lastMs: asOf + year });
    this.classList.toggle('dark', facts.dark);
    const { authored } = this.constructor.kind;
    if (!authored) return { ...facts, annotations: this.#notes.places };
    this.#authored = authored(this, this.#attributes());
    return { ...facts, annotations: this.#notes.places, zones: this.#authored.zones };
  }

  #frameWords(lang) {
    return this.piece().frameWords(this.#wasm, lang);
  }

  #placeControls() {
    placeControls(this, this.#parts, this.constructor.kind.controlsAbove);
  }

  /** The frame follows the figure: words, buttons, notes. */
  #after(text) {
    const { heading, dek, chart } = this.#parts;
    const frame = this.#figure.frame();
    this.#parts.words = this.#frameWords(frame.lang);
    this.#parts.frame.lang = frame.lang;
    heading.textContent = this.getAttribute('heading') || frame.heading;
    dek.textContent = this.getAttribute('description') || frame.dek;
    chart.setAttribute('aria-label', frame.summary);
    holdStill(chart, this.static, this.constructor.kind.hint?.(this.#parts.words) ?? this.#parts.words.keys.focusHint);
    this.clearTrouble();
    this.#fillAround(frame);
    this.#fillNotes();
    this.#fillControls(frame);
    this.#fillNote(frame);
    this.#fillPanels();
    this.#fillFooter();
    this.warn([...this.#figure.problems(), ...givenSource(this).faults, ...this.#notes.faults, ...this.#authored.faults], text);
    if (groups) groups.join(this);
    else this.follow(undefined);
    if (this.constructor.kind.drawsAtOnce) this.#drawOn(this.#figure);
  }

  #fillPanels() {
    const { table, save, keys } = this.#parts;
    table.hidden ||= this.noTable;
    save.hidden ||= this.noExport;
    keys.hidden ||= this.static;
    for (const panel of PANELS) if (!this.#parts[panel].hidden) this.#fill(panel);
  }

  #hand() {
    const ask = (call) => {
      try {
        return this.piece().enter(() => call(this.#figure));
      } catch (error) {
        this.fail(error);
        throw error;
      }
    };
    const command = (word) => {
      try {
        ask((figure) => figure.command(word));
      } catch {
        // Told already.
      }
    };
    return {
      attributes: this.#attributes(), words: this.#parts.words, memory: this.#memory, controls: this.#parts.controls, ask,
      command: (word, label) => h('button', { type: 'button', 'data-control': word, click: () => command(word) }, label),
      choose: (name, value, stays) => this.#choose(name, value, stays),
      keep: (name, value) => { this.#choices[name] = String(value); },
      changed: () => this.#changed(),
      lead: (choices) => groups?.lead(this, choices),
      refill: () => this.#fillControls(ask((figure) => figure.frame())),
      speak: () => this.#attempt(() => this.#speak()),
      result: () => ask((figure) => figure.result()),
      emit: (name, detail) => this.emit(name, detail),
    };
  }

  #fillAround(frame) {
    const { lead, tail } = this.#parts;
    const { kind } = this.constructor;
    lead.replaceChildren(...kind.lead?.(this.#hand(), frame) ?? []);
    tail.replaceChildren(...kind.tail?.(this.#hand(), frame) ?? []);
  }

  #fillNotes() {
    const { annotations, words } = this.#parts;
    annotations.setAttribute('aria-label', words.controls.annotations);
    annotations.replaceChildren(...this.#notes.items);
  }

  /** The figure changed by itself: what is said around it follows, the controls stay. */
  #changed() {
    const frame = this.piece().enter(() => this.#figure.frame());
    const { kind } = this.constructor;
    this.#parts.chart.setAttribute('aria-label', frame.summary);
    this.#fillAround(frame);
    kind.update?.(this.#hand(), frame);
    this.#fillPanels();
    if (kind.drawsAtOnce) this.#drawOn(this.#figure);
  }

  #fillControls(frame) {
    const { controls } = this.#parts;
    controls.hidden = this.noControls || this.static;
    const focused = this.shadowRoot.activeElement?.dataset.control;
    controls.replaceChildren(...this.constructor.kind.controls(this.#hand(), frame).filter(Boolean));
    if (focused) controls.querySelector(`[data-control="${focused}"]`)?.focus();
  }

  /** The reader's choice: it outranks the attribute until the author changes that. */
  #choose(name, value, stays = false) {
    this.#choices[name] = value;
    try {
      this.piece().enter(() => this.#figure.setSettings(...this.#settings()));
    } catch (error) {
      this.fail(error);
      return;
    }
    // A slider in the reader's hand must not be replaced under it.
    if (stays) this.#changed();
    else this.#after();
    groups?.lead(this);
  }

  #fillNote(frame, note = this.#parts.note) {
    fillNote(note, { ...frame, sources: givenSource(this).sources ?? frame.sources }, this.#live);
  }

  #fillFooter() {
    const { controls: words } = this.#parts.words;
    const panels = [['method', words.method], !this.noTable && ['table', words.table], !this.noExport && ['save', words.save], !this.static && ['keys', words.help]];
    fillFooter(this.#parts, panels.filter(Boolean), (panel, button) => this.#toggle(panel, button));
  }

  #toggle(panel, button) {
    const section = this.#parts[panel];
    section.hidden = !section.hidden;
    button?.setAttribute('aria-expanded', String(!section.hidden));
    if (section.hidden) return;
    this.#fill(panel);
  }

  async #fill(panel) {
    const section = this.#parts[panel];
    if (panel === 'keys') {
      const { words } = this.#parts;
      fillKeys(section, words.keys.title, this.constructor.kind.keys(words));
      return;
    }
    if (section.childElementCount === 0) section.textContent = this.#parts.words.controls.loading;
    try {
      await (await this.#panels()).fill(panel);
    } catch (error) {
      if (section !== this.#parts?.[panel] || section.hidden) return;
      section.hidden = true;
      this.#fillFooter();
      this.tell(error);
    }
  }

  /** What else the picture shows, drawn in idle moments: runs under other assumptions, odds. */
  async #drawOn(figure) {
    const isShown = () => figure === this.#figure;
    const ask = (...words) => isShown() && this.share(...words);
    try {
      let isOther = await drawOn(() => ask('drawNext')) > 0;
      const question = ask('oddsAsked');
      if (question) {
        const answer = await this.constructor.kind.odds(figure, question, isShown, this.snapshotText).catch(async (thrown) => {
          const error = notLoaded(await errorInFull(this, thrown, this.snapshotText));
          if (isShown()) this.tell(error);
        });
        // The number of the question alone says that there is no answer: the picture stands without.
        isOther = ask('takeOdds', answer || question.slice(0, 1));
      }
      if (!isOther || !isShown()) return;
      this.#changed();
      this.#fillNote(ask('frame'));
    } catch (error) {
      this.fail(error);
    }
  }

  #noticed(name, detail) {
    if (name === 'guard') return (...values) => this.#attempt(() => this.piece().enter(() => detail(...values)));
    if (name === 'trouble') {
      this.#attempt(() => { throw detail; });
    } else if (name === 'help') {
      this.#help();
    } else if (name === 'viewport') {
      this.#soon(() => {
        const { viewport } = this.result;
        for (const other of this.#others) other.share('show', ...viewport);
        this.emit('liq-viewport', viewport);
      });
    } else {
      this.#soon(() => this.#pointed(name, detail));
    }
    return undefined;
  }

  /** By a key, the keys are read out and brought into view: the focus stays on the chart. */
  #help() {
    const { keys, footer, live, words } = this.#parts;
    this.#toggle('keys', footer.lastElementChild);
    live.textContent = keys.hidden ? '' : keysInWords(words.keys.title, this.constructor.kind.keys(words));
    if (!keys.hidden) keys.scrollIntoView({ block: 'nearest' });
  }

  get #others() {
    return groups?.others(this) ?? [];
  }

  #soon(call) {
    queueMicrotask(() => this.#figure && this.#attempt(call));
  }

  #pointed(name, byKey) {
    if (name === 'hover') for (const other of this.#others) other.share('pointAt', ...this.piece().enter(() => [this.#figure.pointedPrice?.(), this.#figure.pointedTime?.()]));
    this.constructor.kind.noticed?.(this.#hand(), name, byKey);
    if (name === 'select') this.emit('liq-select', this.piece().enter(() => this.#figure.readingData()));
    // Spoken only while the reader steps by keys: a mouse would make it talk without end.
    if (byKey) this.#speak();
  }

  #speak() {
    this.#parts.live.textContent = this.piece().enter(() => this.#figure.reading()) ?? '';
  }

  troubleText(error) {
    const all = error.code === 'wasm-trap' || isOfPackage(error) || !this.#wasm ? undefined : this.#frameWords(languageOf(this));
    const own = all && this.constructor.kind.trouble?.(all, error);
    if (own) return `${own} (${error.code})`;
    const words = all?.errors;
    const key = error.code.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    return words?.[key] ? `${words[key]} (${error.code})` : super.troubleText(error);
  }
}

/** What a page says to a figure, as one text. */
const said = ([{ palette }, facts]) => JSON.stringify([palette, facts]);
