// The author's notes: <liq-note at="…" price="…">text</liq-note> inside the element, in paragraphs too since many a CMS puts
// them there, read into places for the picture and a list.

import { h } from './build-dom.js';
import { liqError } from './liq-error.js';

/** An instant with its zone: without one, readers in different places would see it at different times. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
const LARGEST_PRICE = 1e15;

/**
 * The notes of an element: `places` for the picture, `items` for the list under it, `faults` of those that are left out.
 * Where `withTime` is false the picture has no time, and `at` is not read.
 */
export function readNotes(element, withTime) {
  const faults = [];
  const read = [...element.querySelectorAll('liq-note')].map((note) => noteOf(note, withTime, faults)).filter(Boolean);
  return { places: read.map(({ place }) => place), items: read.map(({ text }) => h('li', {}, text)), faults };
}

function noteOf(note, withTime, faults) {
  const before = faults.length;
  const price = wanted(note, 'price', (text) => Number(text), (value) => value > 0 && value <= LARGEST_PRICE, `a price above 0 and at most ${LARGEST_PRICE}`, faults);
  const timeMs = withTime && note.hasAttribute('at')
    ? wanted(note, 'at', (text) => (INSTANT.test(text) ? Date.parse(text) : NaN), Number.isFinite, 'an instant with its zone, for instance 2026-02-05T21:00Z', faults)
    : undefined;
  if (faults.length > before) return undefined;
  return { place: timeMs === undefined ? { price } : { price, timeMs }, text: note.textContent.trim() };
}

function wanted(note, name, parse, isRight, allowed, faults) {
  const text = (note.getAttribute(name) ?? '').trim();
  const value = text === '' ? NaN : parse(text);
  if (!isRight(value)) faults.push(liqError({ code: 'attribute-invalid', field: `liq-note ${name}`, value: text || 'nothing', allowed }));
  return value;
}
