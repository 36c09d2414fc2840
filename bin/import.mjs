// `liquidation-widgets import`: CSV files of one contract, or documents of CoinGlass, into a snapshot file.

import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { coinglassSnapshot, csvRecords, importCsv } from '../www/headless.js';
import { instant, number } from './option-values.mjs';
import { UsageError } from './usage-error.mjs';

const KINDS = ['candles', 'mark_candles', 'open_interest', 'funding', 'liquidations'];

export const help = `liquidation-widgets import --asset BTC --quote USDT --venue binance --symbol BTCUSDT [OPTION…] [FILE…]

Reads CSV files of one contract and writes a snapshot. Columns are known by the headers of Binance's public archive and
common synonyms; the kind of a FILE without an option is guessed from its header. A FILE may be a zip with one CSV file,
of at most 32 MiB unpacked. What was read goes to standard error.

  --candles FILE, --mark-candles FILE, --open-interest FILE, --funding FILE, --liquidations FILE
                           a file whose kind is known; each may be given several times
  --contract WORD          linear (when left out) or inverse
  --map [KIND.]COLUMN=FIELD     what a column means, over what its header says; FIELD may be ignore. With a KIND such as
                                open_interest only for files given with that option, else for every file that has it
  --filter [KIND.]COLUMN=VALUE  keep only records with this value, for instance coin=BTC
  --from DATE, --to DATE   what to keep: YYYY-MM-DD, YYYY-MM-DDTHH:MM (UTC) or milliseconds since 1970
  --provenance WORD        measured (when left out), simulated or mixed
  --source NAME[=URL]      a named origin, printed under the chart; may be given several times
  --note TEXT              one line for the reader
  --price-tick NUMBER      smallest price step
  --interval-ms NUMBER     length of a candle; the median spacing when left out
  --sides 1|2, --stamp instant|bucket-start, --contract-multiplier NUMBER   for the files of --open-interest
  --side-of position|order, --period-ms NUMBER, --complete                  for the files of --liquidations
  --out FILE               where to write; standard output when left out, or for -

liquidation-widgets import [--symbol BTCUSDT] [--venue binance] [--price NUMBER] [--time DATE] [--side-of WORD] FILE.json…

Documents of CoinGlass (heatmap or map, max pain, liquidation orders; version 4 or 3) that belong together, at most one of a
kind, are drawn as given and marked as imported. --price and --time say what a map does not: the price that parts longs from
shorts, and when it was made. --side-of order (when left out) or position says whose side orders name.
`;

const text = { type: 'string' };
const texts = { type: 'string', multiple: true };
const OPTIONS = {
  asset: text, quote: text, venue: text, symbol: text, contract: text, provenance: text, note: text, from: text, to: text,
  out: text, 'price-tick': text, 'interval-ms': text, source: texts, map: texts, filter: texts,
  ...Object.fromEntries(KINDS.map((kind) => [optionOf(kind), texts])),
  price: text, time: text, sides: text, stamp: text, 'contract-multiplier': text, 'side-of': text, 'period-ms': text, complete: { type: 'boolean' },
};

/** Options for the files of one kind: the option, the key of the request, and how its text is read. */
const FILE_OPTIONS = {
  open_interest: [['sides', 'sides', number], ['stamp', 'stamp', String], ['contract-multiplier', 'contractMultiplier', number]],
  liquidations: [['side-of', 'sideOf', String], ['period-ms', 'periodMs', number], ['complete', 'complete', Boolean]],
};

/** Runs the command with the words after its name. */
export async function run(words) {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  if (positionals.length > 0 && positionals.every((path) => /\.json$/i.test(path))) return importDocuments(values, positionals);
  for (const name of ['price', 'time']) if (values[name] !== undefined) throw new UsageError(`--${name} is for documents of CoinGlass`);
  for (const name of ['asset', 'quote', 'venue', 'symbol']) {
    if (values[name] === undefined) throw new UsageError(`--${name} must be given`);
  }
  const files = await readFiles(values, positionals);
  addColumnOptions(files, 'map', 'mapping', values.map);
  addColumnOptions(files, 'filter', 'filter', values.filter);
  const { snapshot, reports, leftOut } = importCsv(request(values, files));
  reports.forEach((report) => process.stderr.write(`${reportLine(report)}\n`));
  leftOut.forEach((column) => process.stderr.write(`left out: ${column}, which some records lack\n`));
  await write(snapshot, values.out);
  return 0;
}

async function write(snapshot, path) {
  const document = `${JSON.stringify(snapshot)}\n`;
  if (path === undefined || path === '-') process.stdout.write(document);
  else await writeFile(path, document);
}

/** Options that mean something for documents of CoinGlass. */
const OF_DOCUMENTS = ['symbol', 'venue', 'price', 'time', 'side-of', 'out'];

