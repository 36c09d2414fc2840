// What a figure is asked for once it is drawn: the panels under it, and the files that a reader or a script takes away.

import { FigureReport } from './figure-report.js';
import { liqError } from './liq-error.js';
import { languageOf } from './page-facts.js';
import { saveMenu } from './save-menu.js';
import { viewLink } from './view-link.js';

/** What only these panels hold; the frame's own styles have the rest. */
const STYLES = `
.panel ul { margin: 0; padding-inline-start: 18px; } .panel p { margin: 6px 0 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 12.5px; margin: 0 0 14px; }
caption { text-align: start; font-weight: 600; padding: 0 0 4px; }
th, td { padding: 3px 10px 3px 0; text-align: end; border-bottom: 1px solid var(--liq-grid, var(--grid)); white-space: nowrap; }
th:first-child, td:first-child { text-align: start; }
textarea { display: block; width: 100%; margin-top: 6px; font: 12px/1.5 ui-monospace, monospace; color: inherit; background: transparent; }
`;

/**
 * The panels of one figure. Its frame hands over the `element`, the `piece` of wasm that writes reports, the reader's
 * `choices`, and functions that give what it is made of now: `parts()`, `attributes()`, `facts()` and `lastingNote()`.
 */
export class Panels {
  static styles = STYLES;
  #frame;
  #reporting;

  constructor(frame) {
    this.#frame = frame;
  }

  free() {
    this.#reporting?.then((report) => report.free(), () => {});
    this.#reporting = undefined;
  }

  async svg({ width, height } = {}) {
    const report = await this.#wholeReport();
    const { clientWidth, clientHeight } = this.#parts('toSVG').chart;
    return report.svg(width ?? clientWidth, height ?? clientHeight);
  }

  async png({ width, height, ratio = 2 } = {}) {
    const report = await this.#wholeReport();
    const parts = { ...this.#parts('toPNG'), lastingNote: this.#frame.lastingNote() };
    return report.png(parts, { width: width ?? this.#frame.element.clientWidth, height, ratio });
  }

  async csv() {
    return (await this.#wholeReport()).csv(this.#frame.element.constructor.observedAttributes);
  }

  /** Fills a panel that is open; it follows until it is closed. */
  fill(name) {
    return name === 'save' ? this.#fillSave() : this.#fillFromReport(name);
  }

  #parts(method) {
    return this.#frame.parts() ?? this.#gone(method);
  }

  #gone(field) {
    throw liqError({ code: 'data-empty', field, value: this.#frame.element.state, allowed: 'asked for while the element is drawn' });
  }

  /** What is wrong with the document in `text` and with the attributes, in full. */
  async faults(text) {
    const report = await this.#loaded();
    try {
      this.#follow(report, text);
    } catch (error) {
      return [error];
    }
    return report.faults();
  }

  /** The report on the figure as it is now. */
  async #report() {
    const report = await this.#loaded();
    this.#follow(report, this.#frame.element.snapshotText);
    return report;
  }

  #follow(report, text) {
    const { attributes, facts } = this.#frame;
    report.follow(text, attributes(), facts());
  }

  async #loaded() {
    const { element, piece } = this.#frame;
    this.#reporting ??= FigureReport.of(piece, element.constructor.kind.report, languageOf(element));
    const reporting = this.#reporting;
    const report = await reporting.catch((error) => {
      // A page that was offline may try again later.
      this.#reporting = undefined;
      throw error;
    });
    // The page's language may have changed since the report was first asked for.
    await report.learn(languageOf(element));
    if (reporting !== this.#reporting) this.#gone('report');
    return report;
  }

  /** A report with all that the figure shows, odds among it. */
  async #wholeReport() {
    const report = await this.#report();
    if (this.#frame.element.constructor.kind.drawsAtOnce) await report.drawOn(() => this.#frame.parts());
    return report;
  }

  async #fillFromReport(name) {
    const section = this.#parts(name)[name];
    const isOpen = () => section === this.#frame.parts()?.[name] && !section.hidden;
    const report = await this.#report();
    const fill = () => isOpen() && section.replaceChildren(...report[name]());
    fill();
    const { drawsAtOnce } = this.#frame.element.constructor.kind;
    if ((name === 'method' || drawsAtOnce) && await report.drawOn(isOpen)) fill();
  }

  #fillSave() {
    const { element, choices } = this.#frame;
    const { save, words } = this.#parts('save');
    const link = () => viewLink(element, choices, element.result.viewport);
    save.replaceChildren(...saveMenu(element, words.controls, link, (error) => element.tell(error)));
  }
}
