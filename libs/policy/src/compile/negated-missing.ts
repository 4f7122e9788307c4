import { isVirtual, type Test } from '../conditions';
import type { Path } from '../language/finding';
import type { Cond } from '../language/policy-set';

/**
 * Finds every `not` about an attribute that may be missing and for which the rule says nothing: the most common
 * mistake of policy authors (end of 5.4). It is said when an enclosing `any` has `absent`, or when an enclosing `all`
 * asks for the attribute anyway.
 */
export function* negatedMissing(
  condition: Cond,
  at: Path,
  said: ReadonlySet<string> = new Set(),
): Generator<{ attr: string; at: Path }> {
  if ('all' in condition || 'any' in condition) {
    const isAll = 'all' in condition;
    const children = isAll ? condition.all : condition.any;
    const here = new Set([...said, ...children.flatMap((child) => saidBy(child, isAll))]);
    for (const [index, child] of children.entries()) {
      yield* negatedMissing(child, [...at, isAll ? 'all' : 'any', index], here);
    }
  } else if ('not' in condition) {
    const asked = new Set(askedIn(condition.not));
    for (const attr of asked) if (!said.has(attr) && !isVirtual(attr)) yield { attr, at: [...at, 'not'] };
  }
}

function saidBy(child: Cond, isAll: boolean): string[] {
  if (!isTest(child) || !('attr' in child)) return [];
  return (child.op === 'absent') === isAll ? [] : [child.attr];
}

function isTest(condition: Cond): condition is Test {
  return 'op' in condition;
}

function* askedIn(condition: Cond): Generator<string> {
  if ('all' in condition) for (const child of condition.all) yield* askedIn(child);
  else if ('any' in condition) for (const child of condition.any) yield* askedIn(child);
  else if ('not' in condition) yield* askedIn(condition.not);
  else if ('attr' in condition && condition.op !== 'absent' && condition.op !== 'present')
    yield condition.attr;
}
