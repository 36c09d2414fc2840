// What a simulated venue knows, taken from one market of a snapshot.

const FUNDING_EVERY_MS = 8 * 3_600_000;

/**
 * Rows of `snapshot.markets[index]`. What the snapshot lacks and a venue would have is made from its candles by rule:
 * mark prices equal to last ones, funding of 0.0001 every eight hours, one liquidation a candle.
 */
export function marketOf(snapshot, index = 0) {
  const market = snapshot.markets[index];
  const { candles } = market;
  const rows = candles.open_time_ms.map((time, row) => ({
    time, open: candles.open[row], high: candles.high[row], low: candles.low[row], close: candles.close[row], volume: candles.volume[row],
    turnover: candles.turnover?.[row] ?? candles.volume[row] * (candles.high[row] + candles.low[row]) / 2,
    takerBuy: candles.taker_buy_volume?.[row] ?? candles.volume[row] / 2,
  }));
  return {
    asset: snapshot.asset, quote: snapshot.quote, intervalMs: candles.interval_ms, tick: market.price_tick ?? 0.1, contractSize: 0.01,
    candles: rows,
    openInterest: pairs(market.open_interest, 'value'),
    funding: market.funding ? pairs(market.funding, 'rate') : madeFunding(rows),
    liquidations: madeLiquidations(rows),
    book: madeBook(rows.at(-1)?.close ?? 1),
    tiers: [
      { floor: 0, end: 1_000_000, rate: 0.005, leverage: 100 },
      { floor: 1_000_000, end: 5_000_000, rate: 0.01, leverage: 50 },
    ],
  };
}

function pairs(table, column) {
  return (table?.time_ms ?? []).map((time, row) => ({ time, value: table[column][row] }));
}

function madeFunding(rows) {
  const times = new Set(rows.map(({ time }) => Math.ceil(time / FUNDING_EVERY_MS) * FUNDING_EVERY_MS));
  return [...times].map((time) => ({ time, value: 0.0001 }));
}

function madeLiquidations(rows) {
  return rows.map(({ time, open, low, high, close }, row) => (
    { time: time + 1000 * (row % 60), side: close < open ? 'long' : 'short', price: close < open ? low : high, coins: 0.5 + (row % 4) }
  ));
}

function madeBook(price) {
  const levels = Array.from({ length: 40 }, (_, index) => index + 1);
  return { bids: levels.map((step) => [price * (1 - step / 1000), step]), asks: levels.map((step) => [price * (1 + step / 1000), step]) };
}

/** Rows with `time` in `from..=to`, the first or the last `limit` of them, in the order of the venue. */
export function page(rows, from, to, limit, newestFirst = false) {
  const inside = rows.filter(({ time }) => time >= from && time <= to);
  return newestFirst ? inside.reverse().slice(0, limit) : inside.slice(0, limit);
}
