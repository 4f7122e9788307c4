import type { RuleTable } from '../compile/rule-table';
import type { Reading } from '../conditions';
import { MAX_WORK } from '../language/limits';
import { whyNotAsked } from './judge-rule';

/**
 * Work that the tests of a decision would take, in the units of `MAX_WORK`, whether or not the index spares some of it:
 * the answer must not depend on what is looked at first. Where a bound for all rules is small enough, it is that bound.
 */
export function workOf(table: RuleTable, entityId: string, reading: Reading): number {
  let bound = 0;
  for (const { attr, tests, costly } of table.work) bound += workOn(attr, tests, costly, reading);
  if (bound <= MAX_WORK) return bound;
  let work = 0;
  for (const rule of table.rules) {
    if (whyNotAsked(rule, entityId, reading.now) !== undefined) continue;
    for (const { attr, costly } of rule.tests) {
      if (attr !== undefined) work += workOn(attr, 1, costly ? 1 : 0, reading);
    }
  }
  return work;
}

function workOn(attr: string, tests: number, costly: number, reading: Reading): number {
  const { values, characters } = reading.attribute(attr);
  return tests * values.length + costly * characters;
}
