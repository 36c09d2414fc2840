// `liquidation-widgets check`: cases with known answers through the engine.

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { csvRecords } from '../www/headless.js';
import { liqError } from '../www/liq-error.js';
import { liquidationPriceCases } from './liquidation-price-cases.mjs';
import { UsageError } from './usage-error.mjs';

export const help = `liquidation-widgets check FILE…

Runs each case of the files through the engine, prints each that differs, with what was expected and what was found, and
a last line "N passed, N failed". Exits with 1 on a failure, on a file without cases and on a file of another form.

Forms: CSV with the columns id, venue, margin_mode, side, entry_price, quantity, leverage, wallet_balance, mmr,
maintenance_amount, fee_rate, max_leverage, expected_liquidation_price, relative_tolerance, source. An empty field does
not apply; an empty expected price means that there is none.
`;

/** Runs the command with the words after its name. */
export async function run(words) {
  const { positionals } = parseArgs({ args: words, options: {}, allowPositionals: true });
  if (positionals.length === 0) throw new UsageError('a file of cases must be given');
  const sum = { passed: 0, failed: 0 };
  for (const path of positionals) {
    for (const { id, run: runCase } of casesOf(path, await readFile(path, 'utf8'))) {
      const difference = runCase();
      sum[difference === undefined ? 'passed' : 'failed'] += 1;
      if (difference !== undefined) process.stdout.write(`${id}: ${difference}\n`);
    }
  }
  process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`);
  return sum.failed > 0 ? 1 : 0;
}

/** `{ id, run }` of each case; `run` gives nothing, or what differs. The content tells the form of the file. */
function casesOf(path, text) {
  if (/^\uFEFF?\s*[[{]/.test(text)) throw unreadable(path, 'JSON', 'a CSV file of liquidation prices');
  const [header = [], ...records] = csvRecords(text);
  if (!header.includes('expected_liquidation_price')) {
    throw unreadable(path, `the columns ${header.join(', ')}`, 'CSV with a column expected_liquidation_price');
  }
  if (records.length === 0) throw liqError({ code: 'data-empty', field: path, value: 'no case', allowed: 'one case or more' });
  return liquidationPriceCases(path, header, records);
}

function unreadable(path, value, allowed) {
  return liqError({ code: 'data-invalid', field: path, value, allowed });
}
