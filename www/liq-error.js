// The one error that this package throws.

/**
 * An error of the input or of the engine: `code` is stable, `field`, `value` and `allowed` say what is wrong where.
 * Those thrown by the engine have the same name and the same properties.
 */
export function liqError({ code, field = '', value = '', allowed }) {
  const error = new Error(`${code}: ${field || 'input'} must be ${allowed}, got ${value}`);
  return Object.assign(error, { name: 'LiqError', code, field, value, allowed });
}

/** Whether `error` is one of this package's own, as opposed to a trap or a defect. */
export function isLiqError(error) {
  return error instanceof Error && error.name === 'LiqError';
}
