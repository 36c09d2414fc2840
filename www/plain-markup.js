// Plain markup that a CMS lets through: <div data-liq="heatmap" …> becomes an element in place, and paragraphs with
// data-liq-for drive one. What is added later is taken up too.

import { takeUpSteps } from './steps.js';

/** Letters of the shortest attribute that another word is compared with: shorter ones are near to too much. */
const LEAST_NEAR = 5;

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
    if (own === name) continue;
    if (known.includes(own)) element.setAttribute(own, value);
    else tellOfNear(place.dataset.liq, own, known);
  }
  element.append(...place.childNodes);
  for (const words of element.querySelectorAll('[data-liq-note]')) words.replaceWith(noteOf(words));
  place.append(element);
}

/** Says which attribute is meant by one that is misspelt. What a CMS puts there for itself is no concern of ours, and is never taken over. */
function tellOfNear(widget, own, known) {
  const near = known.find((one) => one.length >= LEAST_NEAR && isNear(own, one));
  if (near) console.warn(`liquidation-widgets: <div data-liq="${widget}"> has no data-${own}: did you mean data-${near}?`);
}

/** Whether two words differ in one letter that is other, missing or too many, or in two neighbours that changed places. */
function isNear(word, other) {
  let at = 0;
  while (at < word.length && word[at] === other[at]) at += 1;
  const same = (left, right) => word.slice(at + left) === other.slice(at + right);
  const isSwapped = word[at] === other[at + 1] && word[at + 1] === other[at] && same(2, 2);
  return same(1, 1) || same(1, 0) || same(0, 1) || isSwapped;
}

/** The note that `<p data-liq-note data-at="…" data-price="…">` stands for, where a CMS takes no `<liq-note>`. */
function noteOf(words) {
  const note = document.createElement('liq-note');
  for (const name of ['at', 'price']) if (name in words.dataset) note.setAttribute(name, words.dataset[name]);
  note.append(...words.childNodes);
  return note;
}
