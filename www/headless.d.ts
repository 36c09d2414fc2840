/**
 * The engine of liquidation-widgets without a page: liquidation prices, estimated outstanding liquidations, cascades,
 * snapshots from CSV. For Node 20 and later, and for module scripts in a browser. Importing it loads the wasm file.
 *
 * Units: prices in the quote currency, times in milliseconds since 1970-01-01 UTC, rates and shares as fractions. `long`
 * means positions of buyers, liquidated below the price; `short` those of sellers, liquidated above it. The same
 * snapshot and options give the same numbers on every platform, bit for bit.
 *
 * Every function throws a {@link LiqError} for input that it refuses. A string is never taken for a number, a key that is
 * not known is an error, and `null` or `undefined` stands for a key left out.
 */

/** Version of this package. */
export declare const version: string;

/** What is thrown: an `Error` with the name `LiqError`. */
export interface LiqError extends Error {
  readonly name: 'LiqError';
  /** Stable code. */
  readonly code:
    | 'data-invalid' | 'data-too-large' | 'data-unordered' | 'data-duplicated' | 'data-length' | 'data-range'
    | 'data-empty' | 'unit-suspect' | 'attribute-invalid' | 'attribute-unknown' | 'no-liquidation-price'
    | 'fetch-failed' | 'venue-refused' | 'venue-blocked' | 'rate-limited' | 'symbol-unknown' | 'unit-unknown' | 'tiers-missing'
    | 'wasm-refused' | 'wasm-trap';
  /** Path to what is wrong, for instance `markets[0].candles.high[17]`; empty for the whole input. */
  readonly field: string;
  /** What was found there, as text of at most 80 characters. */
  readonly value: string;
  /** What is allowed there. */
  readonly allowed: string;
}

// Liquidation price -------------------------------------------------------------------------------------------------

/** Whose formula decides. `bybit-mark` and `deribit` are of low confidence. */
export type Formula =
  | 'binance' | 'bybit' | 'bybit-mark' | 'bybit-inverse' | 'okx' | 'gate' | 'hyperliquid' | 'dydx' | 'deribit';

/** A maintenance-margin table as columns of equal length, by ascending notional. Keys may be snake_case too. */
export interface TierColumns {
  /** Date of the table; `default` when left out. */
  asOf?: string | null | undefined;
  /** Where it comes from. */
  source?: string | null | undefined;
  /** Lowest notional of each tier in US dollars; the first is 0. */
  notionalFloor: ArrayLike<number>;
  /** Rates as fractions. */
  maintenanceMarginRate: ArrayLike<number>;
  /** Highest leverage when opening in each tier. */
  maxLeverage: ArrayLike<number>;
  /** Deductions in US dollars; computed when left out, checked when given. */
  maintenanceAmount?: ArrayLike<number> | null | undefined;
}

/**
 * A position and what is known of its margin. Give the margin as `leverage`, as `walletBalance`, or both: the wallet then
 * decides. Give the maintenance terms in one way: `mmr` (with `maintenanceAmount`), `tiers`, or `asset` for the bundled
 * table; or leave them out and give `maxLeverage`, which implies half of the initial margin.
 */
export interface LiquidationQuery {
  venue: Formula;
  side: 'long' | 'short';
  /** Mean price of entry. */
  entryPrice: number;
  /** Coins; for inverse contracts (`bybit-inverse`, `deribit`) US dollars. */
  quantity: number;
  /** `isolated` when left out; `cross` needs `walletBalance` and is known for binance, hyperliquid and dydx. */
  marginMode?: 'isolated' | 'cross' | null | undefined;
  /** Notional over margin, 1 to 1000. */
  leverage?: number | null | undefined;
  /**
   * Margin behind the position, in the quote currency; for inverse contracts in coins. For cross on Binance with the
   * other positions' unrealised profit and less their maintenance margin; on dYdX the account's equity.
   */
  walletBalance?: number | null | undefined;
  /** Maintenance margin rate as a fraction. */
  mmr?: number | null | undefined;
  /** Deduction that belongs to `mmr`, in US dollars; 0 when left out. */
  maintenanceAmount?: number | null | undefined;
  /** Fee of closing as a fraction, for `okx`, `gate` and `bybit-mark` only. */
  feeRate?: number | null | undefined;
  /** Highest leverage of the contract. */
  maxLeverage?: number | null | undefined;
  /** Maintenance table. */
  tiers?: TierColumns | null | undefined;
  /** Coin whose bundled table of this venue is meant, for instance `BTC`. */
  asset?: string | null | undefined;
}

/** The same query with keys as venues and CSV files write them. */
export type LiquidationQuerySnakeCase = Pick<LiquidationQuery, 'venue' | 'side' | 'quantity' | 'leverage' | 'mmr' | 'tiers' | 'asset'> & {
  entry_price: number;
  margin_mode?: LiquidationQuery['marginMode'];
  wallet_balance?: number | null | undefined;
  maintenance_amount?: number | null | undefined;
  fee_rate?: number | null | undefined;
  max_leverage?: number | null | undefined;
};

/**
 * Price at which the position is liquidated, in the quote currency; `null` when there is none (an unlevered long, or a
 * margin that is below the maintenance margin from the start).
 */
export declare function liquidationPrice(query: LiquidationQuery | LiquidationQuerySnakeCase): number | null;

// Estimate ----------------------------------------------------------------------------------------------------------

