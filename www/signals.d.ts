/**
 * Signals beside the maps: descriptions of positioning, not advice. Rates and shares are fractions, percent is named so,
 * times are milliseconds since 1970-01-01 UTC, windows are (now − w, now].
 *
 * `null` is no data, in and out, and never 0. A key that must be there and is left out is an error; keys may be
 * snake_case too. Levels and bands are an author's, with the defaults named, unless a source is named.
 */

/** A number, or no data. */
export type Known = number | null;
/** A key that may be left out. */
type May<T> = T | null | undefined;
type Side = 'long' | 'short';
type OptionWord = 'call' | 'put';
/** A date that sorts as text, such as `2026-01-14`, with its value; `null` for a day that is missing. Oldest first. */
export type Dated = readonly [date: string, value: Known];

/** Met, not met, or no data: never taken for not met. */
export type TriggerState = 'met' | 'not_met' | 'no_data';

export interface StateCounts {
  met: number;
  notMet: number;
  noData: number;
}

/** Liquidations of one window in US dollars, by the side that was liquidated. Shares are `null` where nothing was. */
export interface LiquidationTotals {
  long: number;
  short: number;
  total: number;
  longShare: Known;
  shortShare: Known;
  /** (long − short)/(long + short). */
  asymmetry: Known;
  /** How many events. */
  events: number;
  /** The largest single event. */
  largest: Known;
}

/** One liquidation. `side` is the position that was closed, not the order that closed it. */
export type LiquidationEvent =
  | { timeMs: number; side: Side; usd: number }
  /** Seconds since 1970. */
  | { t: number; side: Side; usd: number };

/** The present instant in milliseconds, or in seconds. */
export type Now = { nowMs: number } | { now: number };

export interface LargestSince {
  /** Date of the latest earlier value that is at least as large. */
  since: string | null;
  /** Whether there is none in the history. */
  record: boolean | null;
  historyStart: string | null;
  /** The largest value of the history. */
  recordSoFar: Known;
  recordDate: string | null;
  /** Days that are missing, in which the record may lie. */
  gaps: string[];
}

export type RegimeLabel =
  | 'crowded_longs' | 'leverage_building' | 'shorts_adding' | 'spot_led' | 'short_covering' | 'coiled_long' | 'coiled'
  | 'coiled_short' | 'quiet' | 'derisking' | 'longs_averaging_down' | 'new_positions_down' | 'new_shorts'
  | 'latent_fragility' | 'drift_down' | 'long_deleveraging';

/** Each axis as a change or as two levels; funding of 8 hours or of an interval. Open interest in coins, never US dollars. */
export type RegimeRequest =
  & ({ pricePct: Known } | { priceFrom: Known; priceTo: Known })
  & ({ oiCoinPct: Known } | { oiCoinFrom: Known; oiCoinTo: Known })
  & ({ funding8h: Known } | { fundingRate: Known; intervalH: Known })
  & {
    /** Percent within which the price is flat; 1. */
    priceBand?: May<number>;
    /** Percent within which open interest is flat; 1. */
    oiBand?: May<number>;
    /** Fraction of 8 hours within which funding is neutral; 0.00005. */
    fundingBand?: May<number>;
  };

export interface Regime {
  price: 'up' | 'flat' | 'down' | null;
  oi: 'up' | 'flat' | 'down' | null;
  funding: 'pos' | 'neutral' | 'neg' | null;
  label: RegimeLabel | null;
  pricePct: Known;
  oiCoinPct: Known;
  funding8h: Known;
  priceBand: number;
  oiBand: number;
  fundingBand: number;
}

/** A condition on the last `window` observations (1 when left out) of a series. */
export type Trigger =
  | { signal: string; op: '>' | '>=' | '<' | '<='; value: number; window?: May<number> }
  | { signal: string; op: 'between'; value: readonly [low: number, high: number]; window?: May<number> }
  /** The last against the first of 2 or more. */
  | { signal: string; op: 'rising' | 'falling'; window?: May<number> };

/** Series by name, oldest first; `null` for one that is not known. */
export type SignalSeries = Readonly<Record<string, ReadonlyArray<Known> | null>>;

