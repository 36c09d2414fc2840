// `liquidation-widgets replay`: past moves with published figures through the engine, projected beside published.

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { liqError } from '../www/liq-error.js';
import { archiveReplayed, archiveScores } from './replay-archive.mjs';
import { replayed } from './replay-events.mjs';
import { aligned, archiveRows, assumptionLines, eventRows, markdown, scoreTables } from './replay-table.mjs';
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
  --scores     with --archive: how well swept levels explain contractions of open interest and daily liquidations, the latter
               from liquidations_daily_hyperliquid.csv
`;

const flag = { type: 'boolean', default: false };
const OPTIONS = { json: flag, markdown: flag, archive: { type: 'string' }, scores: flag };
const BUNDLED = new URL('replay-events.json', import.meta.url);

/** Runs the command with the words after its name. */
export async function run(words) {
  const { values, positionals } = parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  if (positionals.length > 1) throw new UsageError('one file of events at most');
  if (values.json && values.markdown) throw new UsageError('--json or --markdown, not both');
  if (values.archive !== undefined && positionals.length > 0) throw new UsageError('--archive takes the place of a file of events');
  if (values.scores && values.archive === undefined) throw new UsageError('--scores needs --archive FOLDER');
  process.stdout.write(await answered(values, positionals[0] ?? BUNDLED));
  return 0;
}

async function answered(values, path) {
  if (values.archive === undefined) return printed(replayed(await eventsOf(path)), values);
  const found = values.scores ? await archiveScores(values.archive) : await archiveReplayed(values.archive);
  if (values.json) return jsonOf(found);
  const tables = values.scores ? scoreTables(found) : [archiveRows(found)];
  return tables.map(values.markdown ? markdown : aligned).join('\n');
}

const jsonOf = (result) => `${JSON.stringify(result, null, 1)}\n`;

function printed(result, { json, markdown: asMarkdown }) {
  if (json) return jsonOf(result);
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
