/**
 * The classes behind the elements, without any effect on a page until they are defined. To define them under their own
 * names, import `liquidation-widgets` instead.
 *
 * Units: prices in the quote currency, times in milliseconds since 1970-01-01 UTC, shares and distances as fractions.
 * `long` means positions of buyers, liquidated below the price; `short` those of sellers, liquidated above it.
 */

import type { Cluster } from './headless.js';

/** `idle` before loading and after removal; `error` keeps the fallback or the last good drawing. */
export type State = 'idle' | 'loading' | 'ready' | 'error';

/** What went wrong, in `liq-error` events. */
export interface ErrorDetail {
  /** Stable code. */
  readonly code:
    | 'data-invalid' | 'data-too-large' | 'data-unordered' | 'data-duplicated' | 'data-length' | 'data-range' | 'data-empty'
    | 'unit-suspect' | 'attribute-invalid' | 'fetch-failed' | 'integrity-mismatch' | 'wasm-refused' | 'wasm-trap' | 'internal';
  /** Attribute, or path into the snapshot, for instance `markets[0].candles.high[17]`; empty for the whole input. */
  readonly field: string;
  /** What was found there. */
  readonly value: string;
  /** What is allowed there. */
  readonly allowed: string;
  /** All of it as one sentence. */
  readonly message: string;
}

/** The numbers that a heatmap draws. */
export interface HeatmapResult {
  /** `relative` where open interest is not known: amounts are then shares of an unknown total. */
  label: 'estimated' | 'relative';
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

/** Events of the elements: they bubble and are composed, and their `detail` is plain data. */
export interface LiqEventMap {
  /** The picture is drawn; the detail is `result`. */
  'liq-ready': CustomEvent<HeatmapResult>;
  /** Something was wrong: data, network, or an attribute. */
  'liq-error': CustomEvent<ErrorDetail>;
  /** The reader chose a cell; `null` where the picture has no column. */
  'liq-select': CustomEvent<Reading | null>;
  /** The reader zoomed or panned. */
  'liq-viewport': CustomEvent<Viewport>;
}

/** What all elements share. A property that is set writes its attribute; `null` takes it away. */
export declare class LiqElement extends HTMLElement {
  static readonly observedAttributes: string[];
  /** Address of a snapshot. */
  get src(): string;
  set src(value: string | null);
  /** Hash of the snapshot behind `src`, as in `<script integrity>`. */
  get integrity(): string;
  set integrity(value: string | null);
  /** Venues to show, separated by spaces; all when absent. */
  get venue(): string;
  set venue(value: string | null);
  /** How far back: a whole number and h, d or w, for instance `7d`. */
  get range(): string;
  set range(value: string | null);
  /** `auto`, `light` or `dark`. */
  get theme(): string;
  set theme(value: string | null);
  /** `magma`, `inferno`, `viridis`, `cividis` or `blues`. */
  get palette(): string;
  set palette(value: string | null);
  /** `green-up`, `red-up` or `blue-orange`. */
  get direction(): string;
  set direction(value: string | null);
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
  /** A picture without controls, pointer and keys. */
  get static(): boolean;
  set static(value: boolean | null);
  /** Leaves the controls out. */
  get noControls(): boolean;
  set noControls(value: boolean | null);
  /** Leaves the table out. */
  get noTable(): boolean;
  set noTable(value: boolean | null);
  /** The snapshot by value: an object of the format `liq-snapshot/1`, typed arrays welcome, or the text of one. */
  get data(): object | string | undefined;
  set data(value: object | string | undefined);
  /** The text of the snapshot that is drawn. */
  get snapshotText(): string | undefined;
  get state(): State;
  /** Resolves with the element once it is drawn, rejects with a `LiqError`. A new try after a failure has a new promise. */
  get ready(): Promise<this>;
  /** The sentences that a screen reader gets; empty before anything is drawn. */
  summary(): string;
  addEventListener<K extends keyof LiqEventMap>(type: K, listener: (this: this, event: LiqEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof LiqEventMap>(type: K, listener: (this: this, event: LiqEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** `<liq-heatmap>`: estimated outstanding liquidations by price row through time, under the candles. */
export declare class LiqHeatmap extends LiqElement {
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
  /** The numbers drawn; `null` before anything is. */
  get result(): HeatmapResult | null;
  /** The picture as SVG text, by default at the size on the page. Throws a `LiqError` before anything is drawn. */
  toSVG(size?: { width?: number; height?: number }): Promise<string>;
}

/** Attributes of every element, for templates. */
export interface LiqAttributes {
  src?: string;
  integrity?: string;
  venue?: string;
  range?: string;
  theme?: 'auto' | 'light' | 'dark';
  palette?: 'magma' | 'inferno' | 'viridis' | 'cividis' | 'blues';
  direction?: 'green-up' | 'red-up' | 'blue-orange';
  units?: 'auto' | 'intl' | 'cjk';
  timezone?: string;
  heading?: string;
  description?: string;
  'source-name'?: string;
  'source-url'?: string;
  load?: 'lazy' | 'eager' | 'click';
  static?: boolean | '' | 'true' | 'false';
  'no-controls'?: boolean | '' | 'true' | 'false';
  'no-table'?: boolean | '' | 'true' | 'false';
  lang?: string;
}

/** Attributes of `<liq-heatmap>`, for templates. */
export interface LiqHeatmapAttributes extends LiqAttributes {
  scale?: 'linear' | 'log' | 'percent-of-oi';
  threshold?: string | number;
  sides?: 'both' | 'long' | 'short';
  candles?: '' | 'true' | 'false';
  leverage?: string;
  rows?: string | number;
  realised?: '' | 'true' | 'false';
  'row-scale'?: 'log' | 'linear';
}

/** Elements and their attributes, for the `JSX.IntrinsicElements` of a framework. */
export interface LiqElements {
  'liq-heatmap': LiqHeatmapAttributes;
}
