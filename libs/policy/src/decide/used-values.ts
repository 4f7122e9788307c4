import type { AskedCondition } from '../compile/shared-tests';
import type { CaptureRow, PreparedTest, Reading, Verdict } from '../conditions';
import { MAX_VALUES_IN_GRANT } from '../language/limits';
import type { AskTruths } from './ask-truths';
import type { DecidingValue } from './decision';

/** A test that made a rule match, and what it said. */
export interface DecidingTest {
  test: PreparedTest;
  verdict: Verdict;
}

/** The tests that made a true condition true. What stands under a `not` is not true, and made nothing so. */
export function decidingTests(
  condition: AskedCondition,
  reading: Reading,
  truths: AskTruths,
  found: DecidingTest[] = [],
): DecidingTest[] {
  const { kind, test, children } = condition;
  if (test !== undefined) found.push({ test, verdict: test.evaluate(reading) });
  else if (kind !== 'not') {
    for (const child of children) {
      if (truths.of(child, reading) === 'true') decidingTests(child, reading, truths, found);
    }
  }
  return found;
}

/** The values that made a rule match, each once. */
export function usedValues(tests: readonly DecidingTest[]): DecidingValue[] {
  const used: DecidingValue[] = [];
  for (const { test, verdict } of tests) {
    const { attr } = test;
    if (attr === undefined) continue;
    for (const value of verdict.matched) {
      if (used.length >= MAX_VALUES_IN_GRANT) return used;
      if (!used.some((known) => known.value === value && known.attr === attr)) used.push({ attr, value });
    }
  }
  return used;
}

/** A match together with the attribute it was found in. */
export interface SourcedRow extends CaptureRow {
  attr: string;
}

/** All matches that templates of the rule may draw from. */
export function captureRows(tests: readonly DecidingTest[]): SourcedRow[] {
  const rows: SourcedRow[] = [];
  for (const { test, verdict } of tests) {
    if (test.attr === undefined) continue;
    for (const row of verdict.captures ?? []) rows.push({ ...row, attr: test.attr });
  }
  return rows;
}
