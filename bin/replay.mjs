// `liquidation-widgets replay`: past moves with published figures through the engine, projected beside published.

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { liqError } from '../www/liq-error.js';
import { archiveReplayed } from './replay-archive.mjs';
import { replayed } from './replay-events.mjs';
import { aligned, archiveRows, assumptionLines, eventRows, markdown } from './replay-table.mjs';
import { UsageError } from './usage-error.mjs';

export const help = `liquidation-widgets replay [OPTION…] [FILE]

Projects each of the past moves in FILE (the bundled ones when left out) from stated inputs and prints what came out beside
what was published: price reached, liquidated notional, change of open interest. The share of the map that is believed is
found on all other moves, never on the one that is projected. A scenario projection, reported and not fitted; the factor of
3 is a reading aid. A figure that nobody published is "no data".

  --json       everything as JSON: inputs, assumptions with sources, projections, ratios
  --markdown   the table in Markdown
  --archive FOLDER   instead: the winter of 2025/26 from candles_1h_binance_COIN.csv, open_interest_5m_binance_COIN.csv and
                     funding_8h_binance_COIN.csv of BTC, ETH and SOL. Each snapshot ends before the hour that is projected
`;

const flag = { type: 'boolean', default: false };
const OPTIONS = { json: flag, markdown: flag, archive: { type: 'string' } };
const BUNDLED = new URL('replay-events.json', import.meta.url);

/** Runs the command with the words after its name. */
export async function run(words) {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  if (positionals.length > 1) throw new UsageError('one file of events at most');
  if (values.json && values.markdown) throw new UsageError('--json or --markdown, not both');
  if (values.archive !== undefined && positionals.length > 0) throw new UsageError('--archive takes the place of a file of events');
  process.stdout.write(values.archive === undefined ? printed(replayed(await eventsOf(positionals[0] ?? BUNDLED)), values) : printedArchive(await archiveReplayed(values.archive), values));
  return 0;
}

function printedArchive(rows, { json, markdown: asMarkdown }) {
  return json ? `${JSON.stringify(rows, null, 1)}\n` : (asMarkdown ? markdown : aligned)(archiveRows(rows));
}

function printed(result, { json, markdown: asMarkdown }) {
  if (json) return `${JSON.stringify(result, null, 1)}\n`;
  if (asMarkdown) return markdown(eventRows(result));
  const assumed = assumptionLines(result).map((line) => `  ${line}\n`).join('');
  return `${result.note}\n\n${aligned(eventRows(result))}\nAssumed and given:\n${assumed}`;
}

async function eventsOf(path) {
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw liqError({ code: 'data-invalid', field: String(path), value: error.message, allowed: 'one JSON document of events' });
  }
}