/** A zone against the spot: distances in percent of the spot, negative below it, 0 and `null` inside. */
export interface ZoneReading {
  inside: boolean | null;
  nearPct: Known;
  farPct: Known;
  midpoint: number;
  /** Mass within the bounds, both included. */
  massInside: Known;
  /** Mass strictly between the spot and the nearer bound: what must be consumed first. */
  massOnPath: Known;
}

export interface ScenariosRequest {
  spot: Known;
  zones: ReadonlyArray<{ label?: May<string>; low: number; high: number; triggers?: May<readonly Trigger[]> }>;
  signals?: May<SignalSeries>;
  /** Prices with their masses. Without them and without a map, masses are no data. */
  clusters?: May<ReadonlyArray<readonly [price: number, mass: number]>>;
  /** Rows of a map instead: one edge more than masses; a row counts with the share of it that lies within. */
  map?: May<{ edges: ArrayLike<number> } & ({ mass: ArrayLike<number> } | { long: ArrayLike<number>; short: ArrayLike<number> })>;
}

export interface Scenarios {
  spot: Known;
  zones: Array<ZoneReading & StateCounts & {
    label: string;
    low: number;
    high: number;
    triggers: Array<{ signal: string; op: string; value: number | [number, number] | null; window: number; last: Known; state: TriggerState }>;
  }>;
}

/** A figure that someone published: a value, or bounds of which one may be open ("more than 1.6bn"). */
export type PublishedFigure =
  & { label: string; /** `usd` when left out. */ unit?: May<string> }
  & ({ value: number } | { low: number; high?: May<number> } | { low?: May<number>; high: number });

export type TapeRequest = Now & {
  /** `24h`, `7d`, `2w`; 1h and 24h when left out. */
  windows?: May<readonly string[]>;
  /** One an asset and set of venues; `coverage` says in the author's words what the feed covers. */
  feeds?: May<ReadonlyArray<{ asset: string; label?: May<string>; coverage?: May<string>; events: readonly LiquidationEvent[] }>>;
  /** Series whose last record is asked for: same side, window and venues as their history. */
  series?: May<ReadonlyArray<{ label: string; value: Known; history: readonly Dated[] }>>;
  /** Figures of publishers, which are shown side by side and never merged. */
  published?: May<readonly PublishedFigure[]>;
};

export interface Tape {
  nowMs: number;
  feeds: Array<{ asset: string; label: string; coverage: string; windows: Record<string, LiquidationTotals> }>;
  /** All feeds together; read `mixedCoverage` before showing it. */
  sum: Record<string, LiquidationTotals> | null;
  /** Whether the feeds differ in what they cover. */
  mixedCoverage: boolean;
  series: Array<{ label: string; value: Known; largest: LargestSince }>;
  /** By unit; `low` and `high` are the lowest and the highest bound named, `open` says that some figure lacks one. */
  published: Array<{
    unit: string; low: Known; high: Known; open: boolean;
    figures: Array<{ label: string; low: Known; high: Known }>;
  }>;
}

export interface SeasonSummary {
  /** 1 to 12, in a table by month. */
  month?: number;
  n: number;
  mean: Known;
  median: Known;
  /** Share above 0; 0 is no hit. */
  hitRate: Known;
  /** Fewer than 20. */
  smallSample: boolean;
  meanInterval?: [number, number] | null;
  medianInterval?: [number, number] | null;
  hitRateInterval?: [number, number] | null;
  level?: number;
}

