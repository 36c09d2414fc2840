// Values of cases: how far found may be from expected, and how they are said.

/** Whether `found` is `expected`, numbers within `tolerance` of the greater of 1 and their size. */
export function agrees(found, expected, tolerance) {
  if (ArrayBuffer.isView(found)) return agrees([...found], expected, tolerance);
  if (Array.isArray(expected)) {
    return Array.isArray(found) && found.length === expected.length && expected.every((one, index) => agrees(found[index], one, tolerance));
  }
  if (typeof found !== 'number' || typeof expected !== 'number') return found === expected;
  return Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected));
}

/** A value in few words. */
export function said(value) {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
