/**
 * The classes behind the elements, without any effect on a page until they are defined. To define them under their own
 * names, import `liquidation-widgets` instead.
 *
 * Units: prices in the quote currency, times in milliseconds since 1970-01-01 UTC, shares and distances as fractions.
 * `long` means positions of buyers, liquidated below the price; `short` those of sellers, liquidated above it.
 */

import type { BySide, CascadeAnswer, Cluster, SimulationAnswer } from './headless.js';
import type { ComparePanel, Comparison, SignalBoard, SignalWord } from './signals.js';

/**
 * `idle` before loading and after removal; `static` is ready, and a picture only; `stale` keeps the drawing of earlier data
 * where newer ones did not come; `error` keeps the fallback or the last good drawing.
 */
export type State = 'idle' | 'loading' | 'ready' | 'static' | 'stale' | 'error';

/** What went wrong, in `liq-error` events. */
export interface ErrorDetail {
  /** Stable code. */
  readonly code:
    | 'data-invalid' | 'data-too-large' | 'data-unordered' | 'data-duplicated' | 'data-length' | 'data-range' | 'data-empty'
    | 'unit-suspect' | 'attribute-invalid' | 'fetch-failed' | 'venue-refused' | 'venue-blocked' | 'rate-limited' | 'symbol-unknown' | 'unit-unknown'
    | 'integrity-mismatch' | 'wasm-refused' | 'wasm-trap' | 'internal';
  /** Attribute, or path into the snapshot, for instance `markets[0].candles.high[17]`; empty for the whole input. */
  readonly field: string;
  /** What was found there. */
  readonly value: string;
  /** What is allowed there. */
  readonly allowed: string;
  /** All of it as one sentence. */
  readonly message: string;
  /** The venue that it is about, and how it stands now; where `live` is given. */
  readonly venue?: 'binance' | 'bybit' | 'okx' | 'hyperliquid' | 'deribit';
  readonly state?: 'rate-limited' | 'blocked' | 'refused' | 'unreachable';
}

/** The numbers that a heatmap draws. */
export interface HeatmapResult {
  /**
   * `relative` where open interest is not known: amounts are then shares of an unknown total. `imported` where a heatmap of
   * others is drawn as given.
   */
  label: 'estimated' | 'relative' | 'imported';
  asset: string;
  /** End of the last column. */
  time: number;
  /** Last price. */
  spot: number;
  /** One-sided open interest in US dollars; `null` where it is not known. */
  openInterestUsd: number | null;
  /** Longs between the lowest and the highest row at the end of the last column, US dollars or share. */
  long: number;
  /** Shorts, likewise. */
  short: number;
  /** By falling mass. */
  clusters: Cluster[];
  /** Lowest and highest price of the rows. */
  priceRange: [low: number, high: number];
  /** Start of the first column and end of the last. */
  timeRange: [from: number, to: number];
  viewport: Viewport;
  /** Share of the open interest whose entry lies before the data. */
  seededShare: number;
  /** Open interest of the markets in the sum over that of all. */
  coverage: number;
  /** Largest relative difference between either side's mass and the open interest. */
  conservationError: number;
}

/** Times and prices in view. */
export type Viewport = [from: number, to: number, low: number, high: number];

/** One cell, as `liq-select` tells it. */
export interface Reading {
  column: number;
  /** 0 is the lowest. */
  row: number;
  /** Start of the column. */
  timeMs: number;
  /** Lower edge of the row. */
  low: number;
  /** Upper edge of the row, not included. */
  high: number;
  /** Longs and shorts, US dollars or shares. */
  mass: [long: number, short: number];
  shareOfOpenInterest: number | null;
  /** Mass between the price of that time and this row, this row included. */
  cumulative: number;
  /** Whose mass that is. */
  cumulativeSide: 'long' | 'short';
  /** Distance of the row's middle from the price of that time as a fraction; negative below. */
  distance: number;
  seededShare: number;
}

/** The numbers that signals draw. */
export interface SignalsResult extends SignalBoard {}

/** A place in one panel, as `liq-select` tells it: names and values as the reader sees them. */
export interface SignalReading {
  signal: SignalWord;
  lines: Array<[name: string, value: string]>;
}

/** The numbers that a comparison draws. */
export interface CompareResult extends Comparison {}

/** A place in one panel, as `liq-select` of `<liq-compare>` tells it: names and values as the reader sees them. */
export interface ComparePlace {
  panel: ComparePanel;
  lines: Array<[name: string, value: string]>;
}

/** What `liq-data` tells. */
export interface DataDetail {
  /** The attribute `src`. */
  readonly src: string;
  /** The coin. */
  readonly asset: string;
}

/** Size of a picture: CSS pixels, and device pixels for each of them. */
export interface PictureSize {
  /** That of the element when left out. */
  width?: number;
  /** What words and chart need when left out. */
  height?: number;
  /** 2 when left out. */
  ratio?: number;
}

