// The engine without a page, for Node 20 and later and for module scripts. Types and units: headless.d.ts.

import * as engine from './pkg/headless/liquidation_widgets.js';
import { liqError } from './liq-error.js';
import { snapshotText } from './snapshot-text.js';
import { enter, loadWasm } from './headless-wasm.js';
import { drawPicture } from './node-picture.js';

export { snapshotText };
export { classifyRegime, compare, evaluateScenarios, signals, signalsOf, tape } from './signals.js';
export {
  aggregateOpenInterest, coinglassSnapshot, gatherSnapshot, importCoinglass, liquidationStream, sendByFetch, venueFacts, venueMessage,
} from './venues.js';

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

/** The estimate of a snapshot as sparse triplets, in the shape of version 4 of CoinGlass. */
export function heatmapTriplets(snapshot, options = {}) {
  const [data, request] = [snapshotText(snapshot), snapshotText(options)];
  return enter(() => engine.heatmapTriplets(data, request));
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

/** The cascade of a snapshot as the page's own figure projects it: its map, its depth, the share of the map that past moves allow. */
export function openCascade(snapshot, options) {
  const [data, request] = [snapshotText(snapshot), snapshotText(options)];
  return enter(() => engine.openCascade(data, request));
}

/** A made map where only price and open interest are known: a leverage mix over prices of entry. */
export function leverageMix(request) {
  const text = snapshotText(request);
  return enter(() => engine.leverageMix(text));
}

/** The scale of maps that brings replayed flushes to the branching of past events. */
export function calibrateCascade(request) {
  const text = snapshotText(request);
  return enter(() => engine.calibrateCascade(text));
}

/** How often price would get where, over many draws of a shock and of the book. Odds under stated inputs, not a forecast. */
export function simulateCascade(request) {
  const text = snapshotText(request);
  return enter(() => engine.simulateCascade(text));
}

/** The random number of a draw and dimension: SplitMix64 as a function of seed and index. */
export function splitMix64(request) {
  const text = snapshotText(request);
  return enter(() => engine.splitMix64(text));
}

/** A figure of a snapshot as SVG text, without a browser. */
export function toSVG(options) {
  return drawPicture(options).svg;
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