/** Documents of CoinGlass that belong together. */
async function importDocuments(values, paths) {
  const other = Object.keys(values).find((name) => !OF_DOCUMENTS.includes(name));
  if (other) throw new UsageError(`--${other} is for CSV files`);
  const documents = await Promise.all(paths.map(async (path) => documentsOf(path, await readFile(path, 'utf8'))));
  const snapshot = coinglassSnapshot({ documents: documents.flat() }, {
    symbol: values.symbol ?? '', exchange: values.venue, sideOf: values['side-of'],
    price: optional('price', values.price, number), timeMs: optional('time', values.time, instant),
  });
  const { provenance: { note, sources } } = snapshot;
  process.stderr.write(`${sources.map(({ name }) => name).join('; ')}; ${note}\n`);
  await write(snapshot, values.out);
  return 0;
}

function documentsOf(path, words) {
  try {
    const document = JSON.parse(words);
    return document?.documents ?? [document];
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${error.message}`);
  }
}

function request(values, files) {
  return {
    asset: values.asset, quote: values.quote, venue: values.venue, symbol: values.symbol, contract: values.contract,
    priceTick: optional('price-tick', values['price-tick'], number),
    intervalMs: optional('interval-ms', values['interval-ms'], number),
    fromMs: optional('from', values.from, instant),
    toMs: optional('to', values.to, instant),
    provenance: { kind: values.provenance ?? 'measured', note: values.note, sources: values.source?.map(sourceOf) },
    files,
  };
}

/** The files in the order of the kinds, then those whose kind is guessed. */
async function readFiles(values, positionals) {
  const named = KINDS.flatMap((kind) => (values[optionOf(kind)] ?? []).map((path) => ({ path, kind })));
  const all = [...named, ...positionals.map((path) => ({ path, kind: undefined }))];
  if (all.length === 0) throw new UsageError('a file of candles must be given');
  const files = await Promise.all(all.map(async ({ path, kind }) => ({ kind, ...await csvOf(path) })));
  for (const [kind, options] of Object.entries(FILE_OPTIONS)) addFileOptions(files, kind, options, values);
  return files;
}

/** A zip of a public archive holds one CSV file. */
async function csvOf(path) {
  if (!/\.zip$/i.test(path)) return { name: basename(path), text: await readFile(path, 'utf8') };
  const { csvOfZip } = await import('../www/unzip.js');
  return csvOfZip(basename(path), await readFile(path));
}

function addFileOptions(files, kind, options, values) {
  const meant = files.filter((file) => file.kind === kind);
  for (const [name, key, read] of options.filter(([option]) => values[option] !== undefined)) {
    if (meant.length === 0) throw new UsageError(`--${name} needs a file given with --${optionOf(kind)}`);
    const value = optional(name, values[name], read);
    meant.forEach((file) => { file[key] = value; });
  }
}

/** Adds `[KIND.]COLUMN=VALUE` to every file that it is meant for and that has the column. */
function addColumnOptions(files, option, key, words = []) {
  for (const word of words) {
    const [, kind, column, value] = new RegExp(`^(?:(${KINDS.join('|')})\\.)?([^=]+)=(.+)$`, 's').exec(word) ?? [];
    if (column === undefined) throw new UsageError(`--${option} must be [KIND.]COLUMN=VALUE, got ${word}`);
    const meant = files.filter((file) => (kind === undefined || file.kind === kind) && header(file).includes(column));
    if (meant.length === 0) {
      const whose = kind === undefined ? 'no file' : `no file given with --${optionOf(kind)}`;
      throw new UsageError(`--${option} ${word}: ${whose} has the column ${column}`);
    }
    meant.forEach((file) => { file[key] = { ...file[key], [column]: value }; });
  }
}

function header({ text: whole }) {
  return csvRecords(/^[^\r\n]*/.exec(whole.replace(/^\uFEFF?[\r\n]*/, ''))[0])[0] ?? [];
}

function optionOf(kind) {
  return kind.replace('_', '-');
}

function optional(name, word, read) {
  if (word === undefined) return undefined;
  const value = read(word);
  if (value === undefined) throw new UsageError(`--${name} must be ${read === instant ? 'a date or milliseconds' : 'a number'}, got ${word}`);
  return value;
}

function sourceOf(word) {
  const at = word.indexOf('=');
  return at < 0 ? { name: word } : { name: word.slice(0, at), url: word.slice(at + 1) };
}

function reportLine({ name, kind, rows, firstProblem, ...counts }) {
  const notes = ['dropped', 'filtered', 'outside', 'duplicates', 'reordered'].filter((word) => counts[word] > 0);
  const told = [`${rows} records`, ...notes.map((word) => `${counts[word]} ${word}`)].join(', ');
  const { line, field, value, allowed } = firstProblem ?? {};
  const problem = firstProblem ? `; first on line ${line}: ${field} must be ${allowed}, got ${value || 'nothing'}` : '';
  return `${name}: ${kind}, ${told}${problem}`;
}
