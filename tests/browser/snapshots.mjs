// Small made-up markets for specs: the same seed gives the same snapshot on every machine.

const HOUR_MS = 3_600_000;
/** Start of the first candle: 1 January 2026, 00:00 UTC. */
export const START_MS = 1_767_225_600_000;

/** Numbers in 0..1 from a 32-bit state (Mulberry32, public domain). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const rounded = (value, step) => Math.round(Math.round(value / step) * step * 100) / 100;

function candlesOf(random, hours) {
  const candles = { interval_ms: HOUR_MS, open_time_ms: [], open: [], high: [], low: [], close: [], volume: [] };
  let price = 60_000;
  for (let hour = 0; hour < hours; hour += 1) {
    const close = price * (1 + (random() - 0.5) * 0.012);
    candles.open_time_ms.push(START_MS + hour * HOUR_MS);
    candles.open.push(rounded(price, 0.1));
    candles.close.push(rounded(close, 0.1));
    candles.high.push(rounded(Math.max(price, close) * (1 + random() * 0.003), 0.1));
    candles.low.push(rounded(Math.min(price, close) * (1 - random() * 0.003), 0.1));
    candles.volume.push(rounded(2000 + random() * 6000, 0.01));
    price = rounded(close, 0.1);
  }
  return candles;
}

function openInterestOf(random, hours) {
  const openInterest = { unit: 'coin', time_ms: [], value: [] };
  let coins = 80_000;
  for (let hour = 0; hour < hours; hour += 1) {
    coins *= 1 + (random() - 0.5) * 0.03;
    openInterest.time_ms.push(START_MS + hour * HOUR_MS + HOUR_MS / 3);
    openInterest.value.push(rounded(coins, 0.01));
  }
  return openInterest;
}

/** Realised liquidations at prices that were traded. */
function liquidationsOf(random, { open_time_ms: times, low, high }, count) {
  const liquidations = { time_ms: [], side: [], usd: [], price: [] };
  for (let index = 0; index < count; index += 1) {
    const hour = Math.floor((index + random()) * (times.length / count));
    liquidations.time_ms.push(times[hour] + 60_000 * Math.floor(random() * 60));
    liquidations.side.push(random() < 0.5 ? 'long' : 'short');
    liquidations.usd.push(rounded(50_000 + random() * 5_000_000, 1));
    liquidations.price.push(rounded(low[hour] + (high[hour] - low[hour]) * random(), 0.1));
  }
  liquidations.time_ms.sort((a, b) => a - b);
  return liquidations;
}

/**
 * A snapshot as plain data: hourly candles of BTCUSDT with open interest and realised liquidations on each of `venues`.
 * `liquidations` 0 leaves them out, `openInterest` false makes an estimate without amounts.
 */
export function marketSnapshot({
  seed = 7, hours = 120, venues = ['binance', 'bybit'], liquidations = 40, openInterest = true, kind = 'simulated', asset = 'BTC',
} = {}) {
  const random = randomFrom(seed);
  // One price for all: venues differ in how much is traded and held.
  const traded = candlesOf(random, hours);
  const market = (venue, index) => {
    const candles = { ...traded, volume: traded.volume.map((volume) => rounded(volume / (1 + index), 0.01)) };
    return {
      venue, symbol: `${asset}USDT`, contract: 'linear', price_tick: 0.1, candles,
      ...(openInterest && { open_interest: openInterestOf(random, hours) }),
      ...(liquidations > 0 && { liquidations: liquidationsOf(random, candles, liquidations) }),
    };
  };
  return {
    format: 'liq-snapshot/1', asset, quote: 'USDT', as_of_ms: START_MS + hours * HOUR_MS,
    provenance: { kind, note: 'made for a test', sources: [{ name: 'Made market', url: 'https://example.org/made' }] },
    markets: venues.map(market),
  };
}
