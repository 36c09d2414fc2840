// What a time zone is told by.

/** Whether a zone is told by a name, not as UTC or an offset. */
export const isNamedZone = (zone) => /(?!utc|gmt)[a-z]{3}/i.test(zone ?? '');
