// Bybit v5, as documented.

import { page } from './market.mjs';

const SYMBOL = 'BTCUSDT';

/** The answer to a request: `{ status, body }`. */
export function respond(market, { path, query, clockMs }) {
  const envelope = (result, retCode = 0, retMsg = 'OK') => ({ body: { retCode, retMsg, result, retExtInfo: {}, time: clockMs } });
  if (query.get('symbol') !== SYMBOL) return envelope({}, 10001, 'params error: symbol invalid');
  const number = (name, otherwise) => Number(query.get(name) ?? otherwise);
  const of = (list) => envelope({ category: 'linear', symbol: SYMBOL, list });
  const candles = () => page(market.candles, number('start', 0), number('end', Infinity), Math.min(number('limit', 200), 1000), true);
  const timed = (all, most) => page(all, number('startTime', 0), number('endTime', Infinity), Math.min(number('limit', 50), most), true);
  switch (path) {
    case '/v5/market/instruments-info': return of([{ symbol: SYMBOL, priceFilter: { tickSize: `${market.tick}` }, lotSizeFilter: { qtyStep: '0.001' } }]);
    case '/v5/market/kline': return of(candles().map((row) => [row.time, row.open, row.high, row.low, row.close, row.volume, row.turnover].map(String)));
    case '/v5/market/mark-price-kline': return of(candles().map((row) => [row.time, row.open, row.high, row.low, row.close].map(String)));
    case '/v5/market/open-interest': return openInterest(market, { query, number, envelope });
    case '/v5/market/funding/history': return of(timed(market.funding, 200).map(({ time, value }) => ({ symbol: SYMBOL, fundingRate: `${value}`, fundingRateTimestamp: `${time}` })));
    case '/v5/market/risk-limit': return of(market.tiers.map(({ end, rate, leverage }, index) => (
      { id: index + 1, symbol: SYMBOL, riskLimitValue: `${end}`, maintenanceMargin: `${rate}`, initialMargin: `${1 / leverage}`, isLowestRisk: Number(index === 0), maxLeverage: leverage.toFixed(2) })));
    case '/v5/market/orderbook': return envelope({ s: SYMBOL, b: texts(market.book.bids), a: texts(market.book.asks), ts: market.candles.at(-1).time, u: 1 });
    case '/v5/market/tickers': return of([{ symbol: SYMBOL, lastPrice: `${market.candles.at(-1).close}`, markPrice: `${market.candles.at(-1).close}`, openInterest: `${market.openInterest.at(-1).value}`, fundingRate: '0.0001' }]);
    default: return { status: 404, body: '' };
  }
}

/** Pages by a cursor of its own making. */
function openInterest(market, { query, number, envelope }) {
  const limit = Math.min(number('limit', 50), 200);
  const all = page(market.openInterest, number('startTime', 0), number('endTime', Infinity), Infinity, true);
  const from = Number(/^page=(\d+)$/.exec(query.get('cursor') ?? 'page=0')?.[1] ?? 0);
  const list = all.slice(from, from + limit).map(({ time, value }) => ({ openInterest: `${value}`, timestamp: `${time}` }));
  const nextPageCursor = from + limit < all.length ? `page=${from + limit}` : '';
  return envelope({ category: 'linear', symbol: SYMBOL, list, nextPageCursor });
}

/** One liquidation as its stream sends it. */
export function streamed({ time, side, price, coins }) {
  return { topic: `allLiquidation.${SYMBOL}`, type: 'snapshot', ts: time + 200, data: [{ T: time, s: SYMBOL, S: side === 'long' ? 'Buy' : 'Sell', v: `${coins}`, p: `${price}` }] };
}

function texts(levels) {
  return levels.map((level) => level.map(String));
}