/** A `liq-snapshot/1` document: its JSON text, or the value that the text stands for (typed arrays may be columns). */
export type SnapshotInput = string | object;

/** Unit of a result's amounts. */
export type Unit = 'usd' | 'coin' | 'percent';

/** Who opens with which leverage; weights need not sum to 1. */
export interface PriorTable {
  /** Name and version, shown to the reader. */
  id: string;
  /** Date of the evidence. */
  date: string;
  /** Weights by leverage (2 to 1000) among takers and among makers of liquidity. */
  entries: ReadonlyArray<{ leverage: number; taker: number; maker: number }>;
  /** Weight of takers' positions without a level; 0 when left out. */
  takerInert?: number | undefined;
  /** Weight of makers' positions without a level; 0 when left out. */
  makerInert?: number | undefined;
}

/** Assumptions that no public data settle. */
export interface EstimateParameters {
  /** Share of volume that hands a position to a new holder, 0 to 1; 0.15 when left out. */
  turnoverShare?: number | null | undefined;
  /** How far the taker share is believed, 0 to 1; 0.7 when left out. */
  takerShrink?: number | null | undefined;
  /** Share of openings that are of the large size, 0 to 1; 0.4 when left out. */
  largeShare?: number | null | undefined;
  /** Notional of small and of large positions in US dollars; 20,000 and 2,000,000 when left out. */
  sizeUsd?: readonly [small: number, large: number] | null | undefined;
  /** Leverage weights are multiplied by leverage^tilt, −3 to 3; 0 when left out. */
  tilt?: number | null | undefined;
  /** Share of takers' openings without leverage, 0 to 1; the prior's when left out. */
  takerInert?: number | null | undefined;
  /** Whether funding payments move the levels; true when left out. */
  fundingDrift?: boolean | null | undefined;
  /** Width of the smoothing at output, 0 (none) to 20; 1 when left out. */
  resolution?: number | null | undefined;
}

export interface EstimateOptions {
  /** First instant shown; earlier candles only prepare the state. All when left out. */
  from?: number | null | undefined;
  /** Candles that close after it are left out. */
  to?: number | null | undefined;
  /** Instead of `from`: hours, days or weeks counted back from the last close, for instance `24h`, `7d`, `2w`. */
  range?: string | null | undefined;
  /** Most columns, 1 to 20,000; candles are grouped to stay within it. 1000 when left out. */
  columns?: number | null | undefined;
  /** Price rows, 1 to 4000; 300 when left out. */
  rows?: number | null | undefined;
  /** Lowest price; 9 % below the lowest price shown when left out. */
  low?: number | null | undefined;
  /** Highest price; 9 % above the highest price shown when left out. */
  high?: number | null | undefined;
  /** Rows of equal ratios (`log`, when left out) or of equal differences. */
  rowScale?: 'log' | 'linear' | null | undefined;
  /** Which open-interest samples an instant uses: both sides of it (`display`, when left out) or only earlier ones. */
  sampling?: 'display' | 'causal' | null | undefined;
  /** Venue ids to sum; all of the snapshot when left out. The first market that counts is the reference for prices. */
  venues?: readonly string[] | null | undefined;
  /** Keep these leverages of the prior and rescale. */
  leverage?: readonly number[] | null | undefined;
  /** A profile or a table of one's own; `default` when left out. */
  prior?: 'low' | 'default' | 'high' | PriorTable | null | undefined;
  parameters?: EstimateParameters | null | undefined;
  /** `usd` when left out. Without open interest only `percent` is allowed, which then is the default. */
  unit?: Unit | null | undefined;
  /** Share of the highest density that a row of a cluster reaches, above 0 and at most 1; 0.5 when left out. */
  clusterDensity?: number | null | undefined;
}

/** A value for longs and one for shorts. */
export interface BySide<T> {
  long: T;
  short: T;
}

/** Price rows: row `r` is the half-open interval from `edges[r]` to `edges[r + 1]`. */
export interface EstimateRows {
  /** Lower edge of row 0. */
  low: number;
  /** Upper edge of the last row. */
  high: number;
  count: number;
  scale: 'log' | 'linear';
  /** `count + 1` ascending prices. */
  edges: Float64Array;
}

/** Remark on a column. */
export type ColumnFlag = 'stale-open-interest' | 'gap' | 'mark-from-last' | 'coarse-step' | 'venues-change' | 'live';

/**
 * What there is to know of each column besides its cells. On either side `inert + below + above + inside` is the
 * one-sided open interest; those four are in the result's unit, valued at the column's mark price.
 */
export interface EstimateColumns {
  count: number;
  /** Prices of the reference market. */
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  /** Mark price at the end of the column. */
  mark: Float64Array;
  /** Traded volume of all venues in US dollars. */
  volumeUsd: Float64Array;
  /** One-sided open interest in US dollars at the mark price; `null` where it is not known. */
  openInterestUsd: Float64Array | null;
  /** Share of all venues' open interest that the venues of the column have. */
  coverage: Float64Array;
  /** Share of the open interest whose entry lies before the data; above 0.3 the column says little. */
  seededShare: Float64Array;
  flags: ColumnFlag[][];
  /** US dollars that the mark price reached during the column, each level at its own price; `null` without open interest. */
  sweptUsd: BySide<Float64Array> | null;
  /** Positions without a liquidation level. */
  inert: BySide<Float64Array>;
  /** Levels below the lowest row. */
  below: BySide<Float64Array>;
  /** Levels above the highest row. */
  above: BySide<Float64Array>;
  /** Levels inside the rows. */
  inside: BySide<Float64Array>;
}

