// Cases of signals, `{ tol, cases: [{ id, kind, input, expected, tol, note }] }`.

import { signals } from '../www/headless.js';
import { liqError } from '../www/liq-error.js';

const DOCUMENT = ['about', 'tol', 'cases'];
const CASE = ['id', 'kind', 'input', 'expected', 'tol', 'note', 'source'];
/** Relative tolerance where neither the file nor the case names one. */
const DEFAULT_TOLERANCE = 1e-9;
/** Below this size a difference is compared with the tolerance of this size, so that rounding near 0 is none. */
const SMALLEST = 1e-3;

/** Whether the document, read from JSON, holds cases of signals: some case names a kind. */
export function isSignalsFile(document) {
  return Array.isArray(document?.cases) && document.cases.some((one) => typeof one?.kind === 'string');
}

/** `{ id, run }` of each case of the file at `path`; `run` gives nothing, or what differs. */
export function signalsCases(path, document) {
  const stranger = Object.keys(document).find((key) => !DOCUMENT.includes(key));
  if (stranger !== undefined) throw liqError({ code: 'data-invalid', field: `${path}: ${stranger}`, value: 'given', allowed: `one of ${DOCUMENT.join(', ')}` });
  const tolerance = document.tol ?? DEFAULT_TOLERANCE;
  return document.cases.map((one, index) => ({ id: one?.id ?? `case ${index + 1}`, run: () => differenceOf(one, tolerance) }));
}

function differenceOf(one, fileTolerance) {
  if (!isObject(one)) return `expected a case, found ${JSON.stringify(one)}`;
  const stranger = Object.keys(one).find((key) => !CASE.includes(key));
  if (stranger !== undefined) return `the key ${stranger} is not one of ${CASE.join(', ')}`;
  const ask = askOf(one.kind);
  if (!ask) return `the kind ${one.kind} is not known`;
  const tolerance = one.tol ?? fileTolerance;
  if (!(tolerance >= 0)) return `expected a tol of 0 or more, found ${JSON.stringify(tolerance)}`;
  if (!isObject(one.expected) || Object.keys(one.expected).length === 0) return 'expected an object of results, found none';
  try {
    return difference('', ask(one.input), one.expected, tolerance);
  } catch (error) {
    if (error.name !== 'LiqError') throw error;
    return `expected a result, found ${error.message}`;
  }
}

/** Where `found` differs from `expected`, in words; nothing where it does not. Keys of `found` that are not expected do not count. */
function difference(path, found, expected, tolerance) {
  if (isObject(expected) && isObject(found)) {
    for (const [key, value] of Object.entries(expected)) {
      const place = path ? `${path}.${key}` : key;
      const name = Object.hasOwn(found, key) ? key : camelCase(key);
      if (!Object.hasOwn(found, name)) return `the expected key ${place} is not one of ${Object.keys(found).join(', ')}`;
      const differs = difference(place, found[name], value, tolerance);
      if (differs) return differs;
    }
    return undefined;
  }
  if (Array.isArray(expected) && Array.isArray(found) && expected.length === found.length) {
    return expected.map((value, index) => difference(`${path}[${index}]`, found[index], value, tolerance)).find(Boolean);
  }
  return isMet(found, expected, tolerance) ? undefined : `${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;
}

function isMet(found, expected, tolerance) {
  if (typeof found !== 'number' || typeof expected !== 'number') return found === expected;
  return Math.abs(found - expected) <= tolerance * Math.max(SMALLEST, Math.abs(expected));
}

function askOf(kind) {
  const name = camelCase(String(kind));
  return Object.hasOwn(signals, name) ? signals[name] : undefined;
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `rate_8h` as `rate8h`. */
function camelCase(snake) {
  return snake.replace(/_+(.)/g, (_, letter) => letter.toUpperCase());
}
