// Deribit, as documented: the inverse perpetual and the linear one in USDC share the rows of the market.

import { page } from './market.mjs';

const NAMES = ['BTC-PERPETUAL', 'BTC_USDT-PERPETUAL', 'BTC_USDC-PERPETUAL'];

/** The answer to a request: `{ status, body }`. */
export function respond(market, { path, query, clockMs }) {
  const envelope = (result) => ({ body: { jsonrpc: '2.0', result, usIn: clockMs * 1000, usOut: clockMs * 1000 + 50, usDiff: 50, testnet: false } });
  const method = path.replace(/^\/public\//, '');
  const name = query.get('instrument_name');
  const number = (key, otherwise) => Number(query.get(key) ?? otherwise);
  const range = [number('start_timestamp', 0), number('end_timestamp', Infinity)];
  if (method === 'get_book_summary_by_currency') return envelope(summary(market, query.get('currency'), query.get('kind'), clockMs));
  if (!NAMES.includes(name)) return { status: 400, body: { jsonrpc: '2.0', error: { code: 13020, message: 'instrument_not_found' } } };
  switch (method) {
    case 'get_instrument': return envelope({ instrument_name: name, tick_size: market.tick, contract_size: 10 });
    case 'get_tradingview_chart_data': return envelope(chart(page(market.candles, ...range, Infinity)));
    case 'get_funding_rate_history': return envelope(page(market.funding, ...range, Infinity).map(({ time, value }) => ({ timestamp: time, interest_1h: value, interest_8h: value, index_price: 1 })));
    case 'get_order_book': return envelope({ timestamp: market.candles.at(-1).time, instrument_name: name, bids: market.book.bids, asks: market.book.asks });
    case 'get_last_trades_by_instrument_and_time': {
      const trades = page(tradesOf(market), ...range, Math.min(number('count', 10), 1000));
      return envelope({ trades: trades.map((trade) => ({ ...trade, instrument_name: name, time: undefined })), has_more: false });
    }
    default: return { status: 404, body: '' };
  }
}

/** One liquidation as its stream sends it. */
export function streamed(row) {
  const trade = { ...liquidation(row, 0), instrument_name: NAMES[1], time: undefined };
  return { jsonrpc: '2.0', method: 'subscription', params: { channel: `trades.${NAMES[1]}.100ms`, data: [trade] } };
}

function chart(rows) {
  if (rows.length === 0) return { status: 'no_data', ticks: [], open: [], high: [], low: [], close: [], volume: [], cost: [] };
  const column = (key) => rows.map((row) => row[key]);
  return {
    status: 'ok', ticks: column('time'), open: column('open'), high: column('high'), low: column('low'), close: column('close'),
    volume: column('volume'), cost: column('turnover'),
  };
}

/** Every liquidation, with an ordinary trade beside each. */
function tradesOf(market) {
  return market.liquidations.flatMap((row, index) => [
    { ...liquidation(row, index), liquidation: undefined, trade_id: `o${index}` },
    liquidation(row, index),
  ]);
}

function liquidation({ time, side, price, coins }, index) {
  const maker = index % 2 === 1;
  const sold = (side === 'long') !== maker;
  return { time, timestamp: time, trade_id: `${index}`, direction: sold ? 'sell' : 'buy', price, amount: coins, liquidation: maker ? 'M' : 'T' };
}

function summary(market, currency, kind, clockMs) {
  const last = market.candles.at(-1).close;
  if (kind === 'option') {
    return ['C', 'P'].flatMap((type) => [0.8, 1, 1.2].map((share) => ({
      instrument_name: `BTC-27DEC30-${Math.round((last * share) / 1000) * 1000}-${type}`, mark_iv: 55.5, open_interest: 12.5, underlying_price: last, creation_timestamp: clockMs,
    })));
  }
  const value = market.openInterest.at(-1).value;
  const names = currency === 'BTC' ? [['BTC-PERPETUAL', value * last], ['BTC-27DEC30', 5000]] : [[`BTC_${currency}-PERPETUAL`, value]];
  return names.map(([instrument_name, open_interest]) => ({
    instrument_name, open_interest, mark_price: last, last, estimated_delivery_price: last, funding_8h: 0.0001, creation_timestamp: clockMs,
  }));
}
