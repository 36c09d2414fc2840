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
