// Hyperliquid, as documented: one address, JSON bodies.

import { page } from './market.mjs';

const COIN = 'BTC';

/** The answer to a request: `{ status, body }`. */
export function respond(market, { path, body, method }) {
  if (path !== '/info' || method !== 'POST') return { status: 404, body: '' };
  const { type, coin, req, startTime, endTime } = JSON.parse(body);
  if ((req?.coin ?? coin ?? COIN) !== COIN) return { status: 200, body: null };
  const last = market.candles.at(-1).close;
  switch (type) {
    case 'candleSnapshot': return {
      body: page(market.candles, req.startTime, req.endTime, 5000).map((row) => ({
        t: row.time, T: row.time + market.intervalMs - 1, s: COIN, i: req.interval, o: `${row.open}`, c: `${row.close}`, h: `${row.high}`, l: `${row.low}`, v: `${row.volume}`, n: 10,
      })),
    };
    case 'metaAndAssetCtxs': return {
      body: [
        { universe: [{ name: 'ETH', szDecimals: 4, maxLeverage: 25, marginTableId: 25 }, { name: COIN, szDecimals: 5, maxLeverage: 40, marginTableId: 56 }],
          marginTables: [[56, { description: 'tiered 40x', marginTiers: [{ lowerBound: '0.0', maxLeverage: 40 }, { lowerBound: '150000000.0', maxLeverage: 20 }] }]] },
        [{ funding: '0', openInterest: '1.0', markPx: '1', oraclePx: '1', midPx: '1' },
          { funding: '0.0000125', openInterest: `${2 * market.openInterest.at(-1).value}`, markPx: `${last}`, oraclePx: `${last}`, midPx: `${last}` }],
      ],
    };
    case 'fundingHistory': return { body: page(market.funding, startTime, endTime ?? Infinity, 500).map(({ time, value }) => ({ coin: COIN, fundingRate: `${value}`, premium: '0', time: time + 17 })) };
    case 'l2Book': return { body: { coin: COIN, time: market.candles.at(-1).time, levels: [levels(market.book.bids), levels(market.book.asks)] } };
    default: return { status: 422, body: 'Failed to deserialize the JSON body into the target type' };
  }
}

/** It has no stream of liquidations. */
export const streamed = undefined;

function levels(side) {
  return side.slice(0, 20).map(([px, sz]) => ({ px: `${px}`, sz: `${sz}`, n: 1 }));
}