/** A run of rows in which one side's levels are dense. Descriptive, not predictive. */
export interface Cluster {
  side: 'long' | 'short';
  /** Lower edge. */
  low: number;
  /** Upper edge, not included. */
  high: number;
  /** Mean price by mass, in log price. */
  center: number;
  /** Amount in the result's unit. */
  mass: number;
  /** Share of one-sided open interest; `null` where that is 0. */
  shareOfOpenInterest: number | null;
  /** Distance of the centre from the mark price as a fraction of it; negative below. */
  distance: number;
  /** Whether more than 30 % of the open interest has unknown entries. */
  seeded: boolean;
}

/** Everything a result rests on besides the data. */
export interface Assumptions {
  modelVersion: string;
  asset: string;
  quote: string;
  asOfMs: number;
  provenance: 'measured' | 'simulated' | 'mixed';
  priorId: string;
  priorDate: string;
  /** Whether an author's weights had to be scaled to sum to 1. */
  priorNormalised: boolean;
  /** Shares of new positions by leverage, as used. */
  leverage: Array<{ leverage: number; taker: number; maker: number }>;
  takerInert: number;
  makerInert: number;
  /** Markets of the sum; the first is the reference for prices. */
  venues: Array<{ venue: string; symbol: string; contract: 'linear' | 'inverse' }>;
  /** Maintenance tables with their dates; `isDefault` marks one without a known date or in place of an unknown one. */
  tiers: Array<{ venue: string; symbol: string; asOf: string; source: string; isDefault: boolean }>;
  parameters: {
    turnoverShare: number; takerShrink: number; largeShare: number; sizeUsd: [number, number]; tilt: number;
    takerInert: number | null; fundingDrift: boolean; resolution: number;
  };
  clusterDensity: number;
  /** Sampling of open interest; `none` where there is none. */
  oiMode: 'display' | 'causal' | 'none';
  markSource: 'mark-candles' | 'last-trades' | 'mixed';
  candlesPerColumn: number;
  /** Repairs and assumptions, counted over the steps of all markets. */
  quality: {
    steps: number; repairedPrices: number; markFromLast: number; takerShareOfOtherVenue: number;
    takerShareAssumed: number; invalidLevels: number; openExceedsVolume: number; noneSurvives: number;
    coarseSteps: number;
  };
}

/**
 * Estimated outstanding liquidations. Matrices are row-major, `index = row * times.length + column`, row 0 is the lowest
 * price. A cell is what would be liquidated at prices of its row: in `usd` US dollars at the liquidation price, in
 * `coin` those dollars over the price in the middle of the row, in `percent` hundredths of the column's one-sided open
 * interest.
 */
export interface Estimate {
  rows: EstimateRows;
  /** Start of each column. */
  times: Float64Array;
  /** End of each column, not included; cells are the state at this instant. */
  closeTimes: Float64Array;
  columns: EstimateColumns;
  /** Levels of longs. */
  long: Float32Array;
  /** Levels of shorts. */
  short: Float32Array;
  /** The last column by leverage class, one value a row; the upper end of a class is not included. */
  byLeverage: Record<'2-10x' | '10-25x' | '25-75x' | '75x+', BySide<Float32Array>>;
  /** Clusters of the last column, by falling mass. */
  clusters: Cluster[];
  /** Largest relative difference between either side's mass and the open interest, over all columns. */
  conservationError: number;
  /** Share of the last column's open interest whose entry lies before the data. */
  seededShare: number;
  /** `relative` where open interest is not known: amounts are percent of an unknown total. */
  label: 'estimated' | 'relative';
  unit: Unit;
  assumptions: Assumptions;
}

/** Estimates the outstanding liquidations of a snapshot. An estimate, not a measurement. */
export declare function estimateLiquidations(snapshot: SnapshotInput, options?: EstimateOptions): Estimate;

export interface TripletsOptions extends Omit<EstimateOptions, 'unit'> {
  /** Share of the largest cell below which a cell is dropped, 0 to 1; 0.0001 when left out. */
  leastShare?: number | null | undefined;
}

/** An estimated heatmap as sparse triplets: the keys of version 4 of CoinGlass, and four more that its readers pass over. */
export interface HeatmapTriplets {
  /** Middles of the rows in log price, ascending. */
  y_axis: number[];
  /** `[column, row, US dollars]`, both sides summed, by column, then by row. */
  liquidation_leverage_data: Array<[number, number, number]>;
  /** `[seconds, open, high, low, close, volume in US dollars]` of each column. */
  price_candlesticks: Array<[number, string, string, string, string, string]>;
  /** The same cells, each side for itself. */
  liq_sides: Array<[number, number, number, 'long' | 'short']>;
  /** Sum of the cells that were dropped. */
  dropped_usd: number;
  label: 'estimated';
  assumptions: Assumptions;
}

/** The estimate of a snapshot as sparse triplets, for programs that read the heatmaps of CoinGlass. Needs open interest. */
export declare function heatmapTriplets(snapshot: SnapshotInput, options?: TripletsOptions): HeatmapTriplets;

// Liquidation map ----------------------------------------------------------------------------------------------------

