// `liquidation-widgets snapshot`: asks venues now and writes a snapshot file.

import { rename, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { gatherSnapshot, sendByFetch } from '../www/headless.js';
import { instant, number } from './option-values.mjs';
import { UsageError } from './usage-error.mjs';

export const help = `liquidation-widgets snapshot --venue bybit --symbol BTCUSDT [--range 7d] --out FILE

Asks one to five venues for one contract and writes a snapshot. What was read goes to standard error. The file is there
whole or not at all.

  --venue WORD             binance, bybit, okx, hyperliquid or deribit; may be given several times, or as a list with
                           commas. The first is the reference for prices
  --symbol [VENUE=]WORD    a pair such as BTCUSDT, or a venue's own spelling
  --range WORD             back from now: 24h, 7d, 2w; 7d when left out
  --from DATE, --to DATE   instead of it: YYYY-MM-DD, YYYY-MM-DDTHH:MM (UTC) or milliseconds since 1970
  --interval WORD          length of a candle: 5m, 15m, 30m, 1h, 4h, 1d; 1h when left out
  --tables WORDS           beside candles and open interest: mark_candles funding tiers depth (when left out), liquidations,
                           options, futures; a list with commas, or none
  --endpoint [VENUE=]URL   a proxy in place of the venue's own address; {venue} stands for its name
  --sides VENUE=1|2        how many sides a venue's open interest counts, where it is not as the table of facts says
  --partial                go on without a venue that fails, and say so in the note
  --provenance WORD        measured (when left out), simulated or mixed
  --attempts NUMBER        how often one request is sent, 1 to 6; 6 when left out
  --timeout SECONDS        how long one answer may take; 10 when left out
  --in-flight NUMBER       requests at a time, one a venue at most; 4 when left out
  --out FILE               where to write; standard output when left out, or for -

Exit code 0: done; 1: data that cannot be used; 2: a wrong command line; 3: refused by a venue, or a symbol that it does not
list; 4: blocked at this network or place; 5: rate-limited; 6: not reachable, or no whole answer in time.
`;

const text = { type: 'string' };
const texts = { type: 'string', multiple: true };
const OPTIONS = {
  venue: texts, symbol: texts, range: text, from: text, to: text, interval: text, tables: text, endpoint: texts, sides: texts,
  partial: { type: 'boolean' }, provenance: text, attempts: text, timeout: text, 'in-flight': text, out: text,
};

/** Runs the command with the words after its name. */
export async function run(words) {
  const { values } = parseArgs({ args: words, options: OPTIONS });
  const venues = (values.venue ?? []).flatMap((word) => word.split(',')).map((word) => word.trim()).filter(Boolean);
  if (venues.length === 0) throw new UsageError('--venue must be given');
  if (values.symbol === undefined) throw new UsageError('--symbol must be given');
  const timeoutMs = 1000 * (positive(values, 'timeout') ?? 10);
  const { snapshot, reports } = await gatherSnapshot(request(values, venues), {
    send: (ask, { signal }) => sendByFetch(ask, { signal, timeoutMs }),
    inFlight: positive(values, 'in-flight') ?? 4,
    onWait: ({ waitMs, because }) => say(`${because.message}; asked again in ${(waitMs / 1000).toFixed(1)} s`),
  });
  reports.flatMap(reportLines).forEach(say);
  await write(values.out, `${JSON.stringify(snapshot)}\n`);
  return 0;
}

function request(values, venues) {
  const symbols = byVenue('symbol', values.symbol, venues);
  const endpoints = byVenue('endpoint', values.endpoint, venues);
  if (venues.length > 1 && endpoints.all !== undefined && !endpoints.all.includes('{venue}')) {
    throw new UsageError('--endpoint must name its venue, or hold {venue}, where several venues are asked');
  }
  const sides = byVenue('sides', values.sides, venues);
  const endpoint = (venue) => (endpoints[venue] ?? endpoints.all)?.replaceAll('{venue}', venue);
  return {
    venues: venues.map((venue) => ({
      venue, symbol: symbols[venue] ?? symbols.all, endpoint: endpoint(venue),
      sides: optional('sides', sides[venue] ?? sides.all, number),
    })),
    interval: values.interval, range: values.range, partial: values.partial, provenance: values.provenance,
    fromMs: optional('from', values.from, instant), toMs: optional('to', values.to, instant),
    tables: values.tables?.split(/[\s,]+/).filter((word) => word !== '' && word !== 'none'),
    attempts: optional('attempts', values.attempts, number),
  };
}

/** `VENUE=VALUE` by venue; a value without a venue under `all`. An address may hold `=` itself. */
function byVenue(option, words = [], venues) {
  const found = {};
  for (const word of words) {
    const [, name, value] = /^([a-z]+)=(.*)$/s.exec(word) ?? [undefined, 'all', word];
    if (name !== 'all' && !venues.includes(name)) throw new UsageError(`--${option} ${word}: the venue ${name} is not asked`);
    if (found[name] !== undefined) throw new UsageError(`--${option} is given twice for ${name === 'all' ? 'all venues' : name}`);
    found[name] = value;
  }
  return found;
}

function optional(name, word, read) {
  if (word === undefined) return undefined;
  const value = read(word);
  if (value === undefined) throw new UsageError(`--${name} must be ${read === instant ? 'a date or milliseconds' : 'a number'}, got ${word}`);
  return value;
}

function positive(values, name) {
  const value = optional(name, values[name], number);
  if (value !== undefined && !(value > 0 && value <= 3600)) throw new UsageError(`--${name} must be above 0 and at most 3600, got ${value}`);
  return value;
}

/** A file beside the one that is meant, which then takes its name: no reader ever sees half of it. */
async function write(out, document) {
  if (out === undefined || out === '-') {
    process.stdout.write(document);
    return;
  }
  const unfinished = `${out}.${process.pid}.unfinished`;
  try {
    await writeFile(unfinished, document);
    await rename(unfinished, out);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

function reportLines({ venue, symbol, tables, leftOut, clockAheadMs, failed }) {
  if (failed) return [`${venue} ${symbol}: missing, ${failed.message}`];
  const counts = ['dropped', 'duplicates', 'reordered'];
  const told = tables.map((report) => {
    const notes = counts.filter((word) => report[word] > 0).map((word) => `${report[word]} ${word}`);
    if (report.gapCount > 0) notes.push(`${report.gapCount} gaps`);
    return `${report.table} ${report.rows}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
  });
  const lines = [`${venue} ${symbol}: ${told.join(', ')}`];
  leftOut.forEach(({ error }) => lines.push(`${venue} ${symbol}: left out, ${error.message}`));
  if (Math.abs(clockAheadMs ?? 0) > 5000) lines.push(`${venue} ${symbol}: its clock is ${(clockAheadMs / 1000).toFixed(0)} s ahead of this one`);
  return lines;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
