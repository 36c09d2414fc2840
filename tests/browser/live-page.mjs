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
/** Clocks of pages and venues begin here, five minutes into an hour, so that no hour ends while a spec runs. */
const SHIFT_MS = measured.as_of_ms + 300_000 - Date.now();
export const simulator = await startSimulator(measured, { now: () => Date.now() + SHIFT_MS });
for (const venue of Object.keys(simulator.markets)) grow(venue);

/** Adds a candle that grows, as venues list it, to those that are over. */
function grow(venue) {
  const { candles } = simulator.markets[venue];
  const last = candles.at(-1);
  candles.push({ ...last, time: last.time + HOUR_MS, open: last.close, volume: last.volume / 3, takerBuy: last.takerBuy / 3 });
}

/** An hour goes by at every venue: the growing candle is over, and another one grows. Gives what takes that back. */
export function anHourLater() {
  const before = Object.entries(simulator.markets).map(([venue, market]) => {
    const kept = { candles: [...market.candles], openInterest: [...market.openInterest] };
    const grown = market.candles.at(-1);
    Object.assign(grown, { close: grown.open * 1.01, high: grown.open * 1.02, low: grown.open * 0.99 });
    grow(venue);
    const held = market.openInterest.at(-1);
    market.openInterest.push({ time: held.time + HOUR_MS, value: held.value * 1.01 });
    return () => Object.assign(market, kept);
  });
  simulator.misbehave({ clockAheadMs: HOUR_MS });
  return () => before.forEach((back) => back());
}
after(() => simulator.stop());

/** The page's time runs `speed` times as fast, and can be put forward by `clock.aheadMs`. */
const clockOf = (speed) => `
  globalThis.clock = { aheadMs: 0 };
  const { now } = Date;
  const start = now();
  Date.now = () => Math.round(start + ${SHIFT_MS} + (now() - start) * ${speed} + clock.aheadMs);
  const [later, often] = [setTimeout, setInterval];
  globalThis.setTimeout = (call, ms = 0, ...rest) => later(call, ms / ${speed}, ...rest);
  globalThis.setInterval = (call, ms = 0, ...rest) => often(call, ms / ${speed}, ...rest);
  // What a browser tells, told by a test.
  globalThis.told = { visibilityState: 'visible', onLine: true };
  Object.defineProperty(document, 'visibilityState', { get: () => told.visibilityState });
  Object.defineProperty(navigator, 'onLine', { get: () => told.onLine });
  globalThis.tell = (facts, target, type) => { Object.assign(told, facts); target.dispatchEvent(new Event(type)); };
  globalThis.snapshotShown = () => JSON.parse(figure()?.snapshotText ?? '{}');
`;

/** A page with one element of the kind `tag` that follows `venues`; `attributes` say the rest. */
export function livePage(attributes = '', { tag = 'liq-heatmap', venues = 'bybit', symbol = 'BTCUSDT', speed = 1, files = {}, after: below = '', head = '', ...options } = {}) {
  const body = `<${tag} id="one" load="eager" live="${venues}" symbol="${symbol}" endpoint="${simulator.url}" ${attributes}><p class="fallback">A picture in words.</p></${tag}>${below}`;
  const page = figurePage(body, { files: { '/clock.js': { headers: { 'content-type': 'text/javascript' }, body: clockOf(speed) }, ...files }, ...options });
  const { respond } = page;
  // The clock comes before all else.
  page.respond = (request) => {
    const answer = respond(request);
    return request.url === '/' ? { ...answer, body: answer.body.replace('<script src="/watch.js">', `<script src="/clock.js"></script>${head}<script src="/watch.js">`) } : answer;
  };
  return page;
}

/** Another element that asks what that of `livePage` asks. */
livePage.twin = () => `<liq-map id="two" load="eager" live="bybit" symbol="BTCUSDT" endpoint="${simulator.url}" refresh="15"></liq-map>`;
