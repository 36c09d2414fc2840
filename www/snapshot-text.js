// JavaScript values as the JSON text that the engine reads.

import { liqError } from './liq-error.js';

/** Snapshots nest six levels; what nests deeper holds itself. */
const DEEPEST = 24;

/**
 * A string as it is, anything else as JSON text. Typed arrays become arrays. What JSON would turn into null or drop
 * without a word (NaN, infinities, functions, symbols, big integers) becomes a string, so that the engine refuses it by
 * name instead of taking it for a value that was left out.
 */
export function snapshotText(data) {
  return typeof data === 'string' ? data : JSON.stringify(sayable(data, 0)) ?? 'null';
}

function sayable(value, depth) {
  if (depth > DEEPEST) throw liqError({ code: 'data-invalid', value: 'an object that holds itself', allowed: 'plain data' });
  switch (typeof value) {
    case 'number': return Number.isFinite(value) ? value : String(value);
    case 'bigint': case 'symbol': case 'function': return String(value);
    case 'object': return value === null ? null : sayableObject(value, depth);
    default: return value;
  }
}

function sayableObject(value, depth) {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return sayableList(Array.from(value), depth);
  if (Array.isArray(value)) return sayableList(value, depth);
  if (typeof value.toJSON === 'function') return sayable(value.toJSON() ?? String(value), depth + 1);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sayable(inner, depth + 1)]));
}

/** Long columns of numbers pass as they are: only a list with something else in it is copied. */
function sayableList(list, depth) {
  return list.every(Number.isFinite) ? list : Array.from(list, (inner) => sayable(inner, depth + 1));
}