export interface MapOptions extends Omit<EstimateOptions, 'from' | 'range' | 'columns' | 'low' | 'high' | 'unit'> {
  /** Price rows, 1 to 4000; 160 when left out. */
  rows?: number | null | undefined;
  /** How far the rows reach from the price, as a fraction of it, 0.01 to 0.9; 0.08 when left out. */
  window?: number | null | undefined;
  /** What the layers are: classes of leverage (when left out), markets, or one layer of all. */
  stack?: 'leverage' | 'venue' | 'none' | null | undefined;
  /** Runs under other plausible assumptions, 0 to 256; 16 when left out. */
  draws?: number | null | undefined;
  /** Seed of these, a whole number. */
  seed?: number | null | undefined;
}

/** A cluster, and whether most runs under other assumptions find it dense too; `null` without such runs. */
export interface MapCluster extends Cluster {
  robust: boolean | null;
}

/** Amounts by price row now. Row 0 is the lowest; amounts in US dollars, or shares of an unknown whole where `label` is `relative`. */
export interface LiquidationMap {
  label: 'estimated' | 'relative';
  asset: string;
  /** Close of the last candle used, milliseconds. */
  time: number;
  /** Last price of the reference market, and its mark price. */
  spot: number;
  mark: number;
  /** One-sided; `null` where it is not known. */
  openInterestUsd: number | null;
  window: number;
  rows: EstimateRows;
  long: Float64Array;
  short: Float64Array;
  stack: 'leverage' | 'venue' | 'none';
  /** One each; `venue` and `symbol` where markets are stacked. */
  layers: Array<{ label: string; venue?: string; symbol?: string; long: Float64Array; short: Float64Array }>;
  /** Sums from the mark price outward: longs downward, shorts upward, one value a row. */
  cumulative: BySide<Float64Array>;
  /** Quantiles of the sums over the runs under other assumptions; `null` without any. */
  band: { quantiles: Float64Array; draws: number; seed: number; long: { low: Float64Array; high: Float64Array }; short: { low: Float64Array; high: Float64Array } } | null;
  totals: BySide<number>;
  /** Sums up to 5 % and 8 % from the mark price, as far as the rows reach, and their shares of the open interest. */
  within: Array<{ distance: number; long: number; short: number; longShare: number | null; shortShare: number | null }>;
  nearest: BySide<MapCluster | null>;
  /** By falling mass. */
  clusters: MapCluster[];
  seededShare: number;
  coverage: number;
  assumptions: Assumptions;
}

/** The liquidation map of a snapshot: what waits at each price now. An estimate, not a measurement. */
export declare function liquidationMap(snapshot: SnapshotInput, options?: MapOptions): LiquidationMap;

// Cascade -----------------------------------------------------------------------------------------------------------

/** What stands beyond the last point of a book: nothing (`stop`, when left out), or more of the same slope. */
export type Tail = 'stop' | 'extend';

/**
 * How much flow a book absorbs. Money in the currency of the map, distances from the mid as fractions of it; `source` is
 * where the figures are from. Keys may be snake_case too, as everywhere in a cascade.
 */
export type DepthInput = { source?: string } & (
  /** Levels of price and quantity, best first; the side that the move runs into is used. */
  | { kind: 'book'; bids?: ReadonlyArray<readonly [price: number, quantity: number]>; asks?: ReadonlyArray<readonly [price: number, quantity: number]>; mid?: number; contract?: 'linear' | 'inverse'; tail?: Tail }
  /** Sums within distances in per cent; `null` where a band was not reached. */
  | { kind: 'bands'; percent: readonly number[]; usd: ReadonlyArray<number | null>; tail?: Tail }
  /** So much for each per cent. */
  | { kind: 'linear'; usdPerPct: number }
  /** So much within one per cent, and `D(y) = usd1pct · (100 y)^kappa`; 1.15 when left out. */
  | { kind: 'power'; usd1pct: number; kappa?: number }
  /** Distances as fractions and sums; two points at one distance are a wall. */
  | { kind: 'piecewise'; points: ReadonlyArray<readonly [distance: number, sum: number]>; tail?: Tail }
  /** Square-root impact: `Δp/p = factor · dailyVolatility · √(Q / dailyVolume)`, factor 0.5 to 1.3. */
  | { kind: 'impact'; dailyVolume: number; dailyVolatility: number; factor?: number }
  /** The bundled figure of BTC, ETH, SOL, XRP or DOGE. */
  | { kind: 'default'; asset: string }
);

/** A liquidation block at a price or at a distance; `[x, notional]` is short for the latter. */
export type BlockInput =
  | readonly [x: number, notional: number]
  | ({ price: number } | { x: number } | { distance: number }) & ({ notional: number } | { q: number });

/** Map and book of one side. */
export interface MapInput {
  /** Coin whose bundled depth is used where `depth` is left out. */
  asset?: string | null | undefined;
  blocks?: readonly BlockInput[] | null | undefined;
  /** More blocks, at `x0 + i · step`. */
  blocksGrid?: { x0: number; step: number; count: number; notional?: number; q?: number } | null | undefined;
  /** Puts blocks that price has passed already at the spot, instead of refusing them. */
  clampPassed?: boolean | null | undefined;
  depth?: DepthInput | null | undefined;
  /** Resting orders beside the book: points of distance and sum; or `spot` points and an `etf` sum spread evenly. */
  absorption?: ReadonlyArray<readonly [number, number]> | { spot?: ReadonlyArray<readonly [number, number]>; etf?: { usd: number; range: number } } | null | undefined;
  /** Liquidation in parts: one maintenance rate, or a table and the notional of one position. */
  partial?: {
    maintenance?: number; tiers?: TierColumns; positionUsd?: number;
    /** Margin restored above the maintenance rate. */
    buffer: number;
    /** Fee and slippage; 0.0005 when left out. */
    cost?: number;
    /** Most parts of one position, 1 to 20; 3 when left out. The last one closes whole. */
    stages?: number;
  } | null | undefined;
}

