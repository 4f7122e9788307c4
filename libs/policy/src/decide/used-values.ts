import type { CaptureRow } from '../conditions';
import { MAX_VALUES_IN_GRANT } from '../language/limits';
import type { DecidingValue } from './decision';
import type { Judged } from './evaluate-condition';

/** The tests that made a true condition true. What stands under a `not` is not true, and made nothing so. */
export function decidingTests(judged: Judged, found: Judged[] = []): readonly Judged[] {
  if (judged.truth !== 'true') return found;
  if (judged.test !== undefined) found.push(judged);
  for (const child of judged.children) decidingTests(child, found);
  return found;
}

/** The values that made a true condition true, each once. */
export function usedValues(judged: Judged): DecidingValue[] {
  const used: DecidingValue[] = [];
  for (const { test, verdict } of decidingTests(judged)) {
    if (test?.attr === undefined || verdict === undefined) continue;
    const { attr } = test;
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
export function captureRows(judged: Judged): SourcedRow[] {
  const rows: SourcedRow[] = [];
  for (const { test, verdict } of decidingTests(judged)) {
    if (test?.attr === undefined) continue;
    for (const row of verdict?.captures ?? []) rows.push({ ...row, attr: test.attr });
  }
  return rows;
}
