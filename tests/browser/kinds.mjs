// Every kind of element, with what a spec needs to draw one of it: one line a kind.

import { besideSnapshot } from './beside-snapshot.mjs';
import { compareSnapshot } from './compare-snapshot.mjs';
import { regimeSnapshot, tapeSnapshot } from './instrument-snapshots.mjs';
import { marketSnapshot } from './snapshots.mjs';

const FALLBACK = '<p class="fallback">A picture in words.</p>';
const ZONES = '<liq-scenario name="A" from="61500" to="63500">Up<liq-trigger signal="oi" op="rising" window="3"></liq-trigger></liq-scenario><liq-scenario name="B" from="56000" to="57500"></liq-scenario>';
const ALL_SIGNALS = 'oi funding basis skew gamma etf perp-share yield dollar stablecoins whales seasonality';
const SPOT = marketSnapshot();

/** Numbers that belong to a signal's own words: 8 hours, a move of 1 %, 7, 20 and 30 days, the ten-year series. */
const SIGNAL_WORDS = [8, 0.01, 7, 20, 30, 10];
/** Numbers in percent, which sentences say as fractions. */
const asFractions = (data) => JSON.stringify(data).match(/-?\d+\.?\d*(?:e-?\d+)?/g).map((number) => Math.abs(Number(number)) / 100);
/** Lengths of a comparison in hours and in days. */
const lengthsOf = ({ windowMs, stepMs, fromMs, asOfMs, events, reported }) => [windowMs, stepMs, asOfMs - fromMs, ...events.map(({ coveredMs }) => coveredMs), ...reported.map(({ windowMs: length }) => length ?? 0)]
  .flatMap((ms) => [ms / 3_600_000, Math.floor(ms / 86_400_000)]);
const ofZones = ({ zones }) => zones.flatMap(({ nearPct, farPct }) => [nearPct, farPct].map((percent) => Math.abs(percent ?? 0) / 100));

/**
 * By kind: `snapshot`, `attributes` and children of the element drawn; `also` are parts that an attribute of all elements changes in
 * this kind beside those that it changes in all, `never` parts that this kind does not have; `moves` may change with any; `fixed`
 * are numbers of the summary that are the words' own or said in another unit than in the result; `silent` are keys of the result of
 * which no sentence tells.
 */
const GIVEN = {
  heatmap: { moves: ['raster'] },
  map: {},
  cascade: { attributes: 'shock="5%"', also: { lang: ['lead'] }, moves: ['tail'], fixed: () => [0.1, 0.35] },
  tape: { snapshot: tapeSnapshot(), also: { lang: ['lead'] } },
  regime: { snapshot: regimeSnapshot(), also: { lang: ['lead'] }, fixed: () => [8], silent: ['readings', 'spans'] },
  signals: { snapshot: besideSnapshot(), attributes: `show="${ALL_SIGNALS}"`, fixed: (result) => [...SIGNAL_WORDS, ...asFractions(result)] },
  compare: { snapshot: compareSnapshot(), attributes: 'start="2026-01-09T00:00Z" month="10"', fixed: (result) => [100, ...lengthsOf(result), ...asFractions(result.months)] },
  scenarios: { attributes: 'paths="512"', children: ZONES, also: { lang: ['lead', 'tail'] }, never: ['controls'], fixed: (result) => [...ofZones(result), 8, 10, 25] },
};

const kindOf = ([kind, { snapshot = SPOT, attributes = '', children = '', also = {}, never = [], moves = [], fixed = () => [], silent = [] }]) => {
  const tag = `liq-${kind}`;
  return { kind, tag, snapshot, also, never, moves, fixed, silent, body: (more = '') => `<${tag} src="/snapshot.json" ${attributes} ${more}>${FALLBACK}${children}</${tag}>` };
};

export const KINDS = Object.entries(GIVEN).map(kindOf);
