// The types of the headless entry as an embedder meets them: what must compile, and what must not.

import {
  calibrateCascade, classifyRegime, csvRecords, estimateLiquidations, evaluateScenarios, gatherSnapshot, heatmapTriplets, importCoinglass, importCsv, leverageMix, liquidationMap, liquidationPrice,
  liquidationStream, openCascade,
  projectCascade, signals, simulateCascade, snapshotText, splitMix64, tape, toSVG, version,
} from 'liquidation-widgets/headless';
import type {
  CascadeAnswer, CascadeRequest, Cluster, DepthInput, Estimate, EstimateOptions, ImportRequest, LiqError, LiquidationMap, LiquidationQuery, MapOptions, OpenCascadeAnswer,
  PictureOptions, Regime, ScenariosRequest, SimulationAnswer, SimulationRequest, Tape,
} from 'liquidation-widgets/headless';

const query: LiquidationQuery = { venue: 'binance', side: 'long', entryPrice: 60_000, quantity: 0.5, leverage: 25, asset: 'BTC' };
const price: number | null = liquidationPrice(query);
liquidationPrice({ venue: 'okx', side: 'short', entry_price: 10, quantity: 1, wallet_balance: 2, mmr: 0.01, fee_rate: 0.0006 });
// @ts-expect-error a string is no number
liquidationPrice({ ...query, entryPrice: '60000' });
// @ts-expect-error not a side
liquidationPrice({ ...query, side: 'buy' });
// @ts-expect-error the price of entry is missing
liquidationPrice({ venue: 'binance', side: 'long', quantity: 1 });
// @ts-expect-error there may be no price
const always: number = liquidationPrice(query);

const options: EstimateOptions = {
  range: '7d', columns: 500, rows: 300, rowScale: 'log', sampling: 'display', venues: ['binance'], leverage: [10, 25, 50],
  prior: 'default', parameters: { turnoverShare: 0.2, sizeUsd: [10_000, 1_000_000], fundingDrift: false }, unit: 'usd',
  clusterDensity: 0.5, low: null, high: undefined,
};
const own: EstimateOptions = { prior: { id: 'own', date: '2026-01', entries: [{ leverage: 10, taker: 1, maker: 1 }] } };
// @ts-expect-error a misspelt key
const misspelt: EstimateOptions = { colums: 3 };
// @ts-expect-error not a unit
const euros: EstimateOptions = { unit: 'eur' };

const estimate: Estimate = estimateLiquidations('{}', options);
estimateLiquidations({ format: 'liq-snapshot/1' });
const cell: number | undefined = estimate.long[estimate.rows.count * estimate.times.length - 1];
const nearest: Cluster | undefined = estimate.clusters.find(({ side, seeded }) => side === 'long' && !seeded);
const top: Float32Array = estimate.byLeverage['75x+'].short;
const label: 'estimated' | 'relative' = estimate.label;
const dated: string | undefined = estimate.assumptions.tiers[0]?.asOf;
// @ts-expect-error without open interest there is no money
const held: Float64Array = estimate.columns.openInterestUsd;

const dropped: number = heatmapTriplets('{}', { range: '7d', leastShare: 0.01 }).dropped_usd;
// @ts-expect-error triplets are in US dollars
heatmapTriplets('{}', { unit: 'coin' });

const mapOptions: MapOptions = { window: 0.05, stack: 'venue', draws: 0, venues: ['okx'], to: 1 };
const map: LiquidationMap = liquidationMap('{}', mapOptions);
const sumBelow: number | undefined = map.within[0]?.long;
const isRobust: boolean | null | undefined = map.nearest.short?.robust;
// @ts-expect-error without draws there is no band
const low: Float64Array = map.band.long.low;
// @ts-expect-error a map shows one instant
liquidationMap('{}', { range: '7d' });

const picture: PictureOptions = {
  widget: 'cascade', snapshot: '{}', attributes: { shock: '5%', lang: 'zh-CN', paths: 512, static: true, range: undefined },
  width: 1200, height: 630, frame: true, padding: 40, transparent: false, font: 'Inter', colors: { bg: '#fff8f0' },
};
const svg: string = toSVG(picture);
// @ts-expect-error no such widget
toSVG({ ...picture, widget: 'pie' });
// @ts-expect-error a misspelt key
toSVG({ ...picture, widht: 3 });
// @ts-expect-error no such colour
toSVG({ ...picture, colors: { background: '#fff' } });

const request: ImportRequest = {
  asset: 'BTC', quote: 'USDT', venue: 'binance', symbol: 'BTCUSDT', provenance: { kind: 'measured' },
  files: [{ text: 'a,b', kind: 'open_interest', mapping: { a: 'time', b: 'open_interest_coins' }, filter: { coin: 'BTC' } }],
};
const { snapshot, reports, leftOut } = importCsv(request);
const again: Estimate = estimateLiquidations(snapshot, own);
const lines: string[] = reports.map(({ name, firstProblem }) => `${name} ${firstProblem?.line ?? ''}`).concat(leftOut);
const fields: string | undefined = csvRecords('a,b')[0]?.[0];
const text: string = snapshotText(snapshot);