/** What is drawn, as a file. */
export interface Frozen {
  /** A `liq-snapshot/1` document. */
  text: string;
  /** Its hash for the attribute `integrity`; empty on a page that is not served securely. */
  integrity: string;
  /** A name for the file, with coin and time. */
  name: string;
}

/** What is at other places on the page that the code is for. */
export interface Elsewhere {
  /** Address of the snapshot, as it is to be written; data by value are then left out. */
  src?: string;
  /** Hash of that snapshot. */
  integrity?: string;
  /** The entry script; this page's own when left out. */
  script?: { src: string; integrity?: string };
  /** A picture for readers without script, in place of the summary in words. */
  picture?: { src: string; width: number; height: number };
}

/** A cluster of a map, and whether it is dense under most other assumptions too; `null` before these are drawn. */
export interface MapCluster extends Cluster {
  robust: boolean | null;
}

/** The numbers that a map draws. */
export interface MapResult {
  /** `relative` where open interest is not known: amounts are then shares of an unknown total. `imported` where a map of others is drawn as given. */
  label: 'estimated' | 'relative' | 'imported';
  asset: string;
  /** End of the last candle. */
  time: number;
  /** Last price. */
  spot: number;
  /** Mark price, from which distances and sums are. */
  mark: number;
  openInterestUsd: number | null;
  /** Share of the price that the map reaches to either side. */
  window: number;
  /** Row `r` is from `edges[r]` to `edges[r + 1]`, 0 lowest. */
  rows: { low: number; high: number; count: number; scale: 'log' | 'linear'; edges: number[] };
  /** Longs of each row, US dollars or shares. */
  long: number[];
  /** Shorts of each row. */
  short: number[];
  stack: 'leverage' | 'venue' | 'none';
  layers: Array<{ label: string; venue?: string; symbol?: string; long: number[]; short: number[] }>;
  /** Amount between the mark price and each row, the row included. */
  cumulative: BySide<number[]>;
  /** The same under other plausible assumptions; `null` before these are drawn. */
  band: ({ quantiles: [low: number, high: number]; draws: number; seed: number } & BySide<{ low: number[]; high: number[] }>) | null;
  totals: BySide<number>;
  /** Sums up to fixed distances. */
  within: Array<{ distance: number; long: number; short: number; longShare: number | null; shortShare: number | null }>;
  nearest: BySide<MapCluster | null>;
  /** By falling mass. */
  clusters: MapCluster[];
  seededShare: number;
  coverage: number;
}

/** One row of a map, or one bar of its simple view, as `liq-select` tells it. */
export interface RowReading {
  /** 0 is the lowest. */
  row: number;
  low: number;
  high: number;
  /** Longs below the mark price, shorts above it. */
  side: 'long' | 'short';
  long: number;
  short: number;
  /** The side's amount in each layer; empty in the simple view. */
  layers: number[];
  shareOfOpenInterest: number | null;
  /** Amount between the mark price and this row, this row included. */
  cumulative: number;
  /** Distance of the row's middle from the mark price as a fraction; negative below. */
  distance: number;
}

/** The numbers that a cascade draws. */
export interface CascadeResult {
  asset: string;
  /** End of the last candle. */
  time: number;
  spot: number;
  side: 'down' | 'up';
  /** As a fraction. */
  shock: number;
  /** `null` where nothing is known of the side's depth. */
  projection: CascadeAnswer | null;
  /** Rounds that the replay shows. */
  roundsShown: number;
  /** `null` before they are drawn. */
  odds: SimulationAnswer | null;
  /** Both edges of each zone of the odds, in their order. */
  zones: Array<{ low: number; high: number }> | null;
  /** What was assumed, by the author, the reader or by default. */
  assumed: {
    depthFactor: number; passthrough: number; mapScale: number;
    /** Moves of the data by which the share of the map was found; 0 where gaps stood in. */
    replayedMoves: number | null;
    flow: number; criticalFraction: number; leverageTilt: number; volatility: number | null; depthOnePercent: number | null;
  };
  /** Other assets and how far they go by their beta. */
  betas: Array<{ asset: string; beta: number; displacement: number | null }>;
}

/** A share of simulated paths; the error is null where nothing was drawn. */
export interface PathShare {
  probability: number;
  standardError: number | null;
}

/** With the map's pull, null where a side of the market has no data, and without any map. */
export interface PathOdds {
  withMap: PathShare | null;
  empty: PathShare;
}

/** A condition and its state in the data. No data is never taken for not met. */
export interface ScenarioTrigger {
  signal: string;
  op: '>' | '>=' | '<' | '<=' | 'between' | 'rising' | 'falling';
  /** The level, two for `between`, null for `rising` and `falling`. */
  value: number | [low: number, high: number] | null;
  /** Over how many of the last observations. */
  window: number;
  /** The last observation. */
  last: number | null;
  state: 'met' | 'not_met' | 'no_data';
  /** The author's words. */
  words: string;
}

