// Cases of liquidation prices, one record each.

import { liquidationPrice } from '../www/headless.js';
import { liqError } from '../www/liq-error.js';

const WORDS = ['venue', 'margin_mode', 'side'];
const NUMBERS = [
  'entry_price', 'quantity', 'leverage', 'wallet_balance', 'mmr', 'maintenance_amount', 'fee_rate', 'max_leverage',
];
const ANSWER = ['expected_liquidation_price', 'relative_tolerance'];
const REQUIRED = ['id', 'venue', 'side', 'entry_price', 'quantity', ...ANSWER];
const KNOWN = [...REQUIRED, ...WORDS, ...NUMBERS, 'source'];

/** `{ id, run }` of each record of the file at `path`. */
export function liquidationPriceCases(path, header, records) {
  const missing = REQUIRED.find((name) => !header.includes(name));
  if (missing) throw liqError({ code: 'data-invalid', field: path, value: 'nothing', allowed: `CSV with a column ${missing}` });
  const stranger = header.find((name, index) => !KNOWN.includes(name) || header.indexOf(name) !== index);
  if (stranger !== undefined) {
    throw liqError({ code: 'data-invalid', field: path, value: stranger || 'a column without a name', allowed: `CSV with each of the columns ${[...new Set(KNOWN)].join(', ')} at most once` });
  }
  return records.map((record, index) => ({
    id: record[header.indexOf('id')] || `record ${index + 1}`,
    run: () => difference(header, record),
  }));
}

/** What differs, in words; nothing when the case is met. */
function difference(header, record) {
  if (record.length !== header.length) return `expected ${header.length} fields, found ${record.length}`;
  const fields = Object.fromEntries(header.map((name, index) => [name, record[index]]));
  try {
    const [expected, tolerance] = ANSWER.map((name) => numberIn(fields, name));
    if (expected !== undefined && !(tolerance >= 0)) return 'expected a relative_tolerance of 0 or more, found none';
    const found = liquidationPrice(queryOf(fields)) ?? undefined;
    return isMet(found, expected, tolerance) ? undefined : `expected ${expected ?? 'none'}, found ${found ?? 'none'}`;
  } catch (error) {
    if (error.name !== 'LiqError') throw error;
    return `expected ${fields.expected_liquidation_price || 'none'}, found ${error.message}`;
  }
}

function isMet(found, expected, tolerance) {
  if (found === undefined || expected === undefined) return found === expected;
  return Math.abs(found - expected) <= tolerance * Math.abs(expected);
}

/** A query with the keys of the file; an empty field is left out. */
function queryOf(fields) {
  const words = WORDS.map((name) => [name, fields[name] || undefined]);
  return Object.fromEntries([...words, ...NUMBERS.map((name) => [name, numberIn(fields, name)])]);
}

function numberIn(fields, name) {
  const text = fields[name] ?? '';
  if (text === '') return undefined;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw liqError({ code: 'data-invalid', field: name, value: text, allowed: 'a finite number' });
}