/** One scenario: a shock, a map and a book. */
export interface CascadeRequest extends MapInput {
  /** Down liquidates longs against bids, up shorts against asks. */
  side: 'down' | 'up';
  /** Name of the case; not used. */
  id?: string | null | undefined;
  /** Reference price, above 0; needed where a block or a book is given by price, else 100. */
  spot?: number | null | undefined;
  /** The same. */
  p0?: number | null | undefined;
  /** Price gap as a fraction of the spot, 0 to `xMax`: quotes re-centre without volume. */
  shock?: number | null | undefined;
  /** Flow at market, in money. */
  exogenousFlow?: number | null | undefined;
  /** Effective over visible depth; 1 when left out. */
  depthFactor?: number | null | undefined;
  /** Share of a liquidation that reaches the book, 0 to 1; 1 when left out. */
  passthrough?: number | null | undefined;
  /** Forced and voluntary flow over forced flow, 1 or more; 1 when left out. */
  deleveraging?: number | null | undefined;
  /** Hedge flow of short gamma for each per cent of displacement. */
  gammaUsdPerPct?: number | null | undefined;
  /** The same from an exposure: negative is short gamma, positive has no effect. */
  gamma?: { gexUsdPerPct: number; hedgedShare: number } | null | undefined;
  /** End of the domain of displacements; 1 when left out. */
  xMax?: number | null | undefined;
  /** The book refills between rounds; not with hedge flow or a fund. A round is 6 seconds when left out. */
  resilience?: { rhoTau: number } | { halfLifeS: number; roundS?: number } | null | undefined;
  /** Share of the map that makes an avalanche critical; 0.25 when left out. */
  criticalFraction?: number | null | undefined;
  /** Factor of every block; 1 when left out. */
  mapScale?: number | null | undefined;
  /** Insurance fund: once it does not suffice, later blocks close off the book. */
  fund?: { available: number; maintenance: number } | null | undefined;
  /** Markets whose gap is `beta` times this one's displacement; SOL has a bundled beta. `feedback` pushes back. */
  followers?: ReadonlyArray<{ asset: string; beta?: number; feedback?: number; cascade: Omit<CascadeRequest, 'side' | 'shock' | 'followers'> }> | null | undefined;
  /** Rounds in which followers push back, 0 to 3. */
  feedbackRounds?: number | null | undefined;
  /** Other gaps to answer at once; not with hedge flow, resilience or a fund. */
  shocks?: readonly number[] | null | undefined;
}

/** The same with keys as files of cases write them; nested keys may be snake_case too. */
export type CascadeRequestSnakeCase = Record<string, unknown> & { side: 'down' | 'up' };

/** Flow over depth within one per cent; `unbounded` for flow without depth, `null` for neither. */
export type LocalBranching = number | 'unbounded' | null;

export interface CascadeAnswer {
  side: 'down' | 'up';
  spot: number;
  /** The gap; with feedback what followers push back is part of it. */
  shock: number;
  exogenousFlow: number;
  /** What the shock alone does. */
  exogenousDisplacement: number;
  exogenousPrice: number;
  /** Where it stops, a fraction of the spot in the direction of the move. */
  displacement: number;
  /** The end of the data, not a floor, where the flow was not absorbed. */
  finalPrice: number;
  /** Displacement over that of the shock alone; `null` without a shock; at least this much where not absorbed. */
  amplification: number | null;
  absorbed: boolean;
  /** Flow that the book left over; `null` with resilience. */
  residualNotional: number | null;
  liquidatedNotional: number;
  /** Flow sent to the book by liquidations and hedges. */
  forcedFlow: number;
  blocksFired: number;
  /** Notional of blocks beyond `xMax`, which never fire. */
  beyondRange: number;
  /** At most as many as blocks. */
  rounds: Array<{ liquidated: number; flow: number; displacement: number; price: number; blocksFired: number }>;
  branching: {
    /** In the next per cent from the spot, and from where it stopped. */
    atSpot: LocalBranching;
    atStop: LocalBranching;
    /** Forced over all flow, that of the gap included; `null` when nothing moved. */
    volume: number | null;
    /** Where `volume` lies beside past events, 0.10 to 0.35. */
    calibration: 'below' | 'within' | 'above' | null;
  };
  /** Least gap that sets off an avalanche of the critical fraction, its notional, and how far the shock is from it. */
  criticalShock: number | null;
  criticalNotional: number | null;
  distanceToCritical: number | null;
  /** All such avalanches, by rising shock. */
  criticalShocks: Array<{ shock: number; price: number; notional: number; share: number | null; from: number; to: number; blocks: number }>;
  /** Blocks that fire at one gap, by rising gap, as columns; `null` with hedge flow or a fund. */
  steps: { shock: number[]; notional: number[]; from: number[]; to: number[]; blocks: number[] } | null;
  /** Blocks in range by distance, as columns, with the least gap that fires each. */
  blocks: { distance: number[]; price: number[]; notional: number[]; threshold: number[] | null };
  /** Where every gap from 0 to `xMax` stops, as a line with both ends of each jump; `null` with hedge flow or a fund. With
   *  resilience it is that of a book that does not refill: a bound. */
  curve: { shock: number[]; displacement: number[]; price: number[]; liquidated: number[] } | null;
  /** Answers to `shocks`, in their order; `null` without them. */
  responses: { shock: number[]; displacement: number[]; liquidated: number[]; absorbed: boolean[] } | null;
  depth: {
    kind: 'book' | 'bands' | 'one-figure' | 'impact' | 'points' | 'default';
    source: string;
    timeMs: number | null;
    /** Furthest distance given; `null` where a formula holds everywhere. */
    reach: number | null;
    /** Whether the answer rests on depth beyond it. */
    extrapolated: boolean;
  };
  fund: { shortfall: number; paid: number; offBook: number } | null;
  followers: Array<{ asset: string; beta: number; feedback: number; cascade: CascadeAnswer }>;
}

