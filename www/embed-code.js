// The markup that puts an element on another page: its attributes as they are, every value escaped.

import { COMMON_ATTRIBUTES } from './element.js';

/** Attributes that hold an address; on another page only the whole address is right. */
const ADDRESSES = ['src', 'source-url'];
const ENTRY = new URL('./liquidation-widgets.js', import.meta.url).href;

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text that stays a text in an attribute and between tags, whatever it holds. */
export const escaped = (text) => String(text).replace(/[&<>"']/g, (letter) => ESCAPES[letter]);

/** The script line and the tag; `choices` are the reader's, which outrank the attributes. */
export function embedCode(element, choices = {}) {
  const attributes = { ...ownAttributes(element), ...choices };
  const words = Object.entries(attributes).map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`));
  const inner = [fallback(element), ...notes(element), data(element)].filter(Boolean).map((line) => `  ${line}\n`).join('');
  return `${scriptLine()}\n\n<${element.localName}${words.join('')}>\n${inner}</${element.localName}>\n`;
}

function ownAttributes(element) {
  const known = [...element.constructor.observedAttributes, ...COMMON_ATTRIBUTES];
  const own = [...element.attributes].filter(({ name }) => known.includes(name) && name !== 'load');
  return Object.fromEntries(own.map(({ name, value }) => [name, ADDRESSES.includes(name) && value ? new URL(value, document.baseURI).href : value]));
}

/** The line that loads the widgets here, with its hash where this page pins one. */
function scriptLine() {
  const script = [...document.querySelectorAll('script[type="module"][src]')].find(({ src }) => src === ENTRY);
  const pinned = script?.integrity ? ` integrity="${escaped(script.integrity)}" crossorigin="anonymous"` : '';
  return `<script type="module" src="${escaped(ENTRY)}"${pinned}></script>`;
}

/** What readers without script get: the summary in words. */
function fallback(element) {
  const summary = element.summary();
  return summary && `<p>${escaped(summary)}</p>`;
}

function notes(element) {
  return [...element.querySelectorAll(':scope > liq-note')].map((note) => {
    const places = ['at', 'price'].filter((name) => note.hasAttribute(name)).map((name) => ` ${name}="${escaped(note.getAttribute(name))}"`);
    return `<liq-note${places.join('')}>${escaped(note.textContent.trim())}</liq-note>`;
  });
}

/** Data that are in no file travel inside the tag; JSON may write `<` as an escape, so that no tag ends it. */
function data(element) {
  const isInline = element.data !== undefined || element.querySelector(':scope > script[type="application/json"]');
  return isInline && element.snapshotText ? `<script type="application/json">${element.snapshotText.replaceAll('<', '\\u003c')}</script>` : undefined;
}
