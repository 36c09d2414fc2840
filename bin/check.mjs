// `liquidation-widgets check`: cases with known answers through the engine.

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { csvRecords } from '../www/headless.js';
import { liqError } from '../www/liq-error.js';
import { cascadeCases, isCascadeFile } from './cascade-cases.mjs';
import { liquidationPriceCases } from './liquidation-price-cases.mjs';
import { isSignalsFile, signalsCases } from './signals-cases.mjs';
import { UsageError } from './usage-error.mjs';

export const help = `liquidation-widgets check FILE…

Runs each case of the files through the engine, prints each that differs, with what was expected and what was found, and
a last line "N passed, N failed". Exits with 1 on a failure, on a file without cases and on a file of another form.

Forms, told apart by their content:

CSV of liquidation prices, with the columns id, venue, margin_mode, side, entry_price, quantity, leverage, wallet_balance, mmr,
maintenance_amount, fee_rate, max_leverage, expected_liquidation_price, relative_tolerance, source. An empty field does
not apply; an empty expected price means that there is none.

JSON of cascades: "cases" with "input", "expected" and "tol", and "rng_splitmix64", "terminal_quadrature" and
"continuum_formulas"; "tol" of the file holds where a case has none, 1e-12 where neither has.

JSON of signals: "cases" with "id", "kind", "input" and "expected"; "tol" of the file or of a case, relative.
`;

/** JSON files of cases: what tells one, and what makes `{ id, run }` of its cases. */
const JSON_FORMS = [
  { words: 'cases of signals', isForm: isSignalsFile, casesOf: signalsCases },
  { words: 'cases of cascades', isForm: isCascadeFile, casesOf: (path, document) => cascadeCases(document) },
];

/** Runs the command with the words after its name. */
export async function run(words) {
  const { positionals } = parseArgs({ args: words, options: {}, allowPositionals: true });
  if (positionals.length === 0) throw new UsageError('a file of cases must be given');
  const sum = { passed: 0, failed: 0 };
  for (const path of positionals) {
    for (const { id, run: runCase } of casesOf(path, await readFile(path, 'utf8'))) {
      const difference = differenceOf(runCase);
      sum[difference === undefined ? 'passed' : 'failed'] += 1;
      if (difference !== undefined) process.stdout.write(`${id}: ${difference}\n`);
    }
  }
  process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`);
  return sum.failed > 0 ? 1 : 0;
}

/** What `run` says differs; a refusal by the engine differs too. */
function differenceOf(run) {
  try {
    return run();
  } catch (error) {
    if (error.name !== 'LiqError' || error.code === 'wasm-trap') throw error;
    return error.message;
  }
}

/** `{ id, run }` of each case; `run` gives nothing, or what differs. The content tells the form of the file. */
function casesOf(path, text) {
  if (/^\uFEFF?\s*[[{]/.test(text)) return jsonCasesOf(path, text);
  const [header = [], ...records] = csvRecords(text);
  if (!header.includes('expected_liquidation_price')) {
    throw unreadable(path, `the columns ${header.join(', ')}`, 'CSV with a column expected_liquidation_price');
  }
  if (records.length === 0) throw liqError({ code: 'data-empty', field: path, value: 'no case', allowed: 'one case or more' });
  return liquidationPriceCases(path, header, records);
}

function jsonCasesOf(path, text) {
  const document = parsed(path, text);
  const form = JSON_FORMS.find(({ isForm }) => isForm(document));
  if (!form) throw unreadable(path, 'JSON', `a CSV file of liquidation prices, or JSON of ${JSON_FORMS.map(({ words }) => words).join(' or ')}`);
  return form.casesOf(path, document);
}

function parsed(path, text) {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw unreadable(path, error.message, 'one JSON document');
  }
}

function unreadable(path, value, allowed) {
  return liqError({ code: 'data-invalid', field: path, value, allowed });
}
