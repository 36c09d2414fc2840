// The author's scenarios: <liq-scenario name from to><liq-trigger signal op value window>… inside the element, in paragraphs too
// since many a CMS puts them there, or the same as JSON in the attribute zones where a page takes no unknown tags. Read as texts; the engine says what is wrong with them.

import { liqError } from './liq-error.js';

/** What a change of which makes other zones; for a MutationObserver. */
export const WATCHED = ['name', 'from', 'to', 'signal', 'op', 'value', 'window'];

/** The scenarios of an element as plain data, and the faults of those that cannot be read at all. Children outrank the attribute. */
export function readZones(element, text = element.getAttribute('zones') ?? '') {
  const children = [...element.querySelectorAll('liq-scenario')];
  if (children.length > 0) return { zones: children.map(zoneOf), faults: [] };
  return zonesOfText(text);
}

/** The scenarios in the text of an attribute. */
export function zonesOfText(text) {
  if (text.trim() === '') return { zones: [], faults: [] };
  try {
    const zones = JSON.parse(text);
    if (Array.isArray(zones)) return { zones, faults: [] };
  } catch {
    // Told below.
  }
  const fault = liqError({ code: 'attribute-invalid', field: 'zones', value: text.slice(0, 80), allowed: 'a list of zones as JSON' });
  return { zones: [], faults: [fault] };
}

function zoneOf(child) {
  const triggers = [...child.querySelectorAll('liq-trigger')].map((trigger) => ({
    ...given(trigger, ['signal', 'op', 'value', 'window']), words: trigger.textContent.trim(),
  }));
  return { name: child.getAttribute('name') ?? '', ...given(child, ['from', 'to']), words: wordsOf(child), triggers };
}

/** The author's words on a zone: the text of its tag, that of its triggers left out. */
export function wordsOf(scenario) {
  const copy = scenario.cloneNode(true);
  for (const trigger of copy.querySelectorAll('liq-trigger')) trigger.remove();
  return copy.textContent.trim();
}

/** The attributes that are there, as texts. */
function given(element, names) {
  return Object.fromEntries(names.filter((name) => element.hasAttribute(name)).map((name) => [name, element.getAttribute(name)]));
}