/** One function a kind. */
export interface Signals {
  /** Premium over the index as a fraction, from the prices of the impact notional. */
  premiumIndex(request: { impactBid: Known; impactAsk: Known; index: Known; initialMarginRate?: May<number> }): { premium: Known; impactNotional: Known };
  /** Time-weighted mean of premia, first to last; `null` where one is missing. */
  weightedPremium(request: { samples: ReadonlyArray<Known> }): { average: Known; n: number };
  /** Funding rate of an interval of `intervalH` hours. Positive: longs pay shorts. Floor and cap bind the interval's rate. */
  fundingRate(request: {
    avgPremium: Known; intervalH: Known; interest?: May<number>; clamp?: May<number>; floor?: May<number>; cap?: May<number>;
  }): { rate: Known; rate8h: Known; annualSimple: Known; annualCompound: Known };
  /** Funding of 8 hours weighted by open interest, in one currency. */
  oiWeightedFunding(request: { venues: ReadonlyArray<{ venue?: May<string>; oi: Known; rate: Known; intervalH: Known }> }): {
    rate8h: Known; venueRates8h: Known[]; covered: number; venues: number;
  };
  /** Basis of one expiry; the state is that of the simple annual rate, below `low` (0.10), to `high` (0.15), above. */
  basis(request: { future: Known; spot: Known; days: Known; low?: May<number>; high?: May<number> }): {
    raw: Known; simple: Known; compound: Known; state: 'compressed' | 'watch' | 'rebuilding' | null;
  };
  /** The curve of expiries; those below `minDays` (3) and without price are left out. */
  termStructure(request: { spot: Known; quotes: ReadonlyArray<readonly [days: number, price: Known]>; minDays?: May<number> }): {
    days: number[]; annualised: Known[]; forward: Known[]; shape: 'contango' | 'backwardation' | 'mixed' | null; excluded: number;
  };
  /** Strike at an absolute Black-76 delta. */
  deltaStrike(request: { forward: Known; days: Known; iv: Known; delta: Known; type: OptionWord }): { strike: Known };
  /** Call volatility minus put volatility at 25 delta, in points: negative means puts are dearer. One expiry. */
  riskReversal25(request: {
    forward: Known; days: Known; quotes: ReadonlyArray<{ type: OptionWord; strike: number; iv: Known }>; delta?: May<number>;
  }): { callIv: Known; putIv: Known; rr25: Known };
  /** US dollars that hedgers trade for a move of 1 %, and every price within half to one and a half of the spot where that changes sign. */
  dealerGamma(request: {
    spot: Known;
    options: ReadonlyArray<{ type: OptionWord; strike: number; iv: Known; days: Known; oi: Known; dealerPosition?: May<number> }>;
    /** `naive` when left out, which is unreliable in crypto. */
    signMode?: May<'naive' | 'inverse' | 'dealer'>;
    /** Coins or shares of one contract; 1. */
    multiplier?: May<number>;
    /** Further prices at which the gamma is wanted. */
    at?: May<ArrayLike<number>>;
  }): {
    gex1pct: Known; zeroGamma: number[] | null; headline: Known; signMode: 'naive' | 'inverse' | 'dealer';
    grid: { nodes: number; low: number; high: number } | null; covered: number; options: number; gexAt: Known[];
  };
  /** Shares of perpetuals and of derivatives, with the sums they are taken of. */
  perpShare(request: { perp: Known; spot: Known; futures?: May<number>; options?: May<number> }): {
    perpOfPerpSpot: Known; perpOfAll: Known; derivativesOfAll: Known; perpAndSpot: Known; derivatives: Known; all: Known;
  };
  /** Sums by window word; 1h and 24h when `windows` is left out. */
  liquidationTotals(request: Now & { events: readonly LiquidationEvent[]; windows?: May<readonly string[]> }): Record<string, LiquidationTotals>;
  /** The latest earlier day whose value was at least as large. */
  largestSince(request: { value: Known; history: readonly Dated[] }): LargestSince;
  /** A flow in coins and US dollars; the price that both imply. */
  etfUnits(request: { native?: May<number>; usd?: May<number>; price?: May<number> }): {
    impliedPrice: Known; usd: Known; native: Known; priceDifference: Known;
  };
  /** Days with a flow of one sign at the end; days of 0 and missing ones neither break nor extend it. */
  etfStreak(request: { flows: readonly Dated[] }): { streak: Known; cumulative: Known; from: string | null; to: string | null; skipped: Known };
  /** What is left of a total beside the named funds. */
  etfSplit(request: { total: Known; funds: Readonly<Record<string, Known>> }): { total: Known; named: Known; others: Known };
  /** Size of a net flow over liquidations of the same day, and whether both push the same way. */
  slowVsFast(request: { etfNetUsd: Known; liquidationsUsd: Known; dominantSide: Side | null }): {
    etfOverLiquidation: Known; relation: 'same_direction' | 'opposed' | null;
  };
  /** Basis as a fraction, open interest in contracts; `resetDrop` 15 and `stableBand` 5 in percent, `basisDrop` 0.01. */
  cmeCrosscheck(request: {
    basisChange: Known; oiChangePct: Known; resetDrop?: May<number>; basisDrop?: May<number>; stableBand?: May<number>;
  }): { label: 'reset' | 'normalisation' | 'inconclusive' | null };
  /** As `classifyRegime`. */
  regime(request: RegimeRequest): Regime;
  /** Five conditions without a score. `oiDrop` is a fraction, 0.05. */
  treadmillBreaker(request: {
    oiCoinPrev: Known; oiCoinNow: Known; fundingPrev: Known; fundingNow: Known; burstPrev: Known; burstNow: Known;
    spotSharePrev?: May<number>; spotShareNow?: May<number>; spotDeltaPrev?: May<number>; spotDeltaNow?: May<number>;
    realised7d?: May<number>; realised30d?: May<number>; oiDrop?: May<number>;
  }): StateCounts & Record<'oi' | 'funding' | 'bursts' | 'spot' | 'volatility', TriggerState>;
  /** Returns of a month over the years; with `months` (`2025-10`) a table of all twelve as well. */
  seasonality(request: {
    returnsPct: ReadonlyArray<Known>; months?: May<readonly string[]>;
    /** The month that is not over: it and later ones do not count. */
    currentMonth?: May<string>;
    /** Percentile interval: 2000 samples and a level of 0.9 when left out. */
    bootstrap?: May<{ seed: number; resamples?: May<number>; level?: May<number> }>;
  }): SeasonSummary & { months?: SeasonSummary[] };
  /** Falls from the running maximum of closes as fractions; with highs and lows also from an earlier high to a later low. */
  drawdown(request: { closes: ArrayLike<number>; highs?: May<ArrayLike<number>>; lows?: May<ArrayLike<number>> }): {
    maxDrawdown: Known; currentDrawdown: Known; intradayFall: Known; intradayHigh: Known; intradayLow: Known;
  };
  /** The level from which a change of so many percent led to the price. */
  impliedHigh(request: { price: Known; changePct: Known }): { high: Known };
  /** Of log returns at common instants; without times the rows must match. */
  beta(request: {
    asset: ReadonlyArray<Known>; reference: ReadonlyArray<Known>; assetTimeMs?: May<ArrayLike<number>>; referenceTimeMs?: May<ArrayLike<number>>;
  }): { beta: Known; correlation: Known; n: number };
  /** Each series is 100 at the first common instant. */
  rebase(request: { series: ReadonlyArray<{ name: string; timeMs: ArrayLike<number>; close: ArrayLike<number> }> }): {
    timeMs: number[]; series: Array<{ name: string; values: number[] }>;
  };
  /** Amount × price, and its share of the orders within 1 % as a fraction. */
  labelledFlow(request: { amount: Known; price: Known; depth1pctUsd?: May<number> }): { usd: Known; shareOfDepth1pct: Known };
  /** Stablecoins on exchanges and their change over 7 and 30 days without what was only labelled anew. */
  stablecoinReserves(request: Now & {
    timeMs: ArrayLike<number>; balanceUsd: ReadonlyArray<Known>;
    /** Instant and US dollars of wallets that got a label (positive) or lost it. */
    relabelled?: May<ReadonlyArray<readonly [timeMs: number, usd: number]>>;
    /** How much older than asked an observation may be, in days; 2. */
    staleDays?: May<number>;
  }): { balanceUsd: Known; timeMs: Known; change7dUsd: Known; change7d: Known; change30dUsd: Known; change30d: Known };
  /** Between two levels, or along a series of business days; `bp` is 100 × the difference, for levels in percent. */
  contextChange(request:
    | { from: Known; to: Known }
    | { series: ReadonlyArray<Known>; reference?: May<ReadonlyArray<Known>>; lookback?: May<number> }
  ): {
    level: Known; change: Known; pct: Known; bp: Known; lookback?: number;
    overLookback?: { change: Known; pct: Known; bp: Known }; correlation?: Known;
  };
  /** One zone. `clusters` left out is an empty map, `null` is no data. */
  scenarioZone(request: { spot: Known; low: number; high: number; clusters?: May<ReadonlyArray<readonly [price: number, mass: number]>> }): ZoneReading;
  /** States in the order of the triggers, and their counts. */
  triggers(request: { signals: SignalSeries; triggers: readonly Trigger[] }): StateCounts & { states: TriggerState[] };
}

