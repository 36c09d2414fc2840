// Pictures without a browser: a figure of a snapshot as SVG text.

import * as engine from './pkg/headless/liquidation_widgets.js';
import { enter } from './headless-wasm.js';
import { zonesOfText } from './authored-zones.js';
import { liqError } from './liq-error.js';
import { fontStack } from './page-facts.js';
import { zoneTable } from './zone-table.js';
import { snapshotText } from './snapshot-text.js';

/** What most systems have under one name or another, and what widths of text are known of. */
const FONT = 'Helvetica, Arial, "Liberation Sans"';
const YEAR_MS = 366 * 86_400_000;

/** The picture `{ svg, summary }`. Called once the wasm is loaded. */
export function drawPicture({ snapshot, attributes, font, colors, page, ...request }) {
  if (page !== undefined) throw liqError({ code: 'attribute-unknown', field: 'page', value: 'given', allowed: 'left out' });
  const data = snapshotText(snapshot);
  const texts = attributeTexts(attributes ?? {});
  const text = snapshotText({ ...request, attributes: texts, page: pageOf(texts, data, font, colors) });
  return enter(() => engine.drawPicture(data, text));
}

/** Names of the attributes that the element of a kind has. */
export function attributesOf(widget) {
  return enter(() => engine.attributesOf(String(widget)));
}

/** The one of `words` that is nearest to `found`; undefined when none is near. */
export function nearestWord(found, words) {
  return enter(() => engine.nearestWord(found, words));
}

/** As a page writes them: `true` is presence, `false` switches off, nothing leaves out. */
function attributeTexts(attributes) {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, value === true ? '' : String(value)]));
}

/** What a page would say of itself: there is none, so the attributes say it. */
function pageOf({ lang = 'en', theme, timezone, zones }, data, font = FONT, colors = {}) {
  const asOf = Number(/"as_of_ms"\s*:\s*(\d+)/.exec(data)?.[1] ?? 0);
  return {
    lang,
    dark: theme === 'dark',
    font: fontStack(font, lang),
    zone: zoneTable(timezone, asOf - 2 * YEAR_MS, asOf + YEAR_MS),
    ...zonesOf(zones),
    colors: Object.fromEntries(Object.entries(colors).map(([name, color]) => [name, rgbaOf(name, color)])),
  };
}

/** The author's scenarios, where there are any. */
function zonesOf(text = '') {
  const { zones, faults: [fault] } = zonesOfText(text);
  if (fault) throw fault;
  return zones.length > 0 && { zones };
}

/** `#rgb`, `#rrggbb` or `#rrggbbaa` as four numbers. */
function rgbaOf(name, color) {
  const digits = /^#([\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.exec(color)?.[1];
  if (!digits) throw liqError({ code: 'attribute-invalid', field: `colors.${name}`, value: color, allowed: 'a colour as #rgb, #rrggbb or #rrggbbaa' });
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g);
  return [...pairs, 'ff'].slice(0, 4).map((pair) => parseInt(pair, 16));
}