/** One of the author's zones. Distances are percent of the spot, amounts US dollars of the estimated map. */
export interface ScenarioZone {
  label: string;
  low: number;
  high: number;
  inside: boolean;
  nearPct: number;
  /** Null where price stands in the zone. */
  farPct: number | null;
  midpoint: number;
  /** Null without open interest. */
  massInside: number | null;
  massOnPath: number | null;
  /** Whether the map reaches over all of the zone. */
  mapCovers: boolean;
  triggers: ScenarioTrigger[];
  met: number;
  notMet: number;
  noData: number;
  /** The author's words. */
  words: string;
  /** Share of paths that touch it; null before they are walked and where price stands in it. */
  touch: PathOdds | null;
  /** The same in closed form, without liquidations and in continuous time. */
  touchWithoutLiquidations: number | null;
  /** Share of paths that touch it before every other zone. */
  first: PathOdds | null;
}

/** The numbers that scenarios draw. */
export interface ScenariosResult {
  asset: string;
  /** End of the last candle. */
  time: number;
  spot: number;
  /** In the author's order. */
  zones: ScenarioZone[];
  /** How the paths were drawn and where they lie; null before they are walked and where the data give none. */
  paths: {
    count: number; seed: string; volatility: number; drift: 'martingale' | 'logarithm'; horizonDays: number;
    /** Share of paths that touch no zone. */
    noneWithMap: number | null; noneEmpty: number | null;
    /** Prices below which lie 5, 25, 50, 75 and 95 % of paths after so many days. */
    fan: { days: number[]; prices: number[][] };
  } | null;
  /** Whether the paths are walked, or there are none. */
  settled: boolean;
  horizonDays: number;
  /** Share of the map that is believed. */
  mapScale: number | null;
  /** Every series that the snapshot holds, by the names that triggers use. */
  signals: Array<{ name: string; unit: string; observations: number; last: number | null; time: number | null }>;
  /** Place of the zone that the reader chose. */
  selected: number | null;
}

/** Where the reader points in scenarios. */
export interface ZonePlace {
  price: number;
  timeMs: number | null;
  /** Place of the zone there. */
  zone: number | null;
}

/** The zone that the reader chose, with its place in the author's order. */
export interface ScenarioChosen extends ScenarioZone {
  place: number;
}

/** A shock that the reader chose. */
export interface Shock {
  side: 'down' | 'up';
  /** As a fraction. */
  shock: number;
  finalPrice: number;
  displacement: number;
}

/** The round that the reader went to. */
export interface RoundShown {
  round: number;
  rounds: number;
}

/** Events of the elements: they bubble and are composed, and their `detail` is plain data. */
export interface LiqEventMap<Result = HeatmapResult | MapResult | CascadeResult | SignalsResult | ScenariosResult | CompareResult, Selected = Reading | RowReading | SignalReading | ZonePlace | ComparePlace | null> {
  /** The picture is drawn; the detail is `result`. */
  'liq-ready': CustomEvent<Result>;
  /** Something was wrong: data, network, or an attribute. */
  'liq-error': CustomEvent<ErrorDetail>;
  /** The reader chose a cell, or a row of a map; `null` where the picture has no column. */
  'liq-select': CustomEvent<Selected>;
  /** Other data than before came from the network and are drawn. */
  'liq-data': CustomEvent<DataDetail>;
  /** The reader zoomed or panned a heatmap. */
  'liq-viewport': CustomEvent<Viewport>;
  /** The reader moved the shock of a cascade or turned it round. */
  'liq-shock': CustomEvent<Shock>;
  /** The reader stepped through the rounds of a cascade, or plays them. */
  'liq-round': CustomEvent<RoundShown>;
  /** The reader chose one of the author's zones. */
  'liq-scenario': CustomEvent<ScenarioChosen>;
}

