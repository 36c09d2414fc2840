// Elements with the same `group` tell one another what the reader does.

/** Each element drawn, and the name of its group. */
const members = new Map();

/** Whose reader moved last, by group. */
const leaders = new Map();

/** Takes an element into the group that it names now, and out of the one before; everyone concerned shows what its group shows. */
export function join(element) {
  const before = members.get(element);
  members.set(element, element.group);
  if (before !== element.group) share(before);
  if (element.group) share(element.group);
  else element.follow(undefined);
}

/** The element no longer takes part: what it led goes with it. */
export function leave(element) {
  const group = members.get(element);
  members.delete(element);
  if (leaders.get(group) === element) leaders.delete(group);
  share(group);
}

/** The other elements of the same group. */
export function others(element) {
  const group = members.get(element);
  return membersOf(group).filter((member) => member !== element);
}

/** An element's reader moved: those of its kind take his choices, and all show where his shock leads. */
export function lead(element, choices = {}) {
  const all = others(element);
  leaders.set(members.get(element), element);
  for (const other of all.filter(({ localName }) => localName === element.localName)) other.take(choices);
  if (element.projection) for (const other of all) other.follow(element.projection);
}

function membersOf(group) {
  return group ? [...members.keys()].filter((member) => members.get(member) === group) : [];
}

/** Who has no shock of its own shows where the group's leads, or none. */
function share(group) {
  const all = membersOf(group);
  const leader = leaders.get(group);
  const projection = [leader, ...all].filter((member) => all.includes(member)).map((member) => member.projection).find(Boolean);
  for (const member of all) member.follow(projection);
}