/** Where a cascade would stop under the stated inputs. A scenario, not a forecast. */
export declare function projectCascade(request: CascadeRequest | CascadeRequestSnakeCase): CascadeAnswer;

/** What to project out of a snapshot. Ranges: `depth1pct` 1 to 1e12, factors above 0, shares 0 to 1. */
export interface OpenCascadeOptions {
  /** `down` liquidates longs, `up` shorts. */
  side: 'down' | 'up';
  /** Gap, a fraction of the last close; 0 when left out. */
  shock?: number | null | undefined;
  /** Candles that close after it are left out; with `sampling: 'causal'` nothing of the projection rests on later data. */
  to?: number | null | undefined;
  /** As in {@link EstimateOptions}. */
  sampling?: EstimateOptions['sampling'];
  venues?: EstimateOptions['venues'];
  leverage?: EstimateOptions['leverage'];
  prior?: EstimateOptions['prior'];
  parameters?: EstimateOptions['parameters'];
  /** Visible depth within 1 % of the mid in US dollars, instead of the snapshot's, the coin's or the traded volume's. */
  depth1pct?: number | null | undefined;
  /** Effective over visible depth; 0.68 when left out. */
  depthFactor?: number | null | undefined;
  /** Share of a liquidation that reaches the book; 1 when left out. */
  passthrough?: number | null | undefined;
  /** Share of the map that is believed; the one that past moves of the snapshot allow when left out. */
  mapScale?: number | null | undefined;
  /** Flow at market beside the gap, US dollars; 0 when left out. */
  exogenousFlow?: number | null | undefined;
  /** Share of the map that makes an avalanche critical; 0.25 when left out. */
  criticalFraction?: number | null | undefined;
}

export interface OpenCascadeAnswer {
  asset: string;
  /** Close of the last candle that counts. */
  time: number;
  /** One-sided, US dollars. */
  openInterestUsd: number;
  /** A year's standard deviation of returns, from the data; `null` for fewer than three closes. */
  volatility: number | null;
  assumed: {
    depth1pct: number;
    depthFactor: number;
    passthrough: number;
    mapScale: number;
    /** What past moves allow; `null` without depth. */
    calibratedMapScale: number | null;
    /** Moves that were replayed for it; 0 where the data have too few, so that gaps of 1 to 3 % stand in. */
    replayedMoves: number | null;
  };
  /** Those of the side that is liquidated, by falling mass, before `mapScale`. */
  clusters: Cluster[];
  /** The projection; its blocks are times `mapScale`. */
  projection: CascadeAnswer;
}

/** The cascade of a snapshot as the page's own figure projects it. A scenario, not a forecast. */
export declare function openCascade(snapshot: SnapshotInput, options: OpenCascadeOptions): OpenCascadeAnswer;

/** A market of which only price and open interest are known. Keys may be snake_case too. */
export interface LeverageMixRequest {
  /** Coin of the bundled maintenance table. */
  asset: string;
  /** Venue of the margin rule; `binance` when left out. */
  venue?: string | null | undefined;
  spot: number;
  /** One-sided, US dollars at the spot. */
  openInterestUsd: number;
  /** Positions were opened between these prices, evenly by ratio. */
  entryLow: number;
  entryHigh: number;
  /** Number of prices of entry, 1 to 1001; 41 when left out. */
  entryCount?: number | null | undefined;
  prior?: EstimateOptions['prior'];
}

/** Levels by distance from the spot, US dollars at their own price: `blocks` of a {@link CascadeRequest}. */
export interface LeverageMix {
  long: Array<{ price: number; notional: number }>;
  short: Array<{ price: number; notional: number }>;
  /** Share of each side's open interest without a level. */
  inert: BySide<number>;
  priorId: string;
  tiersSource: string;
}

/** A made map, spread over a leverage mix: a shape for want of data, not an estimate. */
export declare function leverageMix(request: LeverageMixRequest): LeverageMix;

/**
 * The factor of maps (`mapScale`) that brings the median volume branching of at least three replayed flushes to `target`,
 * 0.225 when left out. A median outside 0.10 to 0.35 is said: the response may jump over the range.
 */
export declare function calibrateCascade(request: { flushes: ReadonlyArray<CascadeRequest | CascadeRequestSnakeCase>; target?: number }): {
  mapScale: number;
  medianBranching: number;
  branching: number[];
  flushes: number;
  calibration: 'below' | 'within' | 'above';
  outsideCalibratedRange: boolean;
};

/** A number, or its least and greatest with every value between equally likely. */
export type NumberOrRange = number | readonly [least: number, greatest: number];

