// Past moves through the engine: each from stated inputs, with the share of the map that the other moves allow.

import { calibrateCascade, leverageMix, projectCascade } from '../www/headless.js';
import { liqError } from '../www/liq-error.js';

/** Reading aid: a projection within this factor of what was published. */
const READING_FACTOR = 3;
/** Enough to tell two results apart; what lies beyond says nothing. */
const DIGITS = 6;

/** The replay of a document of events as plain data: what `www/data/replay.json` holds. */
export function replayed({ assumptions, events }) {
  if (!Array.isArray(events) || events.length < 4) {
    throw liqError({ code: 'data-empty', field: 'events', value: `${events?.length ?? 0} events`, allowed: 'four or more: each is replayed with the map that three or more others allow' });
  }
  const prepared = events.map((event) => prepare(event, assumptions));
  return {
    note: 'A scenario projection from stated inputs, reported beside what was published and not fitted to it.',
    readingFactor: READING_FACTOR,
    assumptions,
    events: prepared.map((one) => answered(one, prepared, assumptions)),
  };
}

/** The inputs of one event, and the request that they make. */
function prepare(event, { amplification, depthFactor, passthrough, entrySpread, kappa, ...rest }) {
  const { side, price, openInterestUsd, published } = event;
  const direction = side === 'down' ? -1 : 1;
  const spot = price.value;
  const displacementAt = (reached) => direction * (reached - spot) / spot;
  const reached = (published.reached.low + published.reached.high) / 2;
  const gap = displacementAt(reached) / amplification.value;
  const depthUsd = event.depthUsd ?? defaultDepth(openInterestUsd, rest);
  const mix = leverageMix({
    asset: 'BTC', spot, openInterestUsd: openInterestUsd.value,
    entryLow: spot * (1 - entrySpread.value), entryHigh: spot * (1 + entrySpread.value),
  });
  const request = {
    side, spot, shock: gap, blocks: side === 'down' ? mix.long : mix.short,
    depth: { kind: 'power', usd1pct: depthUsd.value, kappa: kappa.value, source: depthUsd.source },
    depthFactor: depthFactor.value, passthrough: passthrough.value,
  };
  return { event, request, depthUsd, gap, mix, displacementAt };
}

/** The bundled depth of one venue, for all venues and for the open interest of the day. */
function defaultDepth(openInterestUsd, { defaultDepthUsd, defaultDepthOpenInterestUsd, venueShare }) {
  const value = rounded(defaultDepthUsd.value * (openInterestUsd.value / defaultDepthOpenInterestUsd.value) / venueShare.value);
  return { value, kind: 'assumed', source: 'no published figure: the default depth of one venue, over its share of open interest, scaled by open interest' };
}

function answered({ event, request, depthUsd, gap, mix, displacementAt }, prepared, { target, amplification }) {
  const others = prepared.filter((one) => one.event !== event);
  const calibration = calibrateCascade({ flushes: others.map((one) => one.request), target: target.value });
  const answer = projectCascade({ ...request, mapScale: calibration.mapScale });
  const { published } = event;
  const coins = -coinsLiquidated(answer) / (event.openInterestUsd.value / answer.spot);
  const projected = {
    reached: answer.finalPrice, displacement: answer.displacement, liquidatedUsd: answer.liquidatedNotional,
    openInterestChange: (1 + coins) * (answer.finalPrice / answer.spot) - 1, openInterestCoinChange: coins,
    amplification: answer.amplification, branching: answer.branching.volume, rounds: answer.rounds.length,
    absorbed: answer.absorbed, criticalShock: answer.criticalShock,
  };
  const moves = [published.reached.low, published.reached.high].map(displacementAt).sort((a, b) => a - b);
  const liquidated = ratio(projected.liquidatedUsd, published.liquidatedUsd);
  return deeplyRounded({
    id: event.id, name: event.name, side: event.side,
    inputs: {
      price: event.price, openInterestUsd: event.openInterestUsd, depthUsd,
      gap: { value: gap, kind: 'derived', source: `the middle of the published range as a move, over ${amplification.value}` },
    },
    map: { kind: 'made', levels: request.blocks.length, inertShare: event.side === 'down' ? mix.inert.long : mix.inert.short, prior: mix.priorId, tiers: mix.tiersSource },
    mapScale: { value: calibration.mapScale, others: others.length, medianBranching: calibration.medianBranching, calibration: calibration.calibration },
    projected, published,
    ratios: {
      liquidated, withinReadingFactor: liquidated && within(liquidated),
      move: ratio(projected.displacement, { low: moves[0], high: moves[1] }),
      openInterestChange: ratio(projected.openInterestChange, published.openInterestChange),
      openInterestCoinChange: ratio(projected.openInterestCoinChange, published.openInterestCoinChange),
    },
  });
}

/** Coins of the blocks that fired in a projection. */
export function coinsLiquidated({ blocks, blocksFired }) {
  let coins = 0;
  for (let at = 0; at < blocksFired; at += 1) coins += blocks.notional[at] / blocks.price[at];
  return coins;
}

/** Model over published, from the greatest published figure to the least; null where nothing is published. */
function ratio(model, published) {
  if (published === null) return null;
  const ratios = [model / published.low, model / published.high];
  return { low: Math.min(...ratios), high: Math.max(...ratios) };
}

/** Whether all of a range is. */
const within = ({ low, high }) => low >= 1 / READING_FACTOR && high <= READING_FACTOR;

const rounded = (value) => (Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : value);

function deeplyRounded(value) {
  if (typeof value === 'number') return rounded(value);
  if (Array.isArray(value)) return value.map(deeplyRounded);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deeplyRounded(inner)]));
}
