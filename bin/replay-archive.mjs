// The winter of 2025/26 through the engine: candles, open interest and funding up to the instant before a move, the projected
// cascade, and what then happened.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importCsv, openCascade } from '../www/headless.js';
import { liqError } from '../www/liq-error.js';
import { scores } from './archive-scores.mjs';
import { coinsLiquidated } from './replay-events.mjs';

const HOUR_MS = 3_600_000;
const KINDS = { candles: 'candles_1h', open_interest: 'open_interest_5m', funding: 'funding_8h' };
const PRINTED = 'liquidations_daily_hyperliquid.csv';
/** The negative control's delay of open interest. */
const LATE_MS = 7 * 24 * HOUR_MS;
const COINS = ['BTC', 'ETH', 'SOL'];
/** Known moves: from when to look for the first hour, and which way. */
const MOVES = [
  { id: '2026-01-14', side: 'up', fromMs: Date.UTC(2026, 0, 13) },
  { id: '2026-02-05', side: 'down', fromMs: Date.UTC(2026, 1, 5) },
];
/** The first hour is the first whose extreme lies this far beyond the close before it. */
const LEAST_FIRST_HOUR = 0.01;
/** How long the rest of a move is watched. */
const WATCHED_HOURS = 48;
/** Part of an hour's move that is taken for the shock: one over the mean amplification of past events. */
const AMPLIFICATION = 1.443;
/** Share of the map that the published moves allow, for comparison: rounded, they give 0.11 to 0.12. */
const PUBLISHED_SHARE = 0.11;
/** Closes told of the path after. */
const CLOSES_HOURS = [1, 6, 24, WATCHED_HOURS];

/** Rows of plain data, one for each coin, move and start. */
export async function archiveReplayed(folder) {
  const rows = [];
  for (const coin of COINS) {
    const market = await marketOf(folder, coin);
    for (const move of MOVES) {
      for (const start of starts(market.whole.candles, move, coin)) rows.push(row(coin, market, move, start));
    }
  }
  return rows;
}

/** Scores of the estimate against what followed, one for each coin. */
export async function archiveScores(folder) {
  const found = [];
  for (const coin of COINS) {
    const files = await filesOf(folder, coin);
    const printed = { name: PRINTED, kind: 'liquidations', filter: { coin }, complete: true, text: await readFile(join(folder, PRINTED), 'utf8') };
    const { snapshot: whole } = importCsv(request(coin, [...files, printed]));
    const late = importCsv(request(coin, files)).snapshot;
    const samples = late.markets[0].open_interest;
    samples.time_ms = Array.from(samples.time_ms, (time) => time + LATE_MS);
    found.push({ coin, ...scores(whole, late) });
  }
  return found;
}

async function filesOf(folder, coin) {
  return Promise.all(Object.entries(KINDS).map(async ([kind, stem]) => {
    const name = `${stem}_binance_${coin}.csv`;
    return { name, kind, text: await readFile(join(folder, name), 'utf8') };
  }));
}

const request = (coin, files) => ({ asset: coin, quote: 'USDT', venue: 'binance', symbol: `${coin}USDT`, provenance: { kind: 'measured' }, files });

async function marketOf(folder, coin) {
  const files = await filesOf(folder, coin);
  const until = (toMs) => importCsv({ ...request(coin, files), toMs }).snapshot;
  return { until, whole: until(undefined).markets[0] };
}

/** The two starts of a move: its first hour, all of it the shock, and its largest hour, of which a part is. */
function starts({ open_time_ms: openMs, high, low, close }, { id, side, fromMs }, coin) {
  const [sign, extreme] = side === 'down' ? [-1, low] : [1, high];
  const moveOf = (at) => sign * (extreme[at] / close[at - 1] - 1);
  const first = openMs.findIndex((time, at) => at > 0 && time >= fromMs && moveOf(at) >= LEAST_FIRST_HOUR);
  if (first < 0) throw liqError({ code: 'data-empty', field: `${coin} ${id}`, value: 'no first hour', allowed: 'an hour that moves by 1 % or more' });
  const hours = Array.from({ length: Math.min(WATCHED_HOURS, openMs.length - first) }, (_, index) => first + index);
  const largest = hours.reduce((best, at) => (moveOf(at) > moveOf(best) ? at : best));
  return [{ start: 'first hour', at: first, shock: moveOf(first) }, { start: 'largest hour', at: largest, shock: moveOf(largest) / AMPLIFICATION }];
}

function row(coin, { until, whole }, { id, side }, { start, at, shock }) {
  const { open_time_ms: openMs, high, low, close } = whole.candles;
  const [sign, extreme] = side === 'down' ? [-1, low] : [1, high];
  // Nothing from the hour on is in the snapshot.
  const [snapshot, asked] = [until(openMs[at]), { side, shock, sampling: 'causal' }];
  const { projection, assumed, openInterestUsd, time } = openCascade(snapshot, asked);
  const { projection: atShare } = openCascade(snapshot, { ...asked, mapScale: PUBLISHED_SHARE });
  const watched = Array.from(extreme.slice(at, at + WATCHED_HOURS));
  const reached = side === 'down' ? Math.min(...watched) : Math.max(...watched);
  const hours = watched.indexOf(reached) + 1;
  const { time_ms: sampledMs, value } = whole.open_interest;
  const coinsAt = (instant) => value[sampledMs.findLastIndex((sampled) => sampled <= instant)];
  const changeWithin = (span) => coinsAt(openMs[at] + span * HOUR_MS) / coinsAt(openMs[at]) - 1;
  const displacementAt = (price) => sign * (price / close[at - 1] - 1);
  return {
    id, coin, side, start, time, spot: projection.spot, shock, openInterestUsd, assumed, depth: projection.depth.source,
    projected: {
      reached: projection.finalPrice, displacement: projection.displacement, liquidatedUsd: projection.liquidatedNotional,
      amplification: projection.amplification, branching: projection.branching.volume, criticalShock: projection.criticalShock,
      openInterestCoinChange: -coinsLiquidated(projection) / (openInterestUsd / projection.spot),
    },
    atPublishedShare: { share: PUBLISHED_SHARE, reached: atShare.finalPrice, displacement: atShare.displacement },
    observed: {
      hour: { reached: extreme[at], displacement: displacementAt(extreme[at]), openInterestCoinChange: changeWithin(1) },
      later: { reached, displacement: displacementAt(reached), hours, openInterestCoinChange: changeWithin(hours) },
      closes: CLOSES_HOURS.map((after) => ({ hours: after, price: close[at + after - 1] })),
    },
  };
}
