// The elements of the frame around a figure, and what is written into them.

import { h } from './build-dom.js';
import { liqError } from './liq-error.js';

const WEB_ADDRESS = /^https?:\/\/[^\s/]/i;
/** Widest element that is laid out for a phone, as in the styles. */
const PHONE_PX = 420;

/** All parts of the frame around a figure of the element `tag`, by name; `words` are those of its language. */
export function newParts(tag, words) {
  const panel = () => h('section', { class: 'panel', hidden: true });
  const parts = {
    words,
    chart: h('div', { part: 'chart', class: 'chart' }),
    live: h('p', { class: 'spoken', 'aria-live': 'polite' }),
    legend: h('div', { part: 'legend', class: 'legend' }),
    heading: h('h3', { part: 'heading', class: 'heading', id: 'heading' }),
    dek: h('p', { class: 'dek' }),
    lead: h('div', { class: 'lead' }),
    tail: h('div', { class: 'tail' }),
    controls: h('div', { part: 'controls', class: 'controls', role: 'group', 'aria-labelledby': 'heading' }),
    annotations: h('ol', { class: 'annotations' }),
    note: h('p', { part: 'note', class: 'note' }),
    footer: h('div', { part: 'footer', class: 'footer' }),
    table: h('section', { part: 'table', class: 'panel', hidden: true }),
    method: panel(), save: panel(), keys: panel(),
    trouble: h('p', { class: 'trouble', role: 'status' }),
  };
  const inOrder = ['heading', 'dek', 'lead', 'controls', 'chart', 'legend', 'live', 'tail', 'annotations', 'trouble', 'note', 'footer', 'method', 'table', 'save', 'keys'];
  parts.frame = h('div', { part: 'frame', class: `frame ${tag}` }, ...inOrder.map((name) => parts[name]));
  return parts;
}

/** On a phone the controls stand under the chart unless they stay above it, in the order of the page too: the focus goes by that. */
export function placeControls(element, { chart, controls, lead }, stayAbove) {
  const before = element.clientWidth <= PHONE_PX && !stayAbove ? chart : lead;
  if (before.nextElementSibling === controls) return;
  const { activeElement } = element.shadowRoot;
  before.after(controls);
  if (controls.contains(activeElement)) activeElement.focus({ preventScroll: true });
}

/** A static chart is a picture: no focus, no pointer, no keys. Any other one says by a `hint` what it is. */
export function holdStill(chart, still, hint) {
  chart.tabIndex = still ? -1 : 0;
  chart.classList.toggle('still', still);
  chart.setAttribute('role', still ? 'img' : 'application');
  if (still) chart.removeAttribute('aria-roledescription');
  else chart.setAttribute('aria-roledescription', hint);
}

/** Letters that can be seen. */
const SEEN = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;

/** The source that the author names in place of those of the data, as `{ sources, faults }`: none that nobody could read. */
export function givenSource(element) {
  const [name, address] = ['source-name', 'source-url'].map((attribute) => element.getAttribute(attribute)?.trim() ?? '');
  const faults = [];
  const blame = (field, value, allowed) => faults.push(liqError({ code: 'attribute-invalid', field, value, allowed }));
  const isNamed = SEEN.test(name);
  const isAddress = WEB_ADDRESS.test(address);
  if (name && !isNamed) blame('source-name', name, 'a name that can be read');
  if (address && !isAddress) blame('source-url', address, 'an address that begins with https:// or http://');
  else if (address && !isNamed) blame('source-url', address, 'the address of a source-name');
  return { sources: isNamed ? [[name, isAddress ? address : '']] : undefined, faults };
}

/** The line under a figure: its sources with their addresses, notes, and what is said of venues that it follows. */
export function fillNote(note, { sources, sourceLabel, separator, notes }, live) {
  const links = sources.flatMap(([text, address], index) => [
    index > 0 ? ', ' : undefined,
    // In a frame it would take the figure's place, or be refused there.
    WEB_ADDRESS.test(address) ? h('a', { href: address, rel: 'noopener', target: window.top === window ? undefined : '_blank' }, text) : text,
  ]);
  const [before, after] = sourceLabel.split('{sources}');
  note.replaceChildren();
  if (sources.length > 0) note.append(before, ...links.filter((part) => part !== undefined), after ?? '', separator);
  note.append([...notes, ...live?.notes ?? []].join(separator));
  if (live?.again) note.append(' ', h('button', { type: 'button', 'data-control': 'ask-again', click: live.again }, live.askAgain));
}

/** A button for each of `panels`, the name of the part and what the button says; `toggle(name, button)` opens and closes it. */
export function fillFooter(parts, panels, toggle) {
  const { footer } = parts;
  footer.replaceChildren(...panels.map(([name, label]) => {
    const button = h('button', { type: 'button', 'aria-expanded': !parts[name].hidden, click: () => toggle(name, button) }, label);
    return button;
  }));
  footer.hidden = panels.length === 0;
}

/** The panel of keys, `[key, what it does]`, in a row. */
export const keysInWords = (title, rows) => `${title}: ${rows.map(([key, text]) => `${key} ${text}`).join('; ')}`;

/** The panel of keys, `[key, what it does]`. */
export function fillKeys(section, title, rows) {
  section.setAttribute('role', 'region');
  section.setAttribute('aria-label', title);
  section.replaceChildren(h('h4', {}, title), h('dl', {}, ...rows.flatMap(([key, text]) => [h('dt', {}, key), h('dd', {}, text)])));
}
