// What a text says of a zone, before any zone is looked up.

/** Whether a zone is told by a name, not as UTC or an offset. */
export const isNamedZone = (zone) => /(?!utc|gmt)[a-z]{3}/i.test(zone ?? '');
