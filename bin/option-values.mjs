// Values of options as texts of the command line.

/** A finite number, or nothing. */
export function number(word) {
  const value = Number(word);
  return word.trim() !== '' && Number.isFinite(value) ? value : undefined;
}

/** Milliseconds of a count, a date, or a date and time in UTC; nothing for anything else. */
export function instant(word) {
  if (/^\d{11,}$/.test(word)) return Number(word);
  const time = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)Z?)?$/.exec(word);
  const value = time ? Date.parse(`${time[1]}T${time[2] ?? '00:00'}Z`) : NaN;
  // A date such as 30 February is moved on by some engines instead of being refused.
  return new Date(value).toJSON()?.startsWith(time[1]) ? value : undefined;
}
