import type { PreparedTest, Test } from '../conditions';
import type { CompiledCondition } from '../compile/rule-table';
import type { Cond } from '../language/policy-set';

/** A test that has to come out true, or (`negated`) false. */
export interface Literal {
  test: Test;
  prepared: PreparedTest;
  negated: boolean;
  /** The same for tests that mean the same. */
  text: string;
  /** Place inside the rule. */
  path: string;
}

/** A condition with every `not` pushed down to its tests: what has to be so for it to hold. */
export type Formula =
  | { kind: 'fixed'; holds: boolean }
  | { kind: 'literal'; literal: Literal }
  | { kind: 'and' | 'or'; parts: Formula[] };

/**
 * What has to be so for a condition to be true (or, with `wish` false, to be false). In Kleene's logic an `all` is false
 * when one part is, and an `any` when every part is; a test that is missing is neither.
 */
export function formulaOf(written: Cond, compiled: CompiledCondition, wish = true): Formula {
  if ('always' in written) return { kind: 'fixed', holds: wish };
  if ('not' in written) {
    const [child] = compiled.children;
    return child === undefined ? { kind: 'fixed', holds: true } : formulaOf(written.not, child, !wish);
  }
  if ('all' in written || 'any' in written) {
    const isAll = 'all' in written;
    const children = isAll ? written.all : written.any;
    const parts = children.flatMap((child, index) => {
      const inner = compiled.children[index];
      return inner === undefined ? [] : [formulaOf(child, inner, wish)];
    });
    return { kind: isAll === wish ? 'and' : 'or', parts };
  }
  if (compiled.kind !== 'test') return { kind: 'fixed', holds: true };
  return {
    kind: 'literal',
    literal: {
      test: written,
      prepared: compiled.test,
      negated: !wish,
      text: testText(written),
      path: compiled.path,
    },
  };
}

/** A text that is the same for tests that mean the same, whatever the order of fields. */
export function testText(test: Test): string {
  const { ci, part, quantifier, ...rest } = test as unknown as Record<string, unknown>;
  const manner = [ci === true, part ?? 'whole', quantifier ?? 'some'];
  return JSON.stringify([manner, Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
