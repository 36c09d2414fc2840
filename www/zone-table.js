// Named zones as tables of offsets: only the browser knows them. Loaded where an element names one.

/** No zone has changed its offset twice within a week. */
const WEEK_MS = 7 * 86_400_000;
/** Tables by zone and weeks: a browser takes its time over each. */
const zoneTables = new Map();

/** A named zone as a table of offsets over the weeks of a range; undefined for UTC and fixed offsets, which need none. */
export function zoneTable(name, firstMs, lastMs) {
  if (!name || !name.includes('/')) return undefined;
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
    return undefined;
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
