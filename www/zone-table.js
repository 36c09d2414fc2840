// Named zones as tables of offsets: only the browser knows them. Loaded where an element names one.

import { isNamedZone } from './named-zone.js';

/** No zone has changed its offset twice within a week. */
const WEEK_MS = 7 * 86_400_000;
/** Tables by zone and weeks: a browser takes its time over each. */
const zoneTables = new Map();

/** Letters of a name for each letter that may be wrong in it. */
const LETTERS_A_FAULT = 6;

/**
 * A named zone as a table of offsets over the weeks of a range; undefined for UTC and fixed offsets, which need none. A name that
 * is none gets a table without offsets, called by a name that may be meant.
 */
export function zoneTable(name, firstMs, lastMs) {
  if (!isNamedZone(name)) return undefined;
  const weeks = [Math.floor(firstMs / WEEK_MS) * WEEK_MS, Math.ceil(lastMs / WEEK_MS) * WEEK_MS];
  const key = `${name} ${weeks}`;
  if (!zoneTables.has(key)) zoneTables.set(key, offsetsOf(name, ...weeks));
  return zoneTables.get(key);
}

function offsetsOf(name, firstMs, lastMs) {
  let format;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
  } catch {
    return { name: nearestZone(name), transitions: [] };
  }
  const offsetAt = (ms) => {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const local = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
    return Math.round((local - Math.floor(ms / 1000) * 1000) / 60_000);
  };
  const transitions = [[firstMs, offsetAt(firstMs)]];
  for (let ms = firstMs; ms < lastMs; ms += WEEK_MS) {
    const before = transitions.at(-1)[1];
    if (offsetAt(ms + WEEK_MS) === before) continue;
    let [low, high] = [ms, ms + WEEK_MS];
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    const at = Math.floor(high / 60_000) * 60_000;
    transitions.push([at, offsetAt(at)]);
  }
  const offset = transitions.at(-1)[1];
  const sign = offset < 0 ? '−' : '+';
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const label = offset === 0 ? 'UTC' : `UTC${sign}${hours}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''}`;
  return { name: transitions.length > 1 ? name : label, transitions };
}

const plain = (name) => name.trim().toLowerCase().replaceAll(/[\s-]+/g, '_');

/** The zone whose name, or whose city, is that of `name` but for few letters; an example where there is none. */
function nearestZone(name) {
  const asked = plain(name);
  const most = Math.floor(asked.length / LETTERS_A_FAULT);
  const far = (known) => (Math.abs(known.length - asked.length) > most ? Infinity : steps(asked, plain(known)));
  const zones = (Intl.supportedValuesOf?.('timeZone') ?? []).map((zone) => [Math.min(far(zone), far(zone.split('/').at(-1))), zone]);
  const [distance, nearest] = zones.reduce((best, one) => (one[0] < best[0] ? one : best), [Infinity]);
  return distance <= most ? nearest : 'Asia/Shanghai';
}

/** Letters to put in, take away or change, that make one text of another. */
function steps(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let at = 0; at < to.length; at += 1) next.push(Math.min(row[at + 1] + 1, next[at] + 1, row[at] + (letter === to[at] ? 0 : 1)));
    row = next;
  }
  return row.at(-1);
}
