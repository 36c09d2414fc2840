// Paragraphs that drive a widget as the reader comes to them: <p data-liq-for="id" data-liq-shock="3%">. The other data-liq-…
// are attributes of the widget while the paragraph stands in the upper half of the window; afterwards it is as it was.

import { h } from './build-dom.js';
import { languageOf } from './page-facts.js';

const PREFIX = 'data-liq-';
/** Not attributes of a widget. */
const OWN = ['data-liq-for', 'data-liq-state'];

/** Stories by the element that they drive. */
const stories = new Map();
const taken = new WeakSet();
let watch;

/** Takes up the paragraphs that are on the page. */
export function takeUpSteps() {
  for (const paragraph of document.querySelectorAll('[data-liq-for]')) {
    if (taken.has(paragraph)) continue;
    const element = figureNamed(paragraph.dataset.liqFor);
    if (!element?.constructor.observedAttributes) continue;
    taken.add(paragraph);
    if (!stories.has(element)) stories.set(element, new Story(element));
    stories.get(element).add(paragraph);
    watch ??= new IntersectionObserver(come, { rootMargin: '0px 0px -50% 0px' });
    watch.observe(paragraph);
  }
}

/** The element of that id, or the one in the `<div data-liq>` that has it. */
function figureNamed(id) {
  const named = document.getElementById(id);
  return named?.dataset.liq ? named.firstElementChild : named;
}

function come(entries) {
  const changed = new Set();
  for (const { target, isIntersecting } of entries) {
    const story = stories.get(figureNamed(target.dataset.liqFor));
    if (!story) continue;
    story.inView.set(target, isIntersecting);
    changed.add(story);
  }
  for (const story of changed) story.scrolled();
}

/** The paragraphs of one element, and which of them it shows. */
class Story {
  #element;
  #paragraphs = [];
  #now = -1;
  #before = new Map();
  #bar;

  constructor(element) {
    this.#element = element;
    this.inView = new Map();
    // The frame is built anew after a removal: the buttons come back with it.
    element.addEventListener('liq-ready', () => this.#showBar());
    if (element.result) this.#showBar();
  }

  add(paragraph) {
    this.#paragraphs.push(paragraph);
    this.#paragraphs.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    if (this.#bar) this.#showBar();
  }

  /** The last paragraph in view is the one that the reader came to; without one the widget is as the author left it. */
  scrolled() {
    this.#go(this.#paragraphs.findLastIndex((paragraph) => this.inView.get(paragraph)));
  }

  #go(index) {
    if (index === this.#now) return;
    this.#paragraphs[this.#now]?.removeAttribute('aria-current');
    this.#now = index;
    const wanted = this.#wanted(this.#paragraphs[index]);
    for (const [name, value] of this.#before) if (!wanted.has(name)) this.#set(name, value);
    for (const [name, value] of wanted) {
      if (!this.#before.has(name)) this.#before.set(name, this.#element.getAttribute(name));
      this.#set(name, value);
    }
    for (const name of [...this.#before.keys()]) if (!wanted.has(name)) this.#before.delete(name);
    this.#paragraphs[index]?.setAttribute('aria-current', 'step');
    if (this.#bar) this.#showBar();
  }

  #wanted(paragraph) {
    const known = this.#element.constructor.observedAttributes;
    const given = [...paragraph?.attributes ?? []].filter(({ name }) => name.startsWith(PREFIX) && !OWN.includes(name));
    return new Map(given.map(({ name, value }) => [name.slice(PREFIX.length), value]).filter(([name]) => known.includes(name)));
  }

  #set(name, value) {
    if (value === null) this.#element.removeAttribute(name);
    else this.#element.setAttribute(name, value);
  }

  /** Buttons for those who do not scroll: nothing moves but the picture's state. */
  async #showBar() {
    const lang = languageOf(this.#element);
    const { controls: words } = (await this.#element.piece().load(lang)).frameWords(lang);
    const chart = this.#element.shadowRoot.querySelector('.chart');
    if (!chart) return;
    const focused = this.#element.shadowRoot.activeElement?.dataset.step;
    const [now, count] = [this.#now, this.#paragraphs.length];
    const button = (step, label, to) => h('button', {
      type: 'button', 'data-step': step, 'aria-label': label, title: label, disabled: to < -1 || to >= count, click: () => this.#go(to),
    }, step === 'back' ? '◀' : '▶');
    const text = words.stepOf.replace('{n}', now + 1).replace('{count}', count);
    const bar = h('div', { class: 'controls steps', role: 'group', 'aria-label': text },
      button('back', words.stepBack, now - 1), h('span', { class: 'round' }, text), button('on', words.stepOn, now + 1));
    this.#element.shadowRoot.querySelector('.steps')?.remove();
    chart.after(bar);
    if (focused) bar.querySelector(`[data-step="${focused}"]`)?.focus();
    this.#bar = bar;
  }
}