/** One function a kind of signal. */
export declare const signals: Readonly<Signals>;

/** The regime of price, open interest in coins and funding: a description, not a prediction. */
export declare function classifyRegime(request: RegimeRequest): Regime;

/** Zones with their triggers against one map and one set of series. No probability is made of the counts. */
export declare function evaluateScenarios(request: ScenariosRequest): Scenarios;

/** Totals of realised liquidations by feed and window, records, and published figures side by side. */
export declare function tape(request: TapeRequest): Tape;

/** A signal that stands beside the markets of a snapshot. */
export type SignalWord =
  | 'oi' | 'funding' | 'basis' | 'skew' | 'gamma' | 'etf' | 'perp-share' | 'yield' | 'dollar' | 'stablecoins' | 'whales'
  | 'seasonality';

/** What is asked of a snapshot; each key may be left out. */
export interface BoardOptions {
  /** In this order; oi, funding, basis, skew, gamma and etf when left out. */
  show?: May<readonly SignalWord[]>;
  /** Length of the window, such as `30d`; `90d` when left out. The year's mean reaches further. */
  range?: May<string>;
  /** Venues that count; all when left out. */
  venues?: May<readonly string[]>;
  oiUnit?: May<'coin' | 'usd'>;
  /** Rate of eight hours within which funding is neutral; 0.00005. */
  fundingBand?: May<number>;
  /** Fractions a year; 0.10 and 0.15. */
  basisLow?: May<number>;
  basisHigh?: May<number>;
  compounding?: May<'simple' | 'compound'>;
  /** Expiries nearer than this are left out; 3. */
  minDays?: May<number>;
  signMode?: May<'naive' | 'inverse' | 'dealer'>;
  /** Share of the spot to each side; 0.2. */
  gammaWindow?: May<number>;
  /** Names in the snapshot's `context`; `us10y` and `dxy`. */
  yieldSeries?: May<string>;
  dollarSeries?: May<string>;
}

