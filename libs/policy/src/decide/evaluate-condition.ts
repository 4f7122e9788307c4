import type { CompiledCondition } from '../compile/rule-table';
import { and, not, or, type PreparedTest, type Reading, type Truth, type Verdict } from '../conditions';

/** A condition that was evaluated, with the verdicts that grants and the trace are made from. */
export interface Judged {
  condition: CompiledCondition;
  truth: Truth;
  children: readonly Judged[];
  test?: PreparedTest;
  verdict?: Verdict;
}

const LEAF: readonly Judged[] = Object.freeze([]);

/** Evaluates a condition whole: nothing is cut short, so that the trace can say what everything saw. */
export function evaluateCondition(condition: CompiledCondition, reading: Reading): Judged {
  if (condition.kind === 'always') return { condition, truth: 'true', children: LEAF };
  if (condition.kind === 'test') {
    const { test } = condition;
    const verdict = test.evaluate(reading);
    return { condition, truth: verdict.result, children: LEAF, test, verdict };
  }
  const children: Judged[] = [];
  let truth: Truth = condition.kind === 'any' ? 'false' : 'true';
  for (const child of condition.children) {
    const judged = evaluateCondition(child, reading);
    children.push(judged);
    truth = condition.kind === 'any' ? or(truth, judged.truth) : and(truth, judged.truth);
  }
  return { condition, truth: condition.kind === 'not' ? not(truth) : truth, children };
}
