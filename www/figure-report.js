// What comes after the first picture: tables, the method card, the picture as SVG. Loaded with the full piece of wasm when
// a reader opens a panel or a script asks.

import { h } from './build-dom.js';
import { drawOn } from './draw-on.js';
import { liqError } from './liq-error.js';
import { pngOf } from './picture.js';

/** The report on one figure, which follows the figure's data and settings. */
export class FigureReport {
  #piece;
  #wasm;
  #name;
  #report;
  #text;
  #settings;
  #attributes;

  /** A report by the class `name` of a piece of wasm, with the words for a language tag. */
  static async of(piece, name, lang) {
    const report = new FigureReport();
    report.#piece = piece;
    report.#wasm = await piece.load(lang);
    report.#name = name;
    return report;
  }

  /** Loads the words for a language tag. */
  learn(lang) {
    return this.#piece.load(lang);
  }

  /** Computes what the snapshot in `text` and these settings have changed since the last call. */
  follow(text, attributes, facts) {
    const settings = JSON.stringify([attributes, facts]);
    if (this.#report && text === this.#text) {
      if (settings !== this.#settings) this.#piece.enter(() => this.#report.setSettings(attributes, facts));
    } else {
      const report = this.#piece.enter(() => new this.#wasm[this.#name](text, attributes, facts));
      this.#report?.free();
      this.#report = report;
      this.#text = text;
    }
    this.#settings = settings;
    this.#attributes = attributes;
  }

  free() {
    this.#report?.free();
    this.#report = undefined;
  }

  /** What the wasm answers; the element may have gone since it was asked. */
  #ask(call) {
    if (!this.#report) throw liqError({ code: 'data-empty', field: 'report', value: 'nothing', allowed: 'asked for while the element is drawn' });
    return this.#piece.enter(() => call(this.#report));
  }

  /** The picture as SVG text at a size in CSS pixels. */
  svg(width, height) {
    return this.#ask((report) => report.toSVG(width, height, pngAddress));
  }

  /** The picture with the words around it as a PNG; `frame` are the elements that hold them. */
  png(frame, size) {
    return pngOf(frame, size, (...place) => this.#ask((report) => report.paint(...place)));
  }

  /** The numbers as CSV, which tells those attributes whose names are `known`. */
  csv(known) {
    const told = Object.entries(this.#attributes).filter(([name]) => known.includes(name));
    return this.#ask((report) => report.toCSV(this.#text, Object.fromEntries(told)));
  }

  /** What is wrong with the attributes, in full: a lean piece only says that there is something. */
  faults() {
    return this.#ask((report) => report.problems());
  }

  /** Elements of the panel `table`. */
  table() {
    return this.#ask((report) => report.tables()).map(({ caption, head, rows }) => h('table', {},
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, ...head.map((text) => h('th', { scope: 'col' }, text)))),
      h('tbody', {}, ...rows.map(([first, ...rest]) => h('tr', {}, h('th', { scope: 'row' }, first), ...rest.map((text) => h('td', {}, text)))))));
  }

  /** Elements of the panel `method`. */
  method() {
    const { title, rows, limits } = this.#ask((report) => report.method());
    const items = rows.map(([name, value]) => h('li', {}, value ? h('strong', {}, name) : name, value ? ` ${value}` : undefined));
    return [h('h4', {}, title), h('ul', {}, ...items), ...limits.map((text) => h('p', {}, text))];
  }

  /** Sixteen more runs under other assumptions while `wanted()`, and the range they span; settles with whether it ran any. */
  async drawOn(wanted) {
    return await drawOn(() => this.#report && wanted() && this.#piece.enter(() => this.#report.drawNext())) > 0;
  }
}

/** A PNG data address of RGBA pixels, by the browser's own encoder. */
function pngAddress(pixels, width, height) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d').putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas.toDataURL('image/png');
}
