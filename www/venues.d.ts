/** Data of venues, and documents of others by value. Part of `liquidation-widgets/headless`. */

import type { LiqError } from './headless.js';

/** A venue that can be asked. */
export type VenueId = 'binance' | 'bybit' | 'okx' | 'hyperliquid' | 'deribit';

/** One table of a contract. */
export type VenueTable =
  | 'contract' | 'candles' | 'open_interest' | 'open_interest_now' | 'mark_candles' | 'funding' | 'tiers' | 'depth'
  | 'liquidations' | 'ticker' | 'options' | 'futures';

/** What is known of a venue, from its public documentation. */
export interface VenueFacts {
  venue: VenueId;
  name: string;
  /** Where requests go, and where messages are streamed from. */
  base: string;
  stream: string;
  documentation: string;
  /** How it spells the linear contract of BTC. */
  spelling: string;
  newestFirst: boolean;
  /** How many sides its open interest counts. */
  openInterestSides: 1 | 2;
  openInterestHistory: 'now' | '30d' | 'shallow' | 'from-listing';
  candleIntervalsMs: number[];
  /** Whether candles say what takers bought. */
  takerSplit: boolean;
  markCandles: boolean;
  publicTiers: boolean;
  liquidationsComplete: boolean;
  /** What its feed of liquidations leaves out. */
  liquidationsSaid: string;
  rateLimit: string;
  inBrowsers: string;
  whereBlocked: string;
}

/** A contract of one venue. */
export interface VenueMarket {
  venue: VenueId;
  /** A pair or the venue's own spelling; the request's when left out. */
  symbol?: string | null | undefined;
  /** A proxy in place of the venue's own address. */
  endpoint?: string | null | undefined;
  /** How many sides its open interest counts, where it is not as the facts say. */
  sides?: 1 | 2 | null | undefined;
}

export interface GatherRequest {
  /** A pair such as `BTCUSDT`. */
  symbol?: string | null | undefined;
  /** One to five, each once; the first is the reference for prices. */
  venues: ReadonlyArray<VenueId | VenueMarket>;
  /** `5m`, `15m`, `30m`, `1h` (when left out), `4h`, `1d`. */
  interval?: string | null | undefined;
  /** Back from now: `24h`, `7d` (when left out), `2w`. */
  range?: string | null | undefined;
  /** Instead of `range`. */
  fromMs?: number | null | undefined;
  /** Now when left out; candles are whole up to it. */
  toMs?: number | null | undefined;
  /** The asker's clock; `Date.now()` when left out. */
  nowMs?: number | undefined;
  /** Beside candles and open interest; `mark_candles`, `funding`, `tiers` and `depth` when left out. */
  tables?: ReadonlyArray<'mark_candles' | 'funding' | 'tiers' | 'depth' | 'liquidations' | 'options' | 'futures'> | null | undefined;
  /** `measured` when left out. */
  provenance?: 'measured' | 'simulated' | 'mixed' | null | undefined;
  /** Whether to go on without a venue that fails. */
  partial?: boolean | null | undefined;
  /** How often one request is sent, 1 to 6; 6 when left out. */
  attempts?: number | null | undefined;
}

/** One request that is to be sent: `GET`, or `POST` of JSON where there is a body. */
export interface VenueAsk {
  venue: VenueId;
  table: VenueTable;
  url: string;
  body?: string;
}

/** What came back. */
export interface VenueAnswer {
  /** Status of HTTP; 0 or left out where nothing whole came. */
  status?: number | undefined;
  text?: string | undefined;
  /** Why nothing came. */
  failure?: string | undefined;
  /** Length of the body; what is above 16 MiB need not be read to its end. */
  bytes?: number | undefined;
  retryAfterMs?: number | undefined;
  /** The server's clock. */
  serverMs?: number | undefined;
  /** The asker's clock. */
  receivedMs: number;
}

export type Send = (ask: VenueAsk, options: { signal?: AbortSignal }) => Promise<VenueAnswer>;

export interface GatherOptions {
  /** `sendByFetch` when left out. */
  send?: Send;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 or more and below 1, for the jitter of waits. */
  random?: () => number;
  /** Requests at a time, one a venue at most; 4 when left out. */
  inFlight?: number;
  onWait?: (told: { venue: VenueId; table: VenueTable; waitMs: number; because: ErrorData }) => void;
  signal?: AbortSignal;
}

/** An error as plain data. */
export interface ErrorData extends Pick<LiqError, 'code' | 'field' | 'value' | 'allowed'> {
  message: string;
}

