// A link to the page that opens with a reader's view of one element: its choices and the part that it shows.

/** How the address of such a view begins after the hash sign. */
const KEY = 'liq';

/** The name of an element in an address: its id, else its place among those of its kind. */
function nameOf(element) {
  return element.id || `${element.localName}:${[...document.querySelectorAll(element.localName)].indexOf(element)}`;
}

/** What a reader may choose by the controls of its kind: never what an author says, nor the data. */
const choosable = (element) => element.constructor.kind.choices ?? [];

/** The address of the page with this view. */
export function viewLink(element, choices, viewport) {
  const words = new URLSearchParams({ [KEY]: nameOf(element) });
  for (const name of choosable(element)) if (choices[name] !== undefined) words.set(name, choices[name]);
  if (viewport) words.set('shown', viewport.join(' '));
  const address = new URL(document.URL);
  address.hash = words;
  return address.href;
}

/** The view that the page's address asks of an element, as `{ choices, viewport }`; undefined when it asks none of it. */
export function viewAsked(element) {
  const words = new URLSearchParams(location.hash.slice(1));
  if (words.get(KEY) !== nameOf(element)) return undefined;
  const chosen = choosable(element).filter((name) => words.has(name)).map((name) => [name, words.get(name)]);
  const shown = (words.get('shown') ?? '').split(' ').map(Number);
  const viewport = shown.length === 4 && shown.every(Number.isFinite) ? shown : undefined;
  return { choices: Object.fromEntries(chosen), viewport };
}
