// What stands beside the markets, made up for specs: the same figures on every machine.

import { marketSnapshot } from './snapshots.mjs';

const DAY_MS = 86_400_000;
const DAYS = 120;
/** Days of a week on which funds and bonds trade. */
const isTradingDay = (time) => ![0, 6].includes(new Date(time).getUTCDay());
const rounded = (value, digits) => Number(value.toFixed(digits));
const wave = (day, length, size) => size * Math.sin((day / length) * 2 * Math.PI);

function daysTo(asOfMs, count, keep = () => true) {
  const days = Array.from({ length: count }, (_, index) => asOfMs - (count - 1 - index) * DAY_MS);
  return days.filter(keep);
}

function venues(asOfMs) {
  const time_ms = daysTo(asOfMs, DAYS);
  const venue = (name, coins, premium) => ({
    venue: name, time_ms,
    open_interest_coins: time_ms.map((_, day) => rounded(coins * (1 + 0.001 * day) + wave(day, 40, coins / 20), 1)),
    open_interest_usd: time_ms.map((_, day) => rounded((coins * (1 + 0.001 * day) + wave(day, 40, coins / 20)) * 60_000, 0)),
    funding_8h: time_ms.map((_, day) => rounded(premium + wave(day, 30, 0.00008), 7)),
  });
  return [venue('binance', 110_000, 0.00009), venue('cme', 135_000, 0.00004), venue('bybit', 60_000, 0.00006)];
}

function futures(asOfMs) {
  const table = { venue: 'cme', time_ms: [], expiry_ms: [], price: [], spot: [] };
  const expiries = [12, 40, 103].map((days) => asOfMs + days * DAY_MS);
  daysTo(asOfMs, 60).forEach((time, day) => {
    const spot = 60_000 + wave(day, 25, 1_500);
    for (const expiry of expiries) {
      const days = (expiry - time) / DAY_MS;
      table.time_ms.push(time);
      table.expiry_ms.push(expiry);
      table.spot.push(rounded(spot, 1));
      table.price.push(rounded(spot * (1 + ((0.12 + wave(day, 30, 0.05)) * days) / 365), 1));
    }
  });
  return [table];
}

/** A chain with a smile that is dearer on the side of puts. */
function chain(time_ms, tilt) {
  const found = { time_ms, venue: 'deribit', expiry_ms: [], type: [], strike: [], iv: [], open_interest: [], forward: [] };
  for (const days of [7, 30, 91]) {
    for (let strike = 42_000; strike <= 84_000; strike += 2_000) {
      for (const type of ['call', 'put']) {
        const away = Math.log(strike / 60_000);
        found.expiry_ms.push(time_ms + days * DAY_MS);
        found.type.push(type);
        found.strike.push(strike);
        found.iv.push(rounded(0.5 + 0.6 * away * away - (tilt / Math.sqrt(days / 7)) * away, 5));
        found.open_interest.push(rounded(400 * Math.exp(-((away - (type === 'call' ? 0.1 : -0.1)) ** 2) / 0.02), 1));
        found.forward.push(60_000 * (1 + (0.1 * days) / 365));
      }
    }
  }
  return found;
}

function etfFlows(asOfMs) {
  const time_ms = daysTo(asOfMs, DAYS, isTradingDay);
  const usd = time_ms.map((_, day) => rounded(wave(day, 14, 320e6) + 40e6, 0));
  return {
    total: { time_ms, usd, native: usd.map((value) => rounded(value / 60_000, 1)) },
    funds: [{ fund: 'IBIT', time_ms, usd: usd.map((value) => rounded(value * 0.6, 0)) }],
  };
}

function liquidationHistory(asOfMs) {
  const time_ms = daysTo(asOfMs, DAYS);
  const side = (shift) => time_ms.map((_, day) => rounded(120e6 + wave(day + shift, 22, 90e6), 0));
  return { period_ms: DAY_MS, time_ms, long_usd: side(0), short_usd: side(9) };
}

function volumes(asOfMs) {
  const time_ms = daysTo(asOfMs, DAYS).map((time) => time - DAY_MS);
  const of = (usd, size) => time_ms.map((_, day) => rounded(usd + wave(day, 33, size), 0));
  return { period_ms: DAY_MS, time_ms, spot_usd: of(15e9, 3e9), perp_usd: of(49e9, 6e9), options_usd: of(1.3e9, 2e8) };
}

function context(asOfMs) {
  const time_ms = daysTo(asOfMs, DAYS, isTradingDay);
  const series = (name, unit, level, size) => ({ name, unit, time_ms, value: time_ms.map((_, day) => rounded(level + wave(day, 45, size), 3)) });
  return [series('us10y', 'percent', 4.1, 0.18), series('dxy', 'index', 98.4, 1.4)];
}

function reserves(asOfMs) {
  const time_ms = daysTo(asOfMs, DAYS);
  return {
    time_ms, balance_usd: time_ms.map((_, day) => rounded(46e9 + 55e6 * day + wave(day, 50, 6e8), 0)), chains: ['Ethereum', 'Tron'],
    relabelled: { time_ms: [asOfMs - 5 * DAY_MS], usd: [120e6] },
  };
}

function labelledFlows(asOfMs) {
  return {
    time_ms: [asOfMs - 9 * DAY_MS, asOfMs - 2 * DAY_MS, asOfMs - DAY_MS / 2], asset: ['BTC', 'WBTC', 'BTC'], amount: [420, 173, 95],
    price: [59_000, 61_156.3, 60_200], label: ['Miner to exchange', 'Foundation wallet', 'Fund to exchange'],
  };
}

function monthlyReturns() {
  const month = [];
  const return_pct = [];
  for (let year = 2014; year <= 2025; year += 1) {
    for (let number = 1; number <= 12; number += 1) {
      month.push(`${year}-${String(number).padStart(2, '0')}`);
      return_pct.push(rounded(wave(year * 5 + number, 7, 14) + (number === 10 ? 9 : 1), 2));
    }
  }
  return { month, return_pct };
}

/** A market with everything that signals read; `without` names tables that it does not have. */
export function besideSnapshot({ without = [], ...options } = {}) {
  const snapshot = marketSnapshot({ hours: 240, ...options });
  const asOfMs = snapshot.as_of_ms;
  const source = { name: 'Made tables', url: 'https://example.org/tables' };
  const beside = {
    venues: venues(asOfMs).map((table) => ({ basis: 'reported', source, ...table })),
    futures: futures(asOfMs), options: [chain(asOfMs - 7 * DAY_MS, 0.28), chain(asOfMs, 0.2)], etf_flows: etfFlows(asOfMs),
    liquidation_history: liquidationHistory(asOfMs), volumes: volumes(asOfMs), context: context(asOfMs), stablecoin_reserves: reserves(asOfMs),
    labelled_flows: labelledFlows(asOfMs), monthly_returns: monthlyReturns(),
  };
  for (const name of without) delete beside[name];
  return { ...snapshot, ...beside };
}