export interface SimulationRequest {
  spot: number;
  /** Yearly standard deviation of returns; or `shockSd` over the horizon instead. */
  volatility?: number | null | undefined;
  shockSd?: number | null | undefined;
  /** 1 when left out. */
  horizonDays?: number | null | undefined;
  /** One gap a draw (`terminal`, when left out), steps through time, or 400 × 40 midpoints without draws. */
  method?: 'terminal' | 'path' | 'quadrature' | null | undefined;
  /** Of the one gap; Student's t with four degrees of freedom when left out. Paths and midpoints are normal. */
  law?: 'student-t4' | 'normal' | null | undefined;
  /** Of a path: none in price (when left out) or none in its logarithm. */
  drift?: 'martingale' | 'logarithm' | null | undefined;
  /** 1 to 65,536; 4096 when left out. */
  paths?: number | null | undefined;
  /** A whole number, as text beyond 4294967295; 20251010 when left out. */
  seed?: number | string | null | undefined;
  /** Steps of a path, 1 to 4096; 168 when left out. Steps of all paths at most 16,777,216. */
  steps?: number | null | undefined;
  /** Half-life of consumed depth along a path, seconds; 60 when left out. */
  halfLifeS?: number | null | undefined;
  /** Jumps on top of a path's steps: their mean number a day, at most one a step, and their standard deviation as a fraction. */
  jumps?: { perDay: number; sd: number } | null | undefined;
  /** Market below and above. A side left out has no odds with the map. */
  down?: MapInput | null | undefined;
  up?: MapInput | null | undefined;
  /** Effective over visible depth: one factor, or log-normal and cut off (0.681, 1.275, 0.05, 5 when left out). */
  depthFactor?: number | { median?: number; logSd?: number; low?: number; high?: number } | null | undefined;
  passthrough?: NumberOrRange | null | undefined;
  deleveraging?: NumberOrRange | null | undefined;
  mapScale?: NumberOrRange | null | undefined;
  xMax?: number | null | undefined;
  criticalFraction?: number | null | undefined;
  /** Prices asked about, each on one side of the spot; the first two are A and B. */
  zones?: ReadonlyArray<{ name?: string; low: number; high: number }> | null | undefined;
}

/** A share of draws; no error without draws. */
export interface Share {
  probability: number;
  standardError: number | null;
}

/** Which of the first two zones came first. */
export interface ZoneOrder {
  a: Share;
  b: Share;
  neither: Share;
}

export interface SimulationAnswer {
  spot: number;
  /** Standard deviation over the horizon. */
  shockSd: number;
  horizonDays: number;
  method: 'terminal' | 'path' | 'quadrature';
  law: 'student-t4' | 'normal';
  drift: 'martingale' | 'logarithm';
  seed: string;
  draws: number;
  /** Sides without data: there the shock alone moves the price. */
  withoutData: Array<'down' | 'up'>;
  zones: Array<{
    name: string;
    side: 'down' | 'up';
    /** Its near edge. */
    edge: number;
    /** Touched along a path; with one gap, ended at or beyond the near edge. `null` on a side without data. */
    withMap: Share | null;
    /** Without liquidations, from the same draws. */
    empty: Share;
    /** Touch of a log-Brownian price without drift in its logarithm. */
    brownianTouch: number;
  }>;
  /** Along paths with two zones or more. The closed form is A before B with all the time it takes. */
  firstPassage: { withMap: ZoneOrder | null; empty: ZoneOrder; withoutLimitOfTime: number | null } | null;
  /** Shares of draws below each price of a fan: 0.05, 0.25, 0.5, 0.75, 0.95. */
  levels: number[];
  /** Prices through time, five for each instant; empty without paths. */
  fan: { days: number[]; prices: number[][] };
  /** Prices at the end, with the map and without. */
  last: number[];
  lastEmpty: number[];
  /** Share of draws with an avalanche of the critical fraction of a side's map. */
  avalanche: Share;
  /** Share of draws that a book did not absorb. */
  notAbsorbed: Share;
}

/** How often price would get where, over many draws. Odds under stated inputs, not a forecast. */
export declare function simulateCascade(request: SimulationRequest): SimulationAnswer;

/** The random number of a draw (`path`) and dimension (0 to 7): SplitMix64 at index `8 · path + dimension`. */
export declare function splitMix64(request: { seed: number | string; path: number; dimension: number }): { u64: string; uniform: number; normal: number };

// Import ------------------------------------------------------------------------------------------------------------

export type ImportKind = 'candles' | 'mark_candles' | 'open_interest' | 'funding' | 'liquidations';

/** Meaning of a CSV column; `ignore` leaves it out. */
export type ImportField =
  | 'time' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'volume_coins' | 'volume_usd' | 'turnover'
  | 'taker_buy_volume' | 'open_interest' | 'open_interest_coins' | 'open_interest_usd' | 'open_interest_contracts'
  | 'rate' | 'side' | 'usd' | 'price' | 'quantity' | 'long_usd' | 'short_usd' | 'ignore';

