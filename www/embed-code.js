// The markup that puts an element on another page: its attributes as they are, every value escaped.

import { COMMON_ATTRIBUTES } from './attributes.js';
import { wordsOf } from './authored-zones.js';

/** Attributes that hold an address; on another page only the whole address is right. */
const ADDRESSES = ['src', 'endpoint', 'source-url'];
const ENTRY = new URL('./liquidation-widgets.js', import.meta.url).href;

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text that stays a text in an attribute and between tags, whatever it holds. */
export const escaped = (text) => String(text).replace(/[&<>"']/g, (letter) => ESCAPES[letter]);

/** Attributes as they stand in a tag: a name alone where there is no value. */
const written = (attributes) => Object.entries(attributes)
  .filter(([, value]) => value !== undefined)
  .map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`)).join('');

/**
 * The script line and the tag; `choices` are the reader's, which outrank the attributes. `elsewhere` says what will be at
 * other places than here: `src` and `integrity` of the snapshot (data by value are then left out), `script` with `src` and
 * `integrity`, and the `picture` for readers without script with `src`, `width` and `height`.
 */
export function embedCode(element, choices = {}, { src, integrity, script = scriptHere(), picture } = {}) {
  const attributes = { ...ownAttributes(element), ...choices, ...(src && { src, integrity }) };
  const inner = [fallback(element, picture), ...notes(element), ...scenarios(element), src ? undefined : data(element)].filter(Boolean).map((line) => `  ${line}\n`).join('');
  const pinned = script.integrity ? { integrity: script.integrity, crossorigin: 'anonymous' } : {};
  return `<script${written({ type: 'module', src: script.src, ...pinned })}></script>\n\n<${element.localName}${written(attributes)}>\n${inner}</${element.localName}>\n`;
}

function ownAttributes(element) {
  const known = [...element.constructor.observedAttributes, ...COMMON_ATTRIBUTES];
  const own = [...element.attributes].filter(({ name }) => known.includes(name) && name !== 'load');
  return Object.fromEntries(own.map(({ name, value }) => [name, ADDRESSES.includes(name) && value ? whole(value) : value]));
}

/** The whole address; what is none stays as it is. */
const whole = (address) => (URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).href : address);

/** The script that loads the widgets here, with its hash where this page pins one. */
function scriptHere() {
  const script = [...document.querySelectorAll('script[type="module"][src]')].find(({ src }) => src === ENTRY);
  return { src: ENTRY, integrity: script?.integrity };
}

/** What readers without script get: a picture with the summary in words, or those alone. */
function fallback(element, picture) {
  const summary = element.summary();
  if (picture) return `<img${written({ src: picture.src, width: picture.width, height: picture.height, loading: 'lazy' })} alt="${escaped(summary)}">`;
  return summary && `<p>${escaped(summary)}</p>`;
}

function notes(element) {
  return [...element.querySelectorAll('liq-note')].map((note) => `<liq-note${named(note, ['at', 'price'])}>${escaped(note.textContent.trim())}</liq-note>`);
}

/** The author's scenarios with their conditions, each on a line. */
function scenarios(element) {
  return [...element.querySelectorAll('liq-scenario')].map((scenario) => {
    const triggers = [...scenario.querySelectorAll('liq-trigger')].map((trigger) => `<liq-trigger${named(trigger, ['signal', 'op', 'value', 'window'])}>${escaped(trigger.textContent.trim())}</liq-trigger>`);
    return `<liq-scenario${named(scenario, ['name', 'from', 'to'])}>${escaped(wordsOf(scenario))}${triggers.join('')}</liq-scenario>`;
  });
}

/** Those of `names` that an element has, as they stand in its tag. */
const named = (element, names) => written(Object.fromEntries(names.filter((name) => element.hasAttribute(name)).map((name) => [name, element.getAttribute(name)])));

/** Data that are in no file travel inside the tag; JSON may write `<` as an escape, so that no tag ends it. */
function data(element) {
  const isInline = element.data !== undefined || element.querySelector(':scope > script[type="application/json"]');
  return isInline && element.snapshotText ? `<script type="application/json">${element.snapshotText.replaceAll('<', '\\u003c')}</script>` : undefined;
}
