// `liquidation-widgets clusters`: where the estimate of a snapshot is dense, as a table.

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { estimateLiquidations } from '../www/headless.js';
import { UsageError } from './usage-error.mjs';

export const help = `liquidation-widgets clusters SNAPSHOT [OPTION…]

Estimates a snapshot and prints its clusters of both sides at the last candle, largest first: side, lowest and highest
price, US dollars, percent of open interest, distance of the centre from the mark price in percent. An estimate, not a
measurement.

  --range WORD   what is shown, counted back from the last close: 24h, 7d, 2w; 14d when left out
  --to DATE      the last candle closes by then: YYYY-MM-DDTHH:MM (UTC)
  --csv          comma-separated
`;

const OPTIONS = { range: { type: 'string', default: '14d' }, to: { type: 'string' }, csv: { type: 'boolean', default: false } };
const HEAD = ['side', 'low', 'high', 'usd', 'percent_of_open_interest', 'distance_percent'];

/** Runs the command with the words after its name. */
export async function run(words) {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  if (positionals.length !== 1) throw new UsageError('one snapshot file must be given');
  const text = await readFile(positionals[0], 'utf8');
  const { clusters, label, columns, closeTimes, rows } = estimateLiquidations(text, { range: values.range, to: instant(values.to), rows: 400 });
  const spot = columns.close.at(-1);
  const fixed = (value, digits) => (value === null ? '' : value.toFixed(digits));
  const lines = clusters.map(({ side, low, high, mass, shareOfOpenInterest, distance }) => [
    side, fixed(low, 2), fixed(high, 2), label === 'relative' ? '' : fixed(mass, 0),
    fixed(shareOfOpenInterest === null ? null : 100 * shareOfOpenInterest, 2), fixed(100 * distance, 2),
  ]);
  if (!values.csv) process.stdout.write(`${label}: ${new Date(closeTimes.at(-1)).toISOString()}, last price ${spot}, rows ${rows.low.toFixed(2)} to ${rows.high.toFixed(2)}\n`);
  process.stdout.write(values.csv ? csv([HEAD, ...lines]) : aligned([HEAD, ...lines]));
  return 0;
}

function instant(text) {
  if (text === undefined) return undefined;
  const ms = Date.parse(/[zZ]$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  if (Number.isNaN(ms)) throw new UsageError(`--to must be a date such as 2026-01-13T12:00, got ${text}`);
  return ms;
}

const csv = (lines) => lines.map((cells) => `${cells.join(',')}\n`).join('');

function aligned(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  return lines.map((cells) => `${cells.map((cell, column) => cell.padStart(widths[column])).join('  ')}\n`).join('');
}
