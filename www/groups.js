// Elements with the same `group` tell one another what the reader does.

/** Each element drawn, and the name of its group. */
const members = new Map();

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
  share(group);
}

/** The other elements of the same group. */
export function others(element) {
  const group = members.get(element);
  return membersOf(group).filter((member) => member !== element);
}

function membersOf(group) {
  return group ? [...members.keys()].filter((member) => members.get(member) === group) : [];
}

/** Who has no shock of its own shows where the group's leads, or none. */
function share(group) {
  const all = membersOf(group);
  const projection = all.map((member) => member.projection).find(Boolean);
  for (const member of all) member.follow(projection);
}
