// Signals of the engine without a page, one function a kind. headless.js loads the wasm before any of them can be called.

import * as engine from './pkg/headless/liquidation_widgets.js';
import { enter } from './headless-wasm.js';
import { snapshotText } from './snapshot-text.js';

/** A function that asks the engine for one kind of signal. */
function asks(kind) {
  return (request) => {
    const text = snapshotText(request);
    return enter(() => engine.signal(kind, text));
  };
}

/** Signals beside the maps, one function a kind. What is not known is null, in and out. */
export const signals = Object.freeze({
  premiumIndex: asks('premium_index'),
  weightedPremium: asks('weighted_premium'),
  fundingRate: asks('funding_rate'),
  oiWeightedFunding: asks('oi_weighted_funding'),
  basis: asks('basis'),
  termStructure: asks('term_structure'),
  deltaStrike: asks('delta_strike'),
  riskReversal25: asks('risk_reversal_25'),
  dealerGamma: asks('dealer_gamma'),
  perpShare: asks('perp_share'),
  liquidationTotals: asks('liquidation_totals'),
  largestSince: asks('largest_since'),
  etfUnits: asks('etf_units'),
  etfStreak: asks('etf_streak'),
  etfSplit: asks('etf_split'),
  slowVsFast: asks('slow_vs_fast'),
  cmeCrosscheck: asks('cme_crosscheck'),
  regime: asks('regime'),
  treadmillBreaker: asks('treadmill_breaker'),
  seasonality: asks('seasonality'),
  drawdown: asks('drawdown'),
  impliedHigh: asks('implied_high'),
  beta: asks('beta'),
  rebase: asks('rebase'),
  labelledFlow: asks('labelled_flow'),
  stablecoinReserves: asks('stablecoin_reserves'),
  contextChange: asks('context_change'),
  scenarioZone: asks('scenario_zone'),
  triggers: asks('triggers'),
});

/** The regime of price, open interest in coins and funding. */
export const classifyRegime = signals.regime;

/** Zones with their triggers, against one map and one set of series. */
export const evaluateScenarios = asks('scenarios');

/** Totals of realised liquidations by feed and window, records, and published figures side by side. */
export const tape = asks('tape');

/** Coins, past events and months of a snapshot side by side, as `<liq-compare>` draws them. */
export function compare(snapshot, options = {}) {
  const [data, request] = [snapshotText(snapshot), snapshotText(options)];
  return enter(() => engine.compare(data, request));
}

/** The signals of a snapshot: what stands beside its markets, read as `<liq-signals>` reads it. */
export function signalsOf(snapshot, options = {}) {
  const [data, request] = [snapshotText(snapshot), snapshotText(options)];
  return enter(() => engine.signalsOf(data, request));
}
