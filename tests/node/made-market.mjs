// A made-up market for tests: prices that swing around 60,000 in waves, the same on every run.

const HOUR_MS = 3_600_000;
export const START_MS = 1_764_547_200_000;
export const CANDLES = 240;

const wave = (hour, period) => Math.abs((hour / period) % 1 - 0.5) * 4 - 1;
const price = (hour) => 60_000 * (1 + 0.06 * wave(hour, 97) + 0.03 * wave(hour, 17));
const hours = Array.from({ length: CANDLES }, (_, hour) => hour);

/** `{ time, open, high, low, close, volume }` of each hour. */
export const candles = hours.map((hour) => {
  const [open, close] = [price(hour), price(hour + 1)];
  return {
    time: START_MS + hour * HOUR_MS, open, close, volume: 4000 + 900 * (hour % 7),
    high: Math.max(open, close) * 1.002, low: Math.min(open, close) * 0.998,
  };
});

const openInterest = hours.map((hour) => ({ time: START_MS + hour * HOUR_MS + 1_200_000, value: 80_000 + 300 * (hour % 29) }));

/** The market as a snapshot, as plain data. */
export function madeSnapshot() {
  const column = (name) => candles.map((candle) => candle[name]);
  return {
    format: 'liq-snapshot/1', asset: 'BTC', quote: 'USDT', as_of_ms: START_MS + CANDLES * HOUR_MS,
    provenance: { kind: 'simulated', note: 'made for a test', sources: [] },
    markets: [{
      venue: 'binance', symbol: 'BTCUSDT', contract: 'linear',
      candles: {
        interval_ms: HOUR_MS, open_time_ms: column('time'), open: column('open'), high: column('high'),
        low: column('low'), close: column('close'), volume: column('volume'),
      },
      open_interest: { unit: 'coin', time_ms: openInterest.map(({ time }) => time), value: openInterest.map(({ value }) => value) },
    }],
  };
}

/** Candles as CSV with the header `open_time,open,high,low,close,volume`. */
export function candlesCsv() {
  const rows = candles.map(({ time, open, high, low, close, volume }) => [time, open, high, low, close, volume].join(','));
  return ['open_time,open,high,low,close,volume', ...rows, ''].join('\n');
}

/** Open interest as CSV with a header that no archive has. */
export function openInterestCsv() {
  return ['when,coin,held', ...openInterest.map(({ time, value }) => `${time},BTC,${value}`), ''].join('\n');
}
