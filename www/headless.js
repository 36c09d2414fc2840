// The engine without a page, for Node 20 and later and for module scripts. Types and units: headless.d.ts.

import * as engine from './pkg/headless/liquidation_widgets.js';
import { liqError } from './liq-error.js';
import { snapshotText } from './snapshot-text.js';
import { enter, loadWasm } from './headless-wasm.js';

export { snapshotText };

await loadWasm();

/** Version of this package. */
export const version = enter(() => engine.version());

/** Price at which one position is liquidated, or null when it has no such price. */
export function liquidationPrice(query) {
  const text = snapshotText(query);
  return enter(() => engine.liquidationPrice(text)) ?? null;
}

/** Estimated outstanding liquidations of a snapshot, by price row and time. */
export function estimateLiquidations(snapshot, options = {}) {
  const [data, request] = [snapshotText(snapshot), snapshotText(options)];
  return enter(() => engine.estimateLiquidations(data, request));
}

/** The liquidation map of a snapshot: what waits at each price now, stacked, summed from the spot outward. */
export function liquidationMap(snapshot, options = {}) {
  const [data, request] = [snapshotText(snapshot), snapshotText(options)];
  return enter(() => engine.liquidationMap(data, request));
}

/** Where a cascade of liquidations would stop under the stated inputs. A scenario, not a forecast. */
export function projectCascade(request) {
  const text = snapshotText(request);
  return enter(() => engine.projectCascade(text));
}

/** The scale of maps that brings replayed flushes to the branching of past events. */
export function calibrateCascade(request) {
  const text = snapshotText(request);
  return enter(() => engine.calibrateCascade(text));
}

/** CSV files of one contract as a snapshot, with a report on each file. */
export function importCsv(request) {
  const text = snapshotText(request);
  return enter(() => engine.importCsv(text));
}

/** Records of CSV text as arrays of trimmed fields. */
export function csvRecords(text) {
  if (typeof text !== 'string') throw liqError({ code: 'data-invalid', value: typeof text, allowed: 'text' });
  return enter(() => engine.csvRecords(text));
}

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
