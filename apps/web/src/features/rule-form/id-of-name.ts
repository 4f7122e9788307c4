/** Longest id that is made from a name; the language lets ids be longer. */
const MAX_MADE = 48;

/** An id made from the name of a rule, such as `cs101-students-year-2`, that no other rule has; empty for no name. */
export function idOfName(name: string, taken: ReadonlySet<string>): string {
  const made = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_MADE)
    .replaceAll(/^-+|-+$/g, '');
  if (made === '' || !taken.has(made)) return made;
  let number = 2;
  while (taken.has(`${made}-${number}`)) number += 1;
  return `${made}-${number}`;
}
