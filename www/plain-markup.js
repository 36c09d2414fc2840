// Plain markup that a CMS lets through: <div data-liq="heatmap" …> becomes an element in place, and paragraphs with
// data-liq-for drive one. What is added later is taken up too.

import { takeUpSteps } from './steps.js';

/** Takes up what is on the page, and from now on whatever is added. */
export function takeUpMarkup() {
  const takeUp = () => {
    for (const place of document.querySelectorAll('[data-liq]')) upgrade(place);
    takeUpSteps();
  };
  takeUp();
  new MutationObserver(takeUp).observe(document, { childList: true, subtree: true });
}

/** Puts the element that `data-liq` names inside, with the other `data-…` as its attributes; the fallback moves into it. */
function upgrade(place) {
  const tag = `liq-${place.dataset.liq}`;
  if (place.firstElementChild?.localName === tag) return;
  const known = customElements.get(tag)?.observedAttributes;
  if (!known) {
    // Said once: the next look must not find it again.
    console.warn(`liquidation-widgets: data-liq="${place.dataset.liq}" names no widget`);
    place.removeAttribute('data-liq');
    return;
  }
  const element = document.createElement(tag);
  for (const { name, value } of place.attributes) {
    const own = name.replace(/^data-/, '');
    // One that is misspelt is told of by the element; what a CMS puts there for itself is not its concern.
    if (own !== name && (known.includes(own) || known.some((one) => isNear(own, one)))) element.setAttribute(own, value);
  }
  element.append(...place.childNodes);
  for (const words of element.querySelectorAll('[data-liq-note]')) words.replaceWith(noteOf(words));
  place.append(element);
}

/** Whether two words have the same letters but for two, or one in a short word, in whatever order. */
function isNear(word, other) {
  const left = [...other];
  const more = [...word].filter((letter) => {
    const at = left.indexOf(letter);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return Math.max(more.length, left.length) <= (word.length > 5 ? 2 : 1);
}

/** The note that `<p data-liq-note data-at="…" data-price="…">` stands for, where a CMS takes no `<liq-note>`. */
function noteOf(words) {
  const note = document.createElement('liq-note');
  for (const name of ['at', 'price']) if (name in words.dataset) note.setAttribute(name, words.dataset[name]);
  note.append(...words.childNodes);
  return note;
}
