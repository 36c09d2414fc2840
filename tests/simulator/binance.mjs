// Binance USD-M, as documented.

import { page } from './market.mjs';

const SYMBOL = 'BTCUSDT';

/** The answer to a request: `{ status, body }`. */
export function respond(market, { path, query }) {
  if (query.get('symbol') !== SYMBOL) return { status: 400, body: { code: -1121, msg: 'Invalid symbol.' } };
  const number = (name, otherwise) => Number(query.get(name) ?? otherwise);
  const rows = (all, most, usual) => page(all, number('startTime', 0), number('endTime', Infinity), Math.min(number('limit', usual), most));
  const kline = (row) => [
    row.time, `${row.open}`, `${row.high}`, `${row.low}`, `${row.close}`, `${row.volume}`, row.time + market.intervalMs - 1, `${row.turnover}`, 100,
    `${row.takerBuy}`, `${row.takerBuy * row.close}`, '0',
  ];
  switch (path) {
    case '/fapi/v1/klines': return { body: rows(market.candles, 1500, 500).map(kline) };
    case '/fapi/v1/markPriceKlines': return { body: rows(market.candles, 1500, 500).map((row) => kline({ ...row, volume: 0, turnover: 0, takerBuy: 0 })) };
    case '/futures/data/openInterestHist': return {
      body: rows(market.openInterest, 500, 30).map(({ time, value }) => (
        { symbol: SYMBOL, sumOpenInterest: `${value}`, sumOpenInterestValue: '1', timestamp: time })),
    };
    case '/fapi/v1/openInterest': return { body: { symbol: SYMBOL, openInterest: `${market.openInterest.at(-1).value}`, time: market.openInterest.at(-1).time } };
    case '/fapi/v1/fundingRate': return {
      body: rows(market.funding, 1000, 100).map(({ time, value }) => ({ symbol: SYMBOL, fundingRate: value.toFixed(8), fundingTime: time + 3, markPrice: '1' })),
    };
    case '/fapi/v1/depth': return { body: { lastUpdateId: 1, E: market.candles.at(-1).time, T: 1, bids: texts(market.book.bids), asks: texts(market.book.asks) } };
    case '/fapi/v1/premiumIndex': return { body: { symbol: SYMBOL, markPrice: `${market.candles.at(-1).close}`, indexPrice: `${market.candles.at(-1).close}`, lastFundingRate: '0.0001', time: market.candles.at(-1).time } };
    default: return { status: 404, body: '<html>not found</html>' };
  }
}

/** One liquidation as its stream sends it. */
export function streamed({ time, side, price, coins }) {
  const order = { s: SYMBOL, S: side === 'long' ? 'SELL' : 'BUY', o: 'LIMIT', f: 'IOC', q: `${coins}`, p: `${price}`, ap: `${price}`, X: 'FILLED', l: `${coins}`, z: `${coins}`, T: time };
  return { e: 'forceOrder', E: time + 10, o: order };
}

function texts(levels) {
  return levels.map((level) => level.map(String));
}