/** What all elements share. A property that is set writes its attribute; `null` takes it away. */
export declare class LiqElement<Result = HeatmapResult | MapResult | CascadeResult | SignalsResult | ScenariosResult | CompareResult, Selected = Reading | RowReading | SignalReading | ZonePlace | ComparePlace | null> extends HTMLElement {
  static readonly observedAttributes: string[];
  /** Address of a snapshot. */
  get src(): string;
  set src(value: string | null);
  /** Hash of the snapshot behind `src`, as in `<script integrity>`. */
  get integrity(): string;
  set integrity(value: string | null);
  /** Address of a message file with the words of a language that does not ship. */
  get messages(): string;
  set messages(value: string | null);
  /** Venues to show, separated by spaces; all when absent. */
  get venue(): string;
  set venue(value: string | null);
  /** Venues to ask from the reader's browser, separated by spaces. */
  get live(): string;
  set live(value: string | null);
  /** The contract to ask for; that of the snapshot when absent. */
  get symbol(): string;
  set symbol(value: string | null);
  /** Seconds between two rounds of questions, at least 15; asked once when absent. */
  get refresh(): string;
  set refresh(value: string | number | null);
  /** Address of your own relay, which is asked instead of the venues: each below its id. */
  get endpoint(): string;
  set endpoint(value: string | null);
  /** `auto`, `light` or `dark`. */
  get theme(): string;
  set theme(value: string | null);
  /** `auto`, `intl` or `cjk`. */
  get units(): string;
  set units(value: string | null);
  /** `UTC`, an offset such as `UTC+8`, or a name such as `Asia/Shanghai`. */
  get timezone(): string;
  set timezone(value: string | null);
  /** Replaces the heading. */
  get heading(): string;
  set heading(value: string | null);
  /** Replaces the line below the heading. */
  get description(): string;
  set description(value: string | null);
  /** Replaces the sources of the snapshot. */
  get sourceName(): string;
  set sourceName(value: string | null);
  /** Web address of `sourceName`. */
  get sourceUrl(): string;
  set sourceUrl(value: string | null);
  /** `lazy`, `eager` or `click`. */
  get load(): string;
  set load(value: string | null);
  /** Elements of one name show where a shock of one of them leads. */
  get group(): string;
  set group(value: string | null);
  /** A picture without controls, pointer and keys. */
  get static(): boolean;
  set static(value: boolean | null);
  /** Leaves the controls out. */
  get noControls(): boolean;
  set noControls(value: boolean | null);
  /** Leaves the table out. */
  get noTable(): boolean;
  set noTable(value: boolean | null);
  /** Leaves the button that saves out. */
  get noExport(): boolean;
  set noExport(value: boolean | null);
  /** The snapshot by value: an object of the format `liq-snapshot/1`, typed arrays welcome, or the text of one. */
  get data(): object | string | undefined;
  set data(value: object | string | undefined);
  /** The text of the snapshot that is drawn. */
  get snapshotText(): string | undefined;
  get state(): State;
  /** Resolves with the element once it is drawn, rejects with a `LiqError`. A new try after a failure has a new promise. */
  get ready(): Promise<this>;
  /** The numbers drawn; `null` before anything is. */
  get result(): Result | null;
  /** The sentences that a screen reader gets; empty before anything is drawn. */
  summary(): string;
  /** The picture as SVG text, by default at the size on the page. Rejects with a `LiqError` before anything is drawn. */
  toSVG(size?: { width?: number; height?: number }): Promise<string>;
  /** The picture with the words around it as a PNG. Rejects with a `LiqError` before anything is drawn. */
  toPNG(size?: PictureSize): Promise<Blob>;
  /** The numbers drawn as CSV (RFC 4180), with parameters, assumptions and hashes in comment lines before it. */
  toCSV(): Promise<string>;
  /** The markup that puts this element on another page, every value escaped. */
  embedCode(elsewhere?: Elsewhere): Promise<string>;
  /** The data drawn as a file that draws the same anywhere. */
  freeze(): Promise<Frozen>;
  addEventListener<K extends keyof LiqEventMap>(type: K, listener: (this: this, event: LiqEventMap<Result, Selected>[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof LiqEventMap>(type: K, listener: (this: this, event: LiqEventMap<Result, Selected>[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** `<liq-heatmap>`: estimated outstanding liquidations by price row through time, under the candles. */
export declare class LiqHeatmap extends LiqElement<HeatmapResult, Reading | null> {
  /** How far back: a whole number and h, d or w, for instance `7d`. */
  get range(): string;
  set range(value: string | null);
  /** `magma`, `inferno`, `viridis`, `cividis` or `blues`. */
  get palette(): string;
  set palette(value: string | null);
  /** `green-up`, `red-up` or `blue-orange`. */
  get direction(): string;
  set direction(value: string | null);
  /** `linear`, `log` or `percent-of-oi`. */
  get scale(): string;
  set scale(value: string | null);
  /** Share of the scale below which nothing is painted, `0` to `1` or in percent. */
  get threshold(): string;
  set threshold(value: string | number | null);
  /** `both`, `long` or `short`. */
  get sides(): string;
  set sides(value: string | null);
  /** `false` leaves the candles out. */
  get candles(): string;
  set candles(value: string | boolean | null);
  /** Leverages to keep, separated by spaces. */
  get leverage(): string;
  set leverage(value: string | null);
  /** Price rows, 1 to 2000. */
  get rows(): string;
  set rows(value: string | number | null);
  /** `false` leaves realised liquidations out. */
  get realised(): string;
  set realised(value: string | boolean | null);
  /** `log` or `linear`: how prices are divided into rows. */
  get rowScale(): string;
  set rowScale(value: string | null);
}

/** Sums of one window: US dollars by the side that was closed. */
export interface TapeTotals {
  long: number;
  short: number;
  total: number;
  /** `null` where nothing was liquidated; the same of the two below. */
  longShare: number | null;
  shortShare: number | null;
  /** Longs less shorts over both. */
  asymmetry: number | null;
  /** Orders, or sums of periods. */
  events: number;
  largest: number | null;
}

/** One bar of a tape: the period after `fromMs` up to and with `toMs`. */
export interface TapeBar {
  fromMs: number;
  toMs: number;
  /** US dollars; `null` where nothing is known. */
  longUsd: number | null;
  shortUsd: number | null;
  /** Whether every feed knows the period. */
  isWhole: boolean;
}

/** The latest window against the periods before it. */
export interface TapeRecord {
  series: 'total' | 'long' | 'short';
  usd: number;
  /** Start of the latest earlier period at least as large; `null` for the largest since records begin. */
  sinceMs: number | null;
  isRecord: boolean;
  largestBeforeUsd: number;
  largestBeforeMs: number;
  historyFromMs: number;
  periods: number;
  /** Periods of the history that are missing. */
  gaps: number;
}

/** Figures that others published of one thing. */
export interface TapeReported {
  measure: 'liquidations' | 'accounts';
  /** `null` for the whole market. */
  asset: string | null;
  /** `null` for both. */
  side: 'long' | 'short' | null;
  windowMs: number | null;
  timeMs: number;
  /** The lowest and the highest bound that someone names. */
  low: number | null;
  high: number | null;
  /** Whether some figure has one bound alone. */
  open: boolean;
  sinceMs: number | null;
  figures: Array<{ label: string | null; source: string | null; low: number | null; high: number | null }>;
}

/** The numbers that a tape draws. */
export interface TapeResult {
  asset: string;
  assets: string[];
  /** End of the data. */
  time: number;
  windows: Array<{ window: string; hours: number; totals: TapeTotals | null; byAsset: Array<{ asset: string; totals: TapeTotals | null }> }>;
  bucketMs: number;
  /** Coins of the bars; `null` where they come from a history that does not tell coins apart. */
  layers: string[] | null;
  bars: TapeBar[];
  records: { periodMs: number; periodHours: number; toMs: number; fromTable: boolean; series: TapeRecord[] } | null;
  /** Coins open before and after the longest window. */
  openInterest: { fromMs: number; toMs: number; beforeCoins: number; afterCoins: number; change: number } | null;
  reported: TapeReported[];
  feeds: Array<{ asset: string; venue: string | null; complete: boolean | null; fromMs: number; periodMs: number | null }>;
  mixedCoverage: boolean;
}

/** Price, open interest and funding at one instant; `null` is no data. */
export interface RegimeReadings {
  timeMs: number;
  price: number | null;
  /** Changes over the window, fractions; open interest in coins. */
  priceChange: number | null;
  oiChange: number | null;
  /** Fraction of 8 hours; positive: longs pay shorts. */
  funding8h: number | null;
  priceMove: 'up' | 'flat' | 'down' | null;
  oiMove: 'up' | 'flat' | 'down' | null;
  fundingMove: 'pos' | 'neutral' | 'neg' | null;
  /** Name of one of the 27 cells, for instance `latent_fragility`. */
  regime: string | null;
}

/** The numbers that a picture of regimes draws. */
export interface RegimeResult {
  asset: string;
  time: number;
  now: RegimeReadings | null;
  /** Since when the regime of now lasts. */
  sinceMs: number | null;
  readings: RegimeReadings[];
  spans: Array<{ fromMs: number; toMs: number; regime: string | null }>;
  stepMs: number;
  breakers: Array<{ name: 'oi' | 'funding' | 'bursts' | 'spot' | 'volatility'; state: 'met' | 'not_met' | 'no_data'; before: number | null; now: number | null }>;
  met: number;
  notMet: number;
  noData: number;
  /** `null` without CME futures in the snapshot. */
  cme: {
    fromMs: number;
    toMs: number;
    expiryMs: number | null;
    basis: RegimePair | null;
    contracts: RegimePair | null;
    offshoreCoins: RegimePair | null;
    label: 'reset' | 'normalisation' | 'inconclusive' | null;
  } | null;
  asked: {
    windowHours: number; windowDays: number; priceBand: number; oiBand: number; fundingBand: number; oiDrop: number;
    cmeWindowHours: number; cmeReset: number; cmeBasisDrop: number; cmeStable: number;
  };
}

/** A value at the start of a window and at its end. */
export interface RegimePair {
  before: number;
  now: number;
  /** As a fraction of `before`. */
  change: number | null;
}

/** `<liq-map>`: estimated outstanding liquidations by price, now. */
export declare class LiqMap extends LiqElement<MapResult, RowReading | null> {
  /** What bars are stacked by. */
  get stack(): string;
  set stack(value: string | null);
  /** How far the map reaches from the price, 1 to 90 % of it: 0.05 or 5%. */
  get window(): string;
  set window(value: string | number | null);
  /** false leaves the curves summed from the spot out. */
  get cumulative(): string;
  set cumulative(value: string | boolean | null);
  /** false leaves the names of clusters out. */
  get clusters(): string;
  set clusters(value: string | boolean | null);
  /** simple draws a dozen bars at round prices with their amounts. */
  get view(): string;
  set view(value: string | null);
  /** Price rows, 1 to 1000. */
  get rows(): string;
  set rows(value: string | number | null);
  /** How prices are divided into rows. */
  get rowScale(): string;
  set rowScale(value: string | null);
  /** Leverages to keep, separated by spaces. */
  get leverage(): string;
  set leverage(value: string | null);
}

/** `<liq-tape>`: realised liquidations through time, longs against shorts. */
export declare class LiqTape extends LiqElement<TapeResult, TapeBar | null> {
  /** How far back: a whole number and h, d or w, for instance 7d. */
  get range(): string;
  set range(value: string | null);
  /** Windows that end now, separated by spaces, the longest last: 1h 24h. */
  get window(): string;
  set window(value: string | null);
  /** Length of a bar: a whole number and h, d or w; about fifty bars when absent. */
  get bucket(): string;
  set bucket(value: string | null);
  /** Coins to show, separated by spaces; all of the snapshot when absent. */
  get assets(): string;
  set assets(value: string | null);
  /** Sides whose bars are drawn. */
  get sides(): string;
  set sides(value: string | null);
  /** Parts to draw, separated by spaces: totals bars record open-interest published. All when absent. */
  get show(): string;
  set show(value: string | null);
}

/** `<liq-regime>`: price, open interest and funding through time, and the regime now. */
export declare class LiqRegime extends LiqElement<RegimeResult, RegimeReadings | null> {
  /** How far back: a whole number and h, d or w, for instance 7d. */
  get range(): string;
  set range(value: string | null);
  /** Colours of up and down: candles, zones, flows, months, moves. */
  get direction(): string;
  set direction(value: string | null);
  /** Length over which price and open interest change: a whole number and h, d or w. */
  get window(): string;
  set window(value: string | null);
  /** Price changes within it are flat: 0.01 or 1%. */
  get priceBand(): string;
  set priceBand(value: string | number | null);
  /** Changes of open interest in coins within it are flat: 0.01 or 1%. */
  get oiBand(): string;
  set oiBand(value: string | number | null);
  /** Funding rates of 8 hours within it are neutral: 0.00005 or 0.005%. */
  get fundingBand(): string;
  set fundingBand(value: string | number | null);
  /** Fall of open interest in coins that counts as a breaker: 0.05 or 5%. */
  get oiDrop(): string;
  set oiDrop(value: string | number | null);
  /** Length over which CME futures are compared. */
  get cmeWindow(): string;
  set cmeWindow(value: string | null);
  /** Fall of CME open interest that is a reset: 0.15 or 15%. */
  get cmeReset(): string;
  set cmeReset(value: string | number | null);
  /** Fall of the CME basis of a year that counts: 0.01 or 1%. */
  get cmeBasisDrop(): string;
  set cmeBasisDrop(value: string | number | null);
  /** Change of CME open interest that is still stable: 0.05 or 5%. */
  get cmeStable(): string;
  set cmeStable(value: string | number | null);
  /** Parts to draw, separated by spaces: strip readings breakers cme. All when absent. */
  get show(): string;
  set show(value: string | null);
}

/** `<liq-scenarios>`: an author's zones and the conditions that would speak for each. */
export declare class LiqScenarios extends LiqElement<ScenariosResult, ZonePlace> {
  /** How much of the past is shown; twice the horizon when absent. */
  get range(): string;
  set range(value: string | null);
  /** `green-up`, `red-up` or `blue-orange`. */
  get direction(): string;
  set direction(value: string | null);
  /** The zones as JSON, where a page takes no `<liq-scenario>` children; those outrank it. */
  get zones(): string;
  set zones(value: string | null);
  /** How far ahead zones and paths reach: a whole number and h, d or w. */
  get horizon(): string;
  set horizon(value: string | null);
  /** Volatility of a year that the paths have; that of the data when absent. */
  get volatility(): string;
  set volatility(value: string | number | null);
  /** Mean motion of the paths: `martingale` or `logarithm`. */
  get drift(): string;
  set drift(value: string | null);
  /** Simulated paths, 256 to 16384. */
  get paths(): string;
  set paths(value: string | number | null);
  /** Seed of the paths. */
  get seed(): string;
  set seed(value: string | number | null);
}

/** `<liq-cascade>`: a shock in the reader's hand, and where liquidations carry it. */
export declare class LiqCascade extends LiqElement<CascadeResult, null> {
  /** `green-up`, `red-up` or `blue-orange`. */
  get direction(): string;
  set direction(value: string | null);
  /** Which way the shock goes. */
  get side(): string;
  set side(value: string | null);
  /** Size of the shock, 0 to 25 %: 0.03 or 3%. */
  get shock(): string;
  set shock(value: string | number | null);
  /** US dollars sold or bought at market beside the gap. */
  get flow(): string;
  set flow(value: string | number | null);
  /** US dollars of the order book within 1 % of the price, instead of those of the data or the typical ones. */
  get depth1pct(): string;
  set depth1pct(value: string | number | null);
  /** Share of the visible book that absorbs, 0.05 to 5. */
  get depthFactor(): string;
  set depthFactor(value: string | number | null);
  /** Share of liquidations that reach the book, 0 to 1 or in percent. */
  get passthrough(): string;
  set passthrough(value: string | number | null);
  /** Share of the map that is believed, 0 to 1 or in percent; found from past moves when absent. */
  get mapScale(): string;
  set mapScale(value: string | number | null);
  /** Leverage mix from lower to higher, -1.5 to 1.5. */
  get leverageTilt(): string;
  set leverageTilt(value: string | number | null);
  /** Share of the map that makes a jump critical, 0.01 to 1. */
  get criticalFraction(): string;
  set criticalFraction(value: string | number | null);
  /** Other assets and their betas: SOL:1.62 ETH:1.2. */
  get beta(): string;
  set beta(value: string | null);
  /** Paths of the odds. */
  get paths(): string;
  set paths(value: string | number | null);
  /** Seed of the odds. */
  get seed(): string;
  set seed(value: string | number | null);
  /** Steps of the paths, for instance 6h; none when absent, then only ends count. */
  get step(): string;
  set step(value: string | null);
  /** How far ahead the odds look: a whole number and h, d or w. */
  get horizon(): string;
  set horizon(value: string | null);
  /** Volatility of a year, 1 to 500 %; that of the data when absent. */
  get volatility(): string;
  set volatility(value: string | number | null);
}

/** `<liq-signals>`: signals beside the maps, as small multiples. */
export declare class LiqSignals extends LiqElement<SignalsResult, SignalReading | null> {
  /** How far back: a whole number and h, d or w, for instance `30d`. */
  get range(): string;
  set range(value: string | null);
  /** `green-up`, `red-up` or `blue-orange`. */
  get direction(): string;
  set direction(value: string | null);
  /** Signals, separated by spaces, in this order. */
  get show(): string;
  set show(value: string | null);
  /** `coin` or `usd`. */
  get oiUnit(): string;
  set oiUnit(value: string | null);
  /** Rate of eight hours within which funding is neutral. */
  get fundingBand(): string;
  set fundingBand(value: string | number | null);
  /** Annual basis below which leverage is compressed. */
  get basisLow(): string;
  set basisLow(value: string | number | null);
  /** Annual basis above which leverage rebuilds. */
  get basisHigh(): string;
  set basisHigh(value: string | number | null);
  /** `simple` or `compound`. */
  get compounding(): string;
  set compounding(value: string | null);
  /** Expiries nearer than this many days are left out. */
  get minDays(): string;
  set minDays(value: string | number | null);
  /** `naive`, `inverse` or `dealer`. */
  get signMode(): string;
  set signMode(value: string | null);
  /** Prices shown around the spot to each side. */
  get gammaWindow(): string;
  set gammaWindow(value: string | number | null);
  /** Name of the yield in the snapshot's context. */
  get yieldSeries(): string;
  set yieldSeries(value: string | null);
  /** Name of the dollar index in the snapshot's context. */
  get dollarSeries(): string;
  set dollarSeries(value: string | null);
}

/** `<liq-compare>`: coins, past events and months side by side. */
export declare class LiqCompare extends LiqElement<CompareResult, ComparePlace | null> {
  /** How far back coins are compared: a whole number and h, d or w, for instance `30d`. */
  get range(): string;
  set range(value: string | null);
  /** `green-up`, `red-up` or `blue-orange`. */
  get direction(): string;
  set direction(value: string | null);
  /** Panels, separated by spaces, in this order. */
  get show(): string;
  set show(value: string | null);
  /** Coins to compare, separated by spaces, in this order. */
  get assets(): string;
  set assets(value: string | null);
  /** The coin that beta and correlation are against. */
  get reference(): string;
  set reference(value: string | null);
  /** Length of the window of falls and changes: a whole number and h, d or w. */
  get window(): string;
  set window(value: string | null);
  /** Only instants at whole multiples of this length are compared. */
  get step(): string;
  set step(value: string | null);
  /** Start of the move under way, an instant in UTC. */
  get start(): string;
  set start(value: string | null);
  /** How much is shown before the start of an event. */
  get beforeStart(): string;
  set beforeStart(value: string | null);
  /** How much is shown after it. */
  get afterStart(): string;
  set afterStart(value: string | null);
  /** The month that is pointed out, 1 to 12. */
  get month(): string;
  set month(value: string | number | null);
}

/** Attributes of every element, for templates. */
export interface LiqAttributes {
  src?: string;
  integrity?: string;
  messages?: string;
  venue?: string;
  live?: string;
  symbol?: string;
  refresh?: string | number;
  endpoint?: string;
  theme?: 'auto' | 'light' | 'dark';
  units?: 'auto' | 'intl' | 'cjk';
  timezone?: string;
  heading?: string;
  description?: string;
  'source-name'?: string;
  'source-url'?: string;
  load?: 'lazy' | 'eager' | 'click';
  group?: string;
  static?: boolean | '' | 'true' | 'false';
  'no-controls'?: boolean | '' | 'true' | 'false';
  'no-table'?: boolean | '' | 'true' | 'false';
  'no-export'?: boolean | '' | 'true' | 'false';
  lang?: string;
}

/** Attributes of `<liq-heatmap>`, for templates. */
export interface LiqHeatmapAttributes extends LiqAttributes {
  range?: string;
  palette?: 'magma' | 'inferno' | 'viridis' | 'cividis' | 'blues';
  direction?: 'green-up' | 'red-up' | 'blue-orange';
  scale?: 'linear' | 'log' | 'percent-of-oi';
  threshold?: string | number;
  sides?: 'both' | 'long' | 'short';
  candles?: '' | 'true' | 'false';
  leverage?: string;
  rows?: string | number;
  realised?: '' | 'true' | 'false';
  'row-scale'?: 'log' | 'linear';
}

/** Attributes of `<liq-map>`, for templates. */
export interface LiqMapAttributes extends LiqAttributes {
  stack?: 'leverage' | 'venue' | 'none';
  window?: string | number;
  cumulative?: '' | 'true' | 'false';
  clusters?: '' | 'true' | 'false';
  view?: 'detailed' | 'simple';
  rows?: string | number;
  'row-scale'?: 'log' | 'linear';
  leverage?: string;
}

/** Attributes of `<liq-tape>`, for templates. */
export interface LiqTapeAttributes extends LiqAttributes {
  range?: string;
  window?: string;
  bucket?: string;
  assets?: string;
  sides?: 'both' | 'long' | 'short';
  show?: string;
}

/** Attributes of `<liq-regime>`, for templates. */
export interface LiqRegimeAttributes extends LiqAttributes {
  range?: string;
  direction?: 'green-up' | 'red-up' | 'blue-orange';
  window?: string;
  'price-band'?: string | number;
  'oi-band'?: string | number;
  'funding-band'?: string | number;
  'oi-drop'?: string | number;
  'cme-window'?: string;
  'cme-reset'?: string | number;
  'cme-basis-drop'?: string | number;
  'cme-stable'?: string | number;
  show?: string;
}

/** Attributes of `<liq-scenarios>`, for templates. */
export interface LiqScenariosAttributes extends LiqAttributes {
  range?: string;
  direction?: 'green-up' | 'red-up' | 'blue-orange';
  zones?: string;
  horizon?: string;
  volatility?: string | number;
  drift?: 'martingale' | 'logarithm';
  paths?: string | number;
  seed?: string | number;
}

/** Attributes of `<liq-cascade>`, for templates. */
export interface LiqCascadeAttributes extends LiqAttributes {
  direction?: 'green-up' | 'red-up' | 'blue-orange';
  side?: 'down' | 'up';
  shock?: string | number;
  flow?: string | number;
  'depth-1pct'?: string | number;
  'depth-factor'?: string | number;
  passthrough?: string | number;
  'map-scale'?: string | number;
  'leverage-tilt'?: string | number;
  'critical-fraction'?: string | number;
  beta?: string;
  paths?: string | number;
  seed?: string | number;
  step?: string;
  horizon?: string;
  volatility?: string | number;
}

/** Attributes of `<liq-signals>`, for templates. */
export interface LiqSignalsAttributes extends LiqAttributes {
  range?: string;
  direction?: 'green-up' | 'red-up' | 'blue-orange';
  show?: string;
  'oi-unit'?: 'coin' | 'usd';
  'funding-band'?: string | number;
  'basis-low'?: string | number;
  'basis-high'?: string | number;
  compounding?: 'simple' | 'compound';
  'min-days'?: string | number;
  'sign-mode'?: 'naive' | 'inverse' | 'dealer';
  'gamma-window'?: string | number;
  'yield-series'?: string;
  'dollar-series'?: string;
}

/** Attributes of `<liq-compare>`, for templates. */
export interface LiqCompareAttributes extends LiqAttributes {
  range?: string;
  direction?: 'green-up' | 'red-up' | 'blue-orange';
  show?: string;
  assets?: string;
  reference?: string;
  window?: string;
  step?: string;
  start?: string;
  'before-start'?: string;
  'after-start'?: string;
  month?: string | number;
}

/** Elements and their attributes, for the `JSX.IntrinsicElements` of a framework. */
export interface LiqElements {
  'liq-heatmap': LiqHeatmapAttributes;
  'liq-map': LiqMapAttributes;
  'liq-cascade': LiqCascadeAttributes;
  'liq-tape': LiqTapeAttributes;
  'liq-regime': LiqRegimeAttributes;
  'liq-signals': LiqSignalsAttributes;
  'liq-scenarios': LiqScenariosAttributes;
  'liq-compare': LiqCompareAttributes;
}
