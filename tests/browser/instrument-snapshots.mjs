// Snapshots with tables beside the markets, for specs of the instruments: the same numbers on every machine.

import { START_MS, marketSnapshot } from './snapshots.mjs';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOURS = 120;
/** End of the data: 6 January 2026, 00:00 UTC. */
export const END_MS = START_MS + HOURS * HOUR_MS;

/** Whole numbers that go up and down without a pattern to the eye. */
const wave = (index, low, high) => Math.round(low + (high - low) * ((Math.sin(index * 12.9898) * 43758.5453) % 1 + 1) / 2);

const DESK = { name: 'Made desk', url: 'https://example.org/desk' };
/** Days of the history before the last 24 hours, of which one is far larger than any other. */
const HISTORY_DAYS = 60;
const CRASH_DAY = 12;

function history() {
  const days = Array.from({ length: HISTORY_DAYS }, (_, day) => day);
  const usd = (day, usual) => (day === CRASH_DAY ? 40 * usual : wave(day + usual % 7, 0.3 * usual, usual));
  return {
    basis: 'simulated', source: DESK, period_ms: DAY_MS,
    time_ms: days.map((day) => END_MS - (HISTORY_DAYS + 1 - day) * DAY_MS),
    long_usd: days.map((day) => usd(day, 2e7)),
    short_usd: days.map((day) => usd(day, 2.5e7)),
  };
}

/** Another coin with 72 hours of prices and liquidations. */
function ether() {
  const hours = Array.from({ length: 72 }, (_, hour) => END_MS - (72 - hour) * HOUR_MS);
  const close = hours.map((_, hour) => wave(hour, 2900, 3100));
  return {
    basis: 'simulated', source: DESK, asset: 'ETH', period_ms: HOUR_MS, time_ms: hours, close,
    liquidations: {
      basis: 'simulated', period_ms: HOUR_MS, time_ms: hours,
      long_usd: hours.map((_, hour) => wave(hour, 0, 4e5)), short_usd: hours.map((_, hour) => wave(hour + 3, 0, 9e5)),
    },
  };
}

const PUBLISHED = [
  { basis: 'reported', source: DESK, measure: 'liquidations', label: 'headline', window_ms: DAY_MS, value: 1.7e9 },
  { basis: 'reported', measure: 'liquidations', label: 'text', window_ms: DAY_MS, low: 1e9 },
  { basis: 'reported', measure: 'liquidations', side: 'short', window_ms: DAY_MS, value: 5.77e8, since_ms: END_MS - 86 * DAY_MS },
  { basis: 'reported', measure: 'liquidations', label: 'several sources', side: 'long', window_ms: DAY_MS, low: 1e9, high: 2e9 },
  { basis: 'reported', measure: 'accounts', window_ms: DAY_MS, low: 180_000 },
];

/** A market of 120 hours with a second coin, a history of liquidations and figures that others published. */
export function tapeSnapshot(more = {}) {
  return {
    ...marketSnapshot({ hours: HOURS, liquidations: 160 }),
    liquidation_history: history(),
    assets: [ether()],
    published: PUBLISHED,
    translations: { 'zh-CN': { headline: '标题', text: '正文', 'several sources': '多家来源' } },
    ...more,
  };
}

const REGIME_HOURS = 35 * 24;
/** End of the regimes' data: 5 February 2026, 00:00 UTC. */
export const REGIME_END_MS = START_MS + REGIME_HOURS * HOUR_MS;

/** Settlements every eight hours, the sign of which changes. */
function funding() {
  const times = Array.from({ length: REGIME_HOURS / 8 }, (_, row) => START_MS + (row + 1) * 8 * HOUR_MS);
  return { time_ms: times, rate: times.map((_, row) => Math.round(1e6 * 0.0003 * Math.sin(row / 6)) / 1e6) };
}

/** Quotes of CME futures once a day, of two expiries: the basis falls, the contracts hardly change. */
function cme() {
  const days = Array.from({ length: 20 }, (_, day) => REGIME_END_MS - (19 - day) * DAY_MS);
  const quotes = days.flatMap((time, day) => [40, 70].map((expiry) => ({
    time, expiry: REGIME_END_MS + expiry * DAY_MS, price: 60_000 * (1 + (0.014 - 0.0004 * day) * (expiry / 40)), contracts: 15_000 - 20 * day,
  })));
  return {
    basis: 'simulated', venue: 'cme', time_ms: quotes.map(({ time }) => time), expiry_ms: quotes.map(({ expiry }) => expiry),
    price: quotes.map(({ price }) => Math.round(price)), spot: quotes.map(() => 60_000), open_interest: quotes.map(({ contracts }) => contracts),
  };
}

/** A market of 35 days with funding, dated futures of CME and volumes of the last two days. */
export function regimeSnapshot({ markets: change = (market) => market, ...more } = {}) {
  const made = marketSnapshot({ hours: REGIME_HOURS, liquidations: 400 });
  const days = [REGIME_END_MS - 2 * DAY_MS, REGIME_END_MS - DAY_MS];
  return {
    ...made,
    markets: made.markets.map((market) => change({ ...market, funding: funding() })),
    futures: [cme()],
    volumes: { basis: 'simulated', period_ms: DAY_MS, time_ms: days, spot_usd: [1e10, 1.4e10], perp_usd: [3e10, 3e10] },
    ...more,
  };
}
