// OKX v5, as documented: contracts of `contractSize` coins.

import { page } from './market.mjs';

const SYMBOL = 'BTC-USDT-SWAP';
const FAMILY = 'BTC-USDT';

/** The answer to a request: `{ status, body }`. */
export function respond(market, { path, query, clockMs }) {
  const over = (row) => Number(row.time + market.intervalMs <= clockMs);
  const envelope = (data, code = '0', msg = '') => ({ body: { code, msg, data } });
  const known = query.get('instId') === SYMBOL || query.get('uly') === FAMILY;
  if (!known) return envelope([], '51001', 'Instrument ID, Instrument ID code, or Spread ID does not exist.');
  const number = (name, otherwise) => Number(query.get(name) ?? otherwise);
  const between = (all, most) => page(all, number('before', -1) + 1, number('after', Infinity) - 1, Math.min(number('limit', 100), most), true);
  const contracts = (coins) => coins / market.contractSize;
  switch (path) {
    case '/api/v5/public/instruments': return envelope([{ instId: SYMBOL, ctVal: `${market.contractSize}`, ctMult: '1', ctValCcy: market.asset, tickSz: `${market.tick}` }]);
    case '/api/v5/market/history-candles': return envelope(between(market.candles, 100).map((row) => (
      [row.time, row.open, row.high, row.low, row.close, contracts(row.volume), row.volume, row.turnover, over(row)].map(String))));
    case '/api/v5/market/history-mark-price-candles': return envelope(between(market.candles, 100).map((row) => (
      [row.time, row.open, row.high, row.low, row.close, over(row)].map(String))));
    case '/api/v5/rubik/stat/contracts/open-interest-history': {
      const rows = page(market.openInterest, number('begin', 0), number('end', Infinity), Math.min(number('limit', 100), 100), true);
      return envelope(rows.map(({ time, value }) => [time, contracts(value), value, value * 100].map(String)));
    }
    case '/api/v5/public/funding-rate-history': return envelope(between(market.funding, 100).map(({ time, value }) => (
      { instId: SYMBOL, fundingRate: `${value}`, realizedRate: `${value}`, fundingTime: `${time}` })));
    case '/api/v5/public/position-tiers': return envelope(market.tiers.map(({ floor, end, rate, leverage }, index) => ({
      tier: `${index + 1}`, uly: FAMILY, mmr: `${rate}`, maxLever: `${leverage}`,
      minSz: `${contracts(floor / 60_000)}`, maxSz: `${contracts(end / 60_000)}`,
    })));
    case '/api/v5/market/books': return envelope([{ bids: levels(market, market.book.bids), asks: levels(market, market.book.asks), ts: `${market.candles.at(-1).time}` }]);
    case '/api/v5/public/liquidation-orders': {
      const details = between(market.liquidations, 100).map((row) => detail(market, row));
      return envelope(details.length > 0 ? [{ instId: SYMBOL, instType: 'SWAP', uly: FAMILY, details }] : []);
    }
    case '/api/v5/market/ticker': return envelope([{ instId: SYMBOL, last: `${market.candles.at(-1).close}` }]);
    default: return { status: 404, body: '' };
  }
}

/** One liquidation as its stream sends it. */
export function streamed(row, market) {
  return {
    arg: { channel: 'liquidation-orders', instType: 'SWAP' },
    data: [{ instId: SYMBOL, instType: 'SWAP', uly: FAMILY, instFamily: FAMILY, details: [detail(market, row)] }],
  };
}

function detail(market, { time, side, price, coins }) {
  return { posSide: side, side: side === 'long' ? 'sell' : 'buy', bkPx: `${price}`, sz: `${coins / market.contractSize}`, bkLoss: '0', ccy: '', ts: `${time}` };
}

function levels(market, side) {
  return side.map(([price, coins]) => [`${price}`, `${coins / market.contractSize}`, '0', '1']);
}
