// Coins, past events and months beside a made market, for specs of comparisons: the same numbers on every machine.

import { besideSnapshot } from './beside-snapshot.mjs';

const HOUR_MS = 3_600_000;
const SOURCE = { name: 'Made desk', url: 'https://example.org/desk' };

/** A coin that moves `slope` times as far as the market's own, with a small turn of its own. */
function coin(asset, slope, { open_time_ms: time_ms, close: own }, price) {
  const worth = (row) => price * (own[row] / own[0]) ** slope * (1 + 0.004 * Math.sin(row / 3));
  const close = own.map((_, row) => Number(worth(row).toFixed(3)));
  return {
    basis: 'simulated', source: SOURCE, asset, period_ms: HOUR_MS, time_ms, close,
    high: close.map((value) => Number((value * 1.003).toFixed(3))), low: close.map((value) => Number((value * 0.996).toFixed(3))),
  };
}

/** Five days of a fall from two days before its start on. */
function event(label, start_ms, depth) {
  const time_ms = Array.from({ length: 121 }, (_, hour) => start_ms + (hour - 48) * HOUR_MS);
  const price = time_ms.map((_, hour) => Number((20_000 * (hour <= 48 ? 1.02 - hour / 2400 : 1 - depth * Math.min(1, (hour - 48) / 20) + (hour - 48) / 4000)).toFixed(1)));
  return { basis: 'simulated', source: SOURCE, label, asset: 'BTC', start_ms, time_ms, price };
}

/** What `compare` reads; `without` names tables that the document does not have. */
export function compareSnapshot({ without = [], ...options } = {}) {
  const snapshot = besideSnapshot({ without: [...without, 'options', 'futures', 'venues', 'volumes', 'context', 'etf_flows'], ...options });
  const { candles } = snapshot.markets[0];
  const more = {
    assets: [coin('ETH', 1.4, candles, 3000), coin('SOL', 1.8, candles, 150)],
    analogues: [event('An exchange fails', Date.UTC(2022, 10, 8, 12), 0.15), event('Tariffs', Date.UTC(2025, 9, 10, 20), 0.2)],
    published: [
      { basis: 'reported', source: SOURCE, measure: 'price_change', asset: 'BTC', window_ms: 24 * HOUR_MS, value: -0.1548 },
      { basis: 'reported', source: SOURCE, measure: 'price_change', asset: 'ETH', low: -0.1619, high: -0.0823 },
      { basis: 'reported', source: SOURCE, measure: 'lowest_price', asset: 'SOL', high: 140 },
      { basis: 'reported', source: SOURCE, measure: 'lowest_price', asset: 'DOGE', value: 0.07 },
    ],
    translations: { 'zh-CN': { 'An exchange fails': '一家交易所倒闭', Tariffs: '关税' }, 'zh-TW': { 'An exchange fails': '一家交易所倒閉', Tariffs: '關稅' } },
  };
  for (const name of without) delete more[name];
  return { ...snapshot, ...more };
}
