// Elements with the same `group` tell one another what the reader does.

const members = new Set();

/** Takes an element into its group, whichever the attribute names at the time. */
export function join(element) {
  members.add(element);
}

/** The element no longer takes part. */
export function leave(element) {
  members.delete(element);
}

/** The other elements of the same group. */
export function others(element) {
  const { group } = element;
  return group ? [...members].filter((member) => member !== element && member.group === group) : [];
}
