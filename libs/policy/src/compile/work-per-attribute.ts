import type { CompiledRule } from './rule-table';

/** How many tests of a policy ask one attribute. */
export interface AttributeWork {
  attr: string;
  tests: number;
  /** Of these, how many run a regular expression over its values. */
  costly: number;
}

/** The tests of all rules that are switched on, by attribute: from it the work of any decision is bounded at once. */
export function workPerAttribute(rules: readonly CompiledRule[]): AttributeWork[] {
  const work = new Map<string, AttributeWork>();
  for (const { rule, tests } of rules) {
    if (!rule.enabled) continue;
    for (const { attr, costly } of tests) {
      if (attr === undefined) continue;
      const known = work.get(attr) ?? { attr, tests: 0, costly: 0 };
      known.tests += 1;
      known.costly += costly ? 1 : 0;
      work.set(attr, known);
    }
  }
  return [...work.values()];
}