/** Values through time. */
export interface SeriesReading {
  timeMs: number[];
  value: Known[];
}

/** What every reading has: how its figures came to be, and who gives them where its table says so. */
export interface GivenReading {
  basis: 'reported' | 'simulated' | 'measured' | null;
  sources: string[];
}

export interface OiReading extends GivenReading {
  unit: 'coin' | 'usd';
  last: Known;
  lastTimeMs: Known;
  /** Mean of the sum since the year began, UTC, and of how many instants. */
  yearMean: Known;
  yearRows: number;
  /** Last over that mean, less 1. */
  overMean: Known;
  /** Last over the first of the window, less 1. */
  change: Known;
  total: SeriesReading;
  venues: Array<{ venue: string; last: Known } & SeriesReading>;
}

/** Positive: longs pay shorts. */
export interface FundingBoardReading extends GivenReading {
  rate8h: Known;
  lastTimeMs: Known;
  annualSimple: Known;
  state: 'positive' | 'neutral' | 'negative' | null;
  band: number;
  covered: number;
  venues: Array<{ venue: string; rate8h: Known; oi: Known }>;
  series: SeriesReading;
}

/** Positive: the future stands above spot. */
export interface BasisBoardReading extends GivenReading {
  compounding: 'simple' | 'compound';
  /** Of the first venue. */
  state: 'compressed' | 'watch' | 'rebuilding' | null;
  low: number;
  high: number;
  venues: Array<{
    venue: string; last: Known; lastTimeMs: Known; shape: 'contango' | 'backwardation' | 'mixed' | null;
    curve: Array<{ expiryMs: number; days: number; price: number; annual: Known }>;
    forward: Known[];
    /** The nearest expiry at each instant, and which one that is. */
    nearest: SeriesReading & { expiryMs: number[] };
  }>;
}

/** Call less put; negative: puts are dearer. */
export interface SkewTerm {
  expiryMs: number;
  days: number;
  callIv: Known;
  putIv: Known;
  rr25: Known;
}

export interface SkewReading extends GivenReading {
  venue: string;
  timeMs: number;
  terms: SkewTerm[];
  /** The first chain of the window. */
  beforeTimeMs: Known;
  before: SkewTerm[] | null;
}

/** Positive: dealers sell rises and buy falls. */
export interface GammaReading extends GivenReading {
  timeMs: number;
  venues: string[];
  spot: number;
  signMode: 'naive' | 'inverse' | 'dealer';
  gex1pct: Known;
  zeroGamma: number[];
  headline: Known;
  gridNodes: number;
  gridLow: number;
  gridHigh: number;
  covered: number;
  options: number;
  strike: number[];
  strikeGex1pct: number[];
  price: number[];
  priceGex1pct: number[];
}

