// Pages with figures that follow the venues of the simulator, up to this hour.

import { after } from 'node:test';
import { startSimulator } from '../simulator/simulator.mjs';
import { figurePage } from './figure-page.mjs';
import { marketSnapshot, START_MS } from './snapshots.mjs';

export const HOUR_MS = 3_600_000;
const HOURS = 400;

/** Everything of a made market moved so that its last candle has just ended, as if it had been measured. */
export function recentSnapshot({ hours = HOURS, endMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS, ...made } = {}) {
  const shift = endMs - START_MS - hours * HOUR_MS;
  const moved = (value, key) => {
    if (Array.isArray(value) && /time_ms$/.test(key)) return value.map((time) => time + shift);
    if (Array.isArray(value)) return value.map((inner) => moved(inner, ''));
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, moved(inner, name)]));
    return value;
  };
  const snapshot = moved(marketSnapshot({ hours, kind: 'measured', ...made }), '');
  return { ...snapshot, as_of_ms: endMs };
}

/** The snapshot without its last `hours`. */
export function olderSnapshot(snapshot, hours) {
  const end = snapshot.as_of_ms - hours * HOUR_MS;
  const before = (table, column = 'time_ms') => {
    const kept = table[column].map((time) => time < end);
    return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, Array.isArray(value) ? value.filter((_, row) => kept[row]) : value]));
  };
  const markets = snapshot.markets.map((market) => ({
    ...market, candles: before(market.candles, 'open_time_ms'), open_interest: before(market.open_interest),
    ...(market.liquidations && { liquidations: before(market.liquidations) }),
  }));
  return { ...snapshot, as_of_ms: end, markets };
}

/** Open interest on the hour, as venues have it. */
function onTheHour(snapshot) {
  const markets = snapshot.markets.map((market) => ({ ...market, open_interest: { ...market.open_interest, time_ms: market.candles.open_time_ms.map((time) => time + HOUR_MS) } }));
  return { ...snapshot, markets };
}

export const measured = onTheHour(recentSnapshot({ liquidations: 0 }));
export const simulator = await startSimulator(measured);
after(() => simulator.stop());

/** A page whose clock can be put forward and whose long waits can be made short: `clock.aheadMs`, `clock.speed`. */
const CLOCK = `
  globalThis.clock = { aheadMs: 0, speed: 1 };
  const { now } = Date;
  Date.now = () => now() + clock.aheadMs;
  const later = setTimeout;
  globalThis.setTimeout = (call, ms = 0, ...rest) => later(call, ms > 1000 ? ms / clock.speed : ms, ...rest);
`;

/** A page with one element of the kind `tag` that follows `venues`; \`attributes\` say the rest. */
export function livePage(attributes = '', { tag = 'liq-heatmap', venues = 'bybit', files = {}, ...options } = {}) {
  const body = `<${tag} id="one" load="eager" live="${venues}" symbol="BTCUSDT" endpoint="${simulator.url}" ${attributes}><p class="fallback">A picture in words.</p></${tag}>`;
  const page = figurePage(body, { files: { '/clock.js': { headers: { 'content-type': 'text/javascript' }, body: CLOCK }, ...files }, ...options });
  const { respond } = page;
  // The clock comes before all else.
  page.respond = (request) => {
    const answer = respond(request);
    return request.url === '/' ? { ...answer, body: answer.body.replace('<script src="/watch.js">', '<script src="/clock.js"></script><script src="/watch.js">') } : answer;
  };
  return page;
}
