// The one error that this package throws.

/**
 * An error of the input or of the engine: `code` is stable, `field`, `value` and `allowed` say what is wrong where.
 * Those thrown by the engine have the same name and the same properties.
 */
export function liqError({ code, field = '', value = '', allowed, cause }) {
  const error = new Error(`${code}: ${field || 'input'} must be ${allowed}, got ${value}`, { cause });
  return Object.assign(error, { name: 'LiqError', code, field, value, allowed });
}

/** Whether `error` is one of this package's own, as opposed to a trap or a defect. */
export function isLiqError(error) {
  return error instanceof Error && error.name === 'LiqError';
}

/** Whether an error says no more than of what kind it is, as those of lean pieces do. */
export const isShort = (error) => isLiqError(error) && !error.allowed;

/** The plain data of any error, for an event's detail: an unforeseen one gets the code `internal`. */
export function errorData(error) {
  if (!isLiqError(error)) return { code: 'internal', field: '', value: '', allowed: '', message: String(error?.message ?? error) };
  const { code, field, value, allowed, message } = error;
  return { code, field, value, allowed, message };
}