/** Positive: inflow. */
export interface EtfReading extends GivenReading {
  /** False where only the listed funds are summed. */
  isTotal: boolean;
  usd: Known;
  native: Known;
  lastTimeMs: Known;
  impliedPrice: Known;
  /** Days of one sign at the end, negative for outflow, and their US dollars. */
  streak: Known;
  streakUsd: Known;
  etfOverLiquidation: Known;
  relation: 'same_direction' | 'opposed' | null;
  /**
   * Liquidations of one side as someone published them: those of 24 hours beside the last flow; where there are none, the largest
   * that name no window beside the last flow that pushes the same way.
   */
  publishedUsd: Known;
  publishedSide: 'long' | 'short' | null;
  etfOverPublished: Known;
  publishedRelation: 'same_direction' | 'opposed' | null;
  /** Whether `publishedUsd` is the least and `etfOverPublished` the most that they can be. */
  publishedIsBound: boolean | null;
  /** The flow that stands beside them. */
  publishedFlowTimeMs: Known;
  publishedFlowUsd: Known;
  /** Last flow of this coin's funds and of every other coin's; empty where there is no other. */
  coins: { asset: string; timeMs: number; usd: number; native: Known; impliedPrice: Known }[];
  /** Sum of them in US dollars, where they are of one day. */
  coinsUsd: Known;
  /** Turnover of funds, as published: no flow. */
  turnover: { label: string | null; usd: number }[];
  /** On the days of `timeMs`. */
  funds: Array<{ fund: string; flowUsd: Known[] }>;
  timeMs: number[];
  flowUsd: Known[];
  flowNative: Known[];
  longUsd: Known[];
  shortUsd: Known[];
}

export interface PerpShareReading extends GivenReading {
  perpOfPerpSpot: Known;
  lastTimeMs: Known;
  periodMs: number;
  perp: Known;
  spot: Known;
  perpAndSpot: Known;
  derivativesOfAll: Known;
  derivatives: Known;
  all: Known;
  published: Array<{ of: 'perpetuals' | 'derivatives'; label: string | null; low: Known; high: Known }>;
  series: SeriesReading;
}

/** A change of a level: difference, percent, and basis points where the level is in percent. */
export interface LevelChange {
  change: Known;
  pct: Known;
  bp: Known;
}

export interface LevelReading extends GivenReading {
  name: string;
  unit: 'percent' | 'index';
  last: Known;
  lastTimeMs: Known;
  day: LevelChange;
  lookback: number;
  overLookback: LevelChange;
  correlation: Known;
  policy: { meetingMs: Known; expectedPercent: Known; cutProbability: Known; publishedChange: Known };
  series: SeriesReading;
}

export interface ReservesReading extends GivenReading {
  balanceUsd: Known;
  lastTimeMs: Known;
  change7dUsd: Known;
  change7d: Known;
  change30dUsd: Known;
  change30d: Known;
  chains: string[];
  relabelledUsd: number;
  series: SeriesReading;
}

export interface WhalesReading extends GivenReading {
  depth1pctUsd: Known;
  flows: Array<{ timeMs: number; asset: string; amount: number; label: string; usd: Known; shareOfDepth1pct: Known }>;
}

export interface SeasonalityReading extends GivenReading {
  /** The month under way, 1 to 12, which does not count. */
  current: number;
  from: string;
  to: string;
  months: Array<{ month: number; n: number; mean: Known; median: Known; hitRate: Known; smallSample: boolean }>;
}

/** A signal with its reading; `null` where the snapshot has no data for it. */
export type SignalPanel =
  | { signal: 'oi'; reading: OiReading | null }
  | { signal: 'funding'; reading: FundingBoardReading | null }
  | { signal: 'basis'; reading: BasisBoardReading | null }
  | { signal: 'skew'; reading: SkewReading | null }
  | { signal: 'gamma'; reading: GammaReading | null }
  | { signal: 'etf'; reading: EtfReading | null }
  | { signal: 'perp-share'; reading: PerpShareReading | null }
  | { signal: 'yield' | 'dollar'; reading: LevelReading | null }
  | { signal: 'stablecoins'; reading: ReservesReading | null }
  | { signal: 'whales'; reading: WhalesReading | null }
  | { signal: 'seasonality'; reading: SeasonalityReading | null };