/** One CSV file: a header and records, or a Binance kline file without a header. Options that do not fit its kind are errors. */
export interface ImportFile {
  /** The text, at most 64 MiB. */
  text: string;
  /** Guessed from the header when left out. */
  kind?: ImportKind | null | undefined;
  /** Name for reports; `mark` in it tells mark-price candles from others, `liq` liquidations from trades. */
  name?: string | undefined;
  /** Header name to field, over what the header would mean by itself. */
  mapping?: Readonly<Record<string, ImportField>> | undefined;
  /** Header name to the value that a record must have there. */
  filter?: Readonly<Record<string, string>> | undefined;
  /** Open interest: how many sides the venue counts; 1 when left out. */
  sides?: 1 | 2 | null | undefined;
  /** Open interest: what a stamp means; `instant` when left out. */
  stamp?: 'instant' | 'bucket-start' | null | undefined;
  /** Open interest in contracts: coins (linear) or US dollars (inverse) of one. */
  contractMultiplier?: number | null | undefined;
  /** Liquidations whose side is `buy` or `sell`: whose side that is. */
  sideOf?: 'position' | 'order' | null | undefined;
  /** Liquidation sums: length of a period; the median spacing when left out. */
  periodMs?: number | null | undefined;
  /** Liquidations: whether the feed is documented as complete; not so when left out. */
  complete?: boolean | null | undefined;
}

export interface ImportRequest {
  asset: string;
  quote: string;
  venue: string;
  symbol: string;
  /** `linear` when left out. */
  contract?: 'linear' | 'inverse' | null | undefined;
  /** Smallest price step. */
  priceTick?: number | null | undefined;
  provenance: {
    kind: 'measured' | 'simulated' | 'mixed';
    note?: string | undefined;
    sources?: ReadonlyArray<{ name: string; url?: string | undefined }> | undefined;
  };
  /** Files of one kind are put together; of two records of one time the later file's wins. */
  files: readonly ImportFile[];
  /** Length of a candle; the median spacing when left out. */
  intervalMs?: number | null | undefined;
  /** Nothing before it is kept. */
  fromMs?: number | null | undefined;
  /** Nothing from it on is kept, but open interest sampled at this very instant is. */
  toMs?: number | null | undefined;
}

/** What became of a file's records. */
export interface FileReport {
  name: string;
  kind: ImportKind;
  /** Records, without the header. */
  rows: number;
  /** Records with an unusable required value. */
  dropped: number;
  /** Records that the filter left out. */
  filtered: number;
  /** Records outside the range of time. */
  outside: number;
  /** Records replaced by a later one of the same time. */
  duplicates: number;
  /** Records earlier than one before them. */
  reordered: number;
  /** The first unusable value. */
  firstProblem: { line: number; field: string; value: string; allowed: string } | null;
}

export interface ImportResult {
  /** A `liq-snapshot/1` document of one market, as plain data. */
  snapshot: object;
  /** One report a file, in the order of the request. */
  reports: FileReport[];
  /** Optional columns left out because some kept record lacks a value, for instance `candles.turnover`. */
  leftOut: string[];
}

/** Reads CSV files of one contract into a snapshot. Nothing is filled in: a gap stays a gap. */
export declare function importCsv(request: ImportRequest): ImportResult;

/** Records of CSV text as arrays of fields without the blanks around them; blank lines are skipped. */
export declare function csvRecords(text: string): string[][];

export { snapshotText } from './snapshot-text.js';

// Venues ------------------------------------------------------------------------------------------------------------

export {
  aggregateOpenInterest, coinglassSnapshot, gatherSnapshot, importCoinglass, liquidationStream, sendByFetch, venueFacts, venueMessage,
} from './venues.js';
export type * from './venues.js';

// Pictures ----------------------------------------------------------------------------------------------------------

/** What to draw. Attributes are those of the element of this kind (docs/EMBEDDING.md), `lang` and `theme` among them. */
export interface PictureOptions {
  widget: 'heatmap' | 'map' | 'cascade' | 'tape' | 'regime' | 'scenarios';
  snapshot: SnapshotInput;
  /**
   * Attributes by name, for instance `{ range: '14d', palette: 'cividis', lang: 'zh-CN', theme: 'dark', timezone:
   * 'Asia/Shanghai', heading: '…' }`; `true` is presence. One that belongs to a live page only changes nothing; one that is
   * wrong or not known is an error, unlike on a page.
   */
  attributes?: Readonly<Record<string, string | number | boolean | null | undefined>> | null | undefined;
  /** Of the whole picture, CSS pixels, 160 to 8192; 1200 when left out. */
  width?: number | null | undefined;
  /** The same; 675 when left out. A height without room for what must be said is an error that says which has. */
  height?: number | null | undefined;
  /** Heading, description, sentences, source and notes around the chart; true when left out. */
  frame?: boolean | null | undefined;
  /** Between the edge and everything else, CSS pixels, 0 to 200; 16 when left out, 0 without a frame. */
  padding?: number | null | undefined;
  /** Whether the ground stays unpainted; false when left out. */
  transparent?: boolean | null | undefined;
  /** CSS font families before those with Chinese letters; Helvetica, Arial and their like when left out. */
  font?: string | undefined;
  /** Colours of the publisher, as `#rgb`, `#rrggbb` or `#rrggbbaa`: the custom properties `--liq-…` without their prefix. */
  colors?: Partial<Record<'bg' | 'ink' | 'muted' | 'grid' | 'long' | 'short' | 'accent' | 'focus' | 'legend', string>> | undefined;
}

/**
 * The figure that the element of this kind shows, as SVG text: the same scene, with widths of text from a table. Its `<title>`
 * is the summary that belongs into `alt`. The same options give the same bytes on every machine.
 */
export declare function toSVG(options: PictureOptions): string;

// Signals -----------------------------------------------------------------------------------------------------------

export { classifyRegime, compare, evaluateScenarios, signals, signalsOf, tape } from './signals.js';
export type * from './signals.js';