const rate: number | null = signals.fundingRate({ avgPremium: 0.0003, intervalH: 8, cap: 0.02, floor: -0.02 }).rate8h;
const regime: Regime = classifyRegime({ priceFrom: 100, priceTo: 101, oiCoinPct: null, fundingRate: 0.0001, intervalH: 4 });
const asked: ScenariosRequest = {
  spot: 112_965, signals: { funding_8h: [0.0001, null], rr25: null }, clusters: [[115_000, 200]],
  zones: [{ label: 'A', low: 118_000, high: 124_000, triggers: [
    { signal: 'funding_8h', op: '<=', value: 0, window: 2 }, { signal: 'rr25', op: 'rising', window: 3 },
    { signal: 'us10y', op: 'between', value: [4, 4.1] },
  ] }],
};
const [met, mass] = [evaluateScenarios(asked).zones[0]?.met, evaluateScenarios(asked).zones[0]?.massOnPath];
const reported: Tape = tape({ nowMs: 0, published: [{ label: 'headline', value: 1.7e9 }, { label: 'text', low: 1e9 }] });
const hour: number | undefined = signals.liquidationTotals({ now: 1, events: [{ t: 1, side: 'long', usd: 5 }] })['1h']?.total;
// @ts-expect-error rising has no value
signals.triggers({ signals: {}, triggers: [{ signal: 'a', op: 'rising', value: 1 }] });
// @ts-expect-error no data is null, and a key that must be there may not be left out
signals.basis({ future: 101, spot: 100 });
// @ts-expect-error there may be no data
const level: number = signals.perpShare({ perp: 68, spot: 32 }).perpOfPerpSpot;

const depth: DepthInput = { kind: 'bands', percent: [0.1, 1], usd: [null, 200e6], tail: 'extend', source: 'a desk' };
const cascade: CascadeRequest = {
  side: 'down', spot: 111_000, shock: 0.02, depth, depthFactor: 0.68, shocks: [0.01, 0.03],
  blocks: [[0.01, 5e6], { price: 108_000, notional: 9e6 }, { x: 0.04, q: 1e6 }],
  absorption: { spot: [[0.01, 1e6]], etf: { usd: 5e6, range: 0.05 } }, resilience: { halfLifeS: 60 },
  followers: [{ asset: 'SOL', cascade: { asset: 'SOL', blocks: [[0.05, 1e6]] } }],
};
const answer: CascadeAnswer = projectCascade(cascade);
projectCascade({ side: 'up', p0: 100, exogenous_flow: 3, depth: { kind: 'linear', usd_per_pct: 240 } });
const jump: number | undefined = answer.criticalShocks[0]?.notional;
const unbounded: boolean = answer.branching.atSpot === 'unbounded';
const line: number[] | undefined = answer.curve?.displacement;
// @ts-expect-error not a side
const sideways: CascadeRequest = { ...cascade, side: 'sideways' };
// @ts-expect-error not a kind of depth
const book: DepthInput = { kind: 'boock', bids: [] };
// @ts-expect-error without a shock there is no amplification
const amplified: number = answer.amplification;
const scale: number = calibrateCascade({ flushes: [cascade, cascade, cascade] }).mapScale;
const draws: SimulationRequest = {
  spot: 111_000, volatility: 0.5, horizonDays: 7, method: 'path', jumps: { perDay: 0.2, sd: 0.05 }, down: { blocks: [[0.02, 1e6]], depth }, mapScale: [0.1, 0.3],
  depthFactor: { median: 0.7 }, zones: [{ name: 'A', low: 100_000, high: 105_000 }],
};
const odds: SimulationAnswer = simulateCascade(draws);
const touched: number | undefined = odds.zones[0]?.withMap?.probability;
// @ts-expect-error not a method
const guess: SimulationRequest = { ...draws, method: 'guess' };
const bits: string = splitMix64({ seed: '1', path: 0, dimension: 0 }).u64;
const gathered = await gatherSnapshot({ symbol: 'BTCUSDT', venues: ['bybit', { venue: 'okx', sides: 1 }], range: '7d' }, { inFlight: 2 });
const gaps: Array<[number, number]> | undefined = gathered.reports[0]?.tables[0]?.gaps;
const imported = importCoinglass('{}', { model: 2 });
const imports: number[] = imported.kind === 'heatmap' ? imported.heatmap.cellUsd : [];
// @ts-expect-error not a venue that can be asked
await gatherSnapshot({ venues: ['gate'] });
// @ts-expect-error there may be no stream
const stream: string = liquidationStream({ venue: 'hyperliquid', symbol: 'BTC' }).url;

function told(error: unknown): string {
  const { code, field, value, allowed } = error as LiqError;
  // @ts-expect-error not a code
  if (code === 'data-invalit') return '';
  return code === 'wasm-trap' ? version : `${field} must be ${allowed}, got ${value}`;
}

export {
  gaps, imports, stream, again, always, amplified, bits, book, cell, dated, dropped, euros, fields, guess, held, hour, jump, label, level, line, lines, mass, met, misspelt,
  nearest, odds, price, rate, regime, reported, scale, sideways, svg, text, told, top, touched, unbounded,
};

const opened: OpenCascadeAnswer = openCascade('{}', { side: 'down', shock: 0.05, sampling: 'causal', depth1pct: null });
const believed: number = opened.assumed.mapScale;
const stop: number = opened.projection.finalPrice;
// @ts-expect-error the side is missing
openCascade('{}', { shock: 0.05 });
const made = leverageMix({ asset: 'BTC', spot: 60_000, openInterestUsd: 20e9, entryLow: 54_000, entryHigh: 66_000 });
projectCascade({ side: 'up', spot: 60_000, blocks: made.short, asset: 'BTC' });
