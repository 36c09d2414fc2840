// The numbers that a sentence says, held against a result: none may be there that the result does not have.

/** Lists longer than this are curves and rows: a sentence has no number of theirs. */
const LONGEST_LIST = 64;
const UNITS = { K: 1e3, k: 1e3, M: 1e6, B: 1e9, T: 1e12, 万: 1e4, 亿: 1e8, 萬: 1e4, 億: 1e8, 万亿: 1e12, 兆: 1e12, '%': 0.01, '×': 1 };
const NUMBER = /(\d[\d,]*(?:\.\d+)?)(?:–(\d[\d,]*(?:\.\d+)?))?\s?(万亿|[KkMBT](?![A-Za-z])|[万亿萬億兆%×])?/g;
const TIME = /\d+ [A-Z][a-z]{2} \d{4}, \d\d:\d\d|\d{4}年\d+月\d+日 ?\d\d:\d\d/g;

/** Every number of plain data without its sign, and how many things a list has. */
function numbersOf(data) {
  if (typeof data === 'number') return [Math.abs(data)];
  if (data === null || typeof data !== 'object') return [];
  if (!Array.isArray(data)) return Object.values(data).flatMap(numbersOf);
  return data.length > LONGEST_LIST ? [data.length] : [data.length, ...data.flatMap(numbersOf)];
}

/** The largest power of ten that goes into all of `values`. */
function roundness(values) {
  let step = 1;
  while (values.every((value) => value % (10 * step) === 0)) step *= 10;
  return step;
}

/** Numbers as a text says them: `{ said, value, half }`, half being half of its last digit. */
function saidIn(text) {
  return [...text.replaceAll(TIME, '').matchAll(NUMBER)].flatMap(([said, first, second, unit]) => {
    const scale = UNITS[unit] ?? 1;
    const ends = [first, second].filter(Boolean).map((digits) => digits.replaceAll(',', ''));
    return ends.map((digits) => {
      const value = Number(digits) * scale;
      const last = scale / 10 ** (digits.split('.')[1]?.length ?? 0);
      // The zeros at the end of an amount of three digits (3350万) or of both ends of a range (66,120–66,840) are none of its own.
      const third = scale >= 1e3 ? 10 ** (Math.floor(Math.log10(value)) - 2) : 1;
      const isRounded = third > last && Math.abs(value / third - Math.round(value / third)) < 1e-9;
      const own = isRounded ? third : last;
      return { said, value, half: 0.5 * (second && scale === 1 && last === 1 ? roundness(ends.map(Number)) : own) };
    });
  });
}

/** What `text` says that `result` does not have, rounding allowed. `fixed` are numbers that belong to the words themselves. */
export function strangers(text, result, fixed = []) {
  const known = [...numbersOf(result), ...fixed];
  const isKnown = ({ value, half }) => known.some((number) => Math.abs(number - value) <= half * 1.000001);
  return saidIn(text).filter((one) => !isKnown(one)).map(({ said }) => said);
}