/** Signals of a snapshot side by side. */
export interface SignalBoard {
  asset: string;
  asOfMs: number;
  /** Where the axis of time begins. */
  fromMs: number;
  /** The window asked for, whether or not the data fill it. */
  rangeMs: number;
  panels: SignalPanel[];
}

/** The signals of a snapshot, as `<liq-signals>` reads them. */
export declare function signalsOf(snapshot: object | string, options?: BoardOptions): SignalBoard;

/** A panel of a comparison. */
export type ComparePanel = 'assets' | 'drawdown' | 'beta' | 'events' | 'months';

/** What is compared; each key may be left out. */
export interface CompareOptions {
  /** In this order; those that the snapshot has data for when left out. */
  show?: May<readonly ComparePanel[]>;
  /** How far back coins are compared, such as `30d`; `90d` when left out. */
  range?: May<string>;
  /** Venues of which the first that has a market gives the own coin's prices. */
  venues?: May<readonly string[]>;
  /** Coins in this order; all when left out. */
  assets?: May<readonly string[]>;
  /** The coin that beta is against; the snapshot's own when left out. */
  reference?: May<string>;
  /** Length of the window of falls and changes up to the end of the data; `24h` when left out. */
  window?: May<string>;
  /** Only instants at whole multiples of this length are compared. */
  step?: May<string>;
  /** Start of the move under way, such as `2026-02-03T12:00Z`, which is then laid over the past events. */
  start?: May<string>;
  /** How much is shown before the start of an event, such as `2d`; what the past events have when left out. */
  beforeStart?: May<string>;
  /** How much is shown after it; the same. */
  afterStart?: May<string>;
  /** The month that is pointed out, 1 to 12; the one under way when left out. */
  month?: May<number>;
}

/** One coin. Changes and falls are fractions, negative for falls. */
export interface ComparedAsset extends GivenReading {
  asset: string;
  /** Currency of its prices. */
  quote: string;
  last: Known;
  /** Over all common instants. */
  change: Known;
  windowChange: Known;
  /** Highest price of what is shown. */
  highest: Known;
  belowHigh: Known;
  maxDrawdown: Known;
  /** The deepest fall within the window, from the high of a period to the low of a later one. */
  fall: { change: number; high: number; low: number } | null;
  /** `null` for the reference itself. */
  beta: Known;
  correlation: Known;
  /** How many pairs of returns both come from. */
  n: Known;
  smallSample: boolean | null;
  /** 100 at the first common instant. */
  rebased: { timeMs: number[]; value: Known[] };
  /** Each close against the highest close up to it. */
  drawdown: { timeMs: number[]; value: Known[] };
}

/** One event laid out from its start. */
export interface ComparedEvent extends GivenReading {
  /** `null` for the move under way. */
  label: string | null;
  asset: string;
  startMs: number;
  /** The last price up to the start; without one there is nothing to compare. */
  startPrice: Known;
  change: Known;
  maxDrawdown: Known;
  coveredMs: Known;
  /** 100 at the start; milliseconds from it. */
  rebased: { offsetMs: number[]; value: Known[] };
}

/** Coins, past events and months side by side. */
export interface Comparison {
  asset: string;
  show: ComparePanel[];
  asOfMs: number;
  fromMs: number;
  /** Least distance of two instants that were compared. */
  stepMs: Known;
  /** How far back coins are compared at most. */
  rangeMs: number;
  windowMs: number;
  reference: string;
  assets: ComparedAsset[];
  events: ComparedEvent[];
  months: SeasonalityReading | null;
  /** Returns in percent of months that are over. */
  returns: { month: string[]; returnPct: number[] } | null;
  month: Known;
  /** Prices and changes of prices as others published them. */
  reported: Array<{
    asset: string | null; measure: 'price' | 'lowest_price' | 'highest_price' | 'price_change'; label: string | null;
    windowMs: Known; timeMs: Known; low: Known; high: Known; basis: string | null; source: string | null;
  }>;
}

/** Coins, past events and months of a snapshot side by side, as `<liq-compare>` draws them. */
export declare function compare(snapshot: object | string, options?: CompareOptions): Comparison;
