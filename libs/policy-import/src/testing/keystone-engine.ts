/**
 * A small engine that decides as Keystone's does (identity.md 5.1), to hold the import against: every rule is asked, all
 * requirements of a rule must hold, one on what was not sent never does; patterns are found anywhere in a value; `{0}`
 * counts only the requirements that are empty or have a whitelist or blacklist.
 */
interface EngineRequirement {
  type: string;
  regex?: boolean;
  any_one_of?: string[];
  not_any_of?: string[];
  whitelist?: string[];
  blacklist?: string[];
}

/** A mapping as its author writes it, with groups only. */
export interface EngineRule {
  local: { group?: { name: string }; groups?: string }[];
  remote: EngineRequirement[];
}

/** Names of the groups that somebody gets, sorted. `assertion` has what was sent, values joined by semicolons. */
export function keystoneGroups(
  rules: readonly EngineRule[],
  assertion: Readonly<Record<string, string>>,
): string[] {
  const groups = new Set<string>();
  for (const { local, remote } of rules) {
    const maps = verify(remote, assertion);
    if (maps === undefined) continue;
    for (const { group, groups: named } of local) {
      if (group !== undefined) groups.add(group.name);
      const [, number] = /^\{(\d+)\}$/.exec(named ?? '') ?? [];
      for (const value of number === undefined ? [] : (maps[Number(number)] ?? [])) groups.add(value);
    }
  }
  return [...groups].sort();
}

/** Values of the direct maps, or undefined when the rule does not match. */
function verify(
  remote: readonly EngineRequirement[],
  assertion: Readonly<Record<string, string>>,
): string[][] | undefined {
  const maps: string[][] = [];
  for (const { type, regex = false, any_one_of, not_any_of, whitelist, blacklist } of remote) {
    const sent = Object.hasOwn(assertion, type) ? (assertion[type] ?? '') : '';
    if (sent === '') return undefined;
    const values = sent.split(';');
    const fits = (list: readonly string[]) => (value: string) =>
      regex ? list.some((pattern) => new RegExp(pattern, 'u').test(value)) : list.includes(value);
    if (any_one_of !== undefined) {
      if (!values.some(fits(any_one_of))) return undefined;
    } else if (not_any_of !== undefined) {
      if (values.some(fits(not_any_of))) return undefined;
    } else if (blacklist !== undefined) maps.push(values.filter((value) => !fits(blacklist)(value)));
    else maps.push(whitelist === undefined ? values : values.filter(fits(whitelist)));
  }
  return maps;
}
