// A seeded random walk in the shape of a liq-snapshot/1 document, for benches: no figure in it means anything.

/** A market of `candles` candles with open interest and funding. */
export function randomMarket({ candles, intervalMs, seed = 7 }) {
  const random = splitMix(seed);
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const columns = { open_time_ms: [], open: [], high: [], low: [], close: [], volume: [], taker_buy_volume: [] };
  const interest = { unit: 'coin', time_ms: [], value: [] };
  const funding = { time_ms: [], rate: [] };
  const start = 1_750_000_000_000 - (1_750_000_000_000 % 3_600_000);
  const spread = 0.0033 * Math.sqrt(intervalMs / 3_600_000);
  let price = 100_000;
  let open = 90_000;
  for (let i = 0; i < candles; i += 1) {
    const time = start + i * intervalMs;
    const close = price * Math.exp(spread * normal());
    const reach = () => Math.exp(spread * Math.abs(normal()) * 0.6);
    const volume = 8000 * (intervalMs / 3_600_000) * (0.4 + 1.2 * random());
    columns.open_time_ms.push(time);
    columns.open.push(price);
    columns.high.push(Math.max(price, close) * reach());
    columns.low.push(Math.min(price, close) / reach());
    columns.close.push(close);
    columns.volume.push(volume);
    columns.taker_buy_volume.push(volume * (0.4 + 0.2 * random()));
    open = Math.max(60_000, open * Math.exp(0.004 * Math.sqrt(intervalMs / 3_600_000) * normal()));
    interest.time_ms.push(time + intervalMs);
    interest.value.push(open);
    if (time % 28_800_000 === 0) {
      funding.time_ms.push(time);
      funding.rate.push(0.0001 * normal());
    }
    price = close;
  }
  return {
    format: 'liq-snapshot/1', asset: 'BTC', quote: 'USDT', as_of_ms: start + candles * intervalMs,
    provenance: { kind: 'simulated', sources: [{ name: 'random walk' }] },
    markets: [{ venue: 'binance', symbol: 'BTCUSDT', contract: 'linear', price_tick: 0.1, candles: { interval_ms: intervalMs, ...columns }, open_interest: interest, funding }],
  };
}

function splitMix(seed) {
  let state = BigInt(seed);
  const mask = (1n << 64n) - 1n;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return (Number((z ^ (z >> 31n)) >> 11n) + 0.5) / 2 ** 53;
  };
}
