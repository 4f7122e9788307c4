import type { CaptureRow } from '../conditions';
import { MAX_VALUES_IN_GRANT } from '../language/limits';
import type { DecidingValue } from './decision';
import type { Judged } from './evaluate-condition';

/** The tests that made a true condition true. What stands under a `not` is not true, and made nothing so. */
export function* decidingTests(judged: Judged): Generator<Judged> {
  if (judged.truth !== 'true') return;
  if (judged.node.kind === 'test') yield judged;
  for (const child of judged.children) yield* decidingTests(child);
}

/** The values that made a true condition true, each once. */
export function usedValues(judged: Judged): DecidingValue[] {
  const used = new Map<string, DecidingValue>();
  for (const { test, verdict } of decidingTests(judged)) {
    if (test?.attr === undefined || verdict === undefined) continue;
    for (const value of verdict.matched) {
      if (used.size >= MAX_VALUES_IN_GRANT) return [...used.values()];
      used.set(JSON.stringify([test.attr, value]), { attr: test.attr, value });
    }
  }
  return [...used.values()];
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