/** What became of one table. */
export interface VenueTableReport {
  table: VenueTable;
  rows: number;
  pages: number;
  /** Records with an unusable value. */
  dropped: number;
  duplicates: number;
  reordered: number;
  /** Records outside the time asked for, or not finished. */
  outside: number;
  gapCount: number;
  /** The instants around missing records, twenty at most. */
  gaps: Array<[number, number]>;
  firstProblem: ErrorData | null;
}

export interface VenueReport {
  venue: VenueId;
  symbol: string;
  tables: VenueTableReport[];
  leftOut: Array<{ table: VenueTable; error: ErrorData }>;
  /** Requests that were sent again. */
  repeated: number;
  clockAheadMs: number | null;
  /** Why it is missing altogether. */
  failed: ErrorData | null;
}

/** Asks venues and gives a `liq-snapshot/1` document. The same answers give the same bytes. */
export declare function gatherSnapshot(request: GatherRequest, options?: GatherOptions): Promise<{ snapshot: object; reports: VenueReport[] }>;

/** Sends one request by `fetch`, without credentials; it is ended after `timeoutMs`, 10,000 when left out. */
export declare function sendByFetch(
  ask: Pick<VenueAsk, 'url' | 'body'>,
  options?: { signal?: AbortSignal; timeoutMs?: number; fetch?: typeof globalThis.fetch },
): Promise<VenueAnswer>;

/** What is known of each venue. */
export declare function venueFacts(): VenueFacts[];

export interface MessageRequest {
  venue: VenueId;
  symbol: string;
  table: VenueTable;
  /** A message of a stream instead of an answer; for liquidations. */
  streamed?: boolean | null | undefined;
  /** For messages without a time of their own. */
  nowMs?: number | null | undefined;
  /** Last price, for tiers in coins or contracts. */
  price?: number | null | undefined;
  /** Coins or US dollars of one contract, for OKX. */
  contractSize?: number | null | undefined;
}

/** One message of a venue as columns named as in a snapshot. */
export declare function venueMessage(request: MessageRequest, text: string): Record<string, unknown>;

/** How to follow the realised liquidations of a contract; `null` where there is no such stream. */
export declare function liquidationStream(request: { venue: VenueId; symbol: string; endpoint?: string | null | undefined }):
  { url: string; subscribe: string | null; ping: string | null; pingEveryMs: number | null } | null;

/** Open interest at the ends of the first market's candles, with the share of it that was known there. */
export declare function aggregateOpenInterest(snapshot: string | object):
  { timeMs: number[]; usd: number[]; coverage: number[]; byMarket: Array<Array<number | null>> };

/** What a document of CoinGlass does not say of itself. */
export interface ImportedAbout {
  symbol?: string | undefined;
  exchange?: string | null | undefined;
  model?: 1 | 2 | 3 | null | undefined;
  range?: string | null | undefined;
  /** Whose side orders name; `order` when left out. */
  sideOf?: 'order' | 'position' | null | undefined;
  /** The price when it was made, which parts longs from shorts in a map. */
  price?: number | null | undefined;
  /** When it was made. */
  timeMs?: number | null | undefined;
}

interface ImportedHead {
  format: 'liq-imported/1';
  label: 'imported, not computed here';
  source: 'CoinGlass';
  symbol: string;
  exchange?: string;
  model?: number;
  range?: string;
  /** Records that could not be used. */
  skipped: number;
}

/** A typed document of others. */
export type Imported = ImportedHead & (
  | { kind: 'heatmap'; heatmap: {
    openTimeMs: number[]; open: number[]; high: number[]; low: number[]; close: number[]; price: number[]; edges: number[];
    cellCandle: number[]; cellRow: number[]; cellUsd: number[]; updatedMs?: number } }
  | { kind: 'map'; map: { price: number[]; usd: number[]; leverage: Array<number | null> } }
  | { kind: 'max-pain'; maxPain: { symbol: string[]; price: number[]; longPrice: number[]; longUsd: number[]; shortPrice: number[]; shortUsd: number[] } }
  | { kind: 'orders'; orders: {
    timeMs: number[]; exchange: string[]; symbol: string[]; side: Array<'long' | 'short'>; price: number[]; usd: number[]; sideSuspect: boolean } }
);

/** Reads a heatmap, map, max pain or liquidation orders of CoinGlass, version 4 or 3, as given. */
export declare function importCoinglass(document: string | object, about?: ImportedAbout): Imported;

/**
 * The snapshot that draws a document of CoinGlass as given: a heatmap, a map, max pain or liquidation orders, or several of these
 * as `{ documents: [...] }`, at most one of a kind and not a heatmap with a map. The keys of `about` may stand beside `data` or
 * `documents` instead. A map needs `price` (or max pain beside it) and `timeMs`.
 */
export declare function coinglassSnapshot(document: string | object, about?: ImportedAbout): object;
