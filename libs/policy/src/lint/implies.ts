import type { Test } from '../conditions';
import type { Cond } from '../language/policy-set';
import { testText } from './formula';
import type { Effort } from './effort';

/**
 * Tells whether whoever fits one condition surely fits another, from their form alone: the same test, one of the
 * alternatives, or fewer demands. False says nothing.
 */
export function implies(one: Cond, other: Cond, effort: Effort): boolean {
  if (!effort.spend(1)) return false;
  if ('always' in other) return true;
  if ('all' in other) return other.all.every((child) => implies(one, child, effort));
  if ('any' in one) return one.any.every((child) => implies(child, other, effort));
  if ('any' in other && other.any.some((child) => implies(one, child, effort))) return true;
  if ('all' in one) return one.all.some((child) => implies(child, other, effort));
  if ('not' in one && 'not' in other) return isSameCondition(one.not, other.not);
  if ('op' in one && 'op' in other) return testText(one) === testText(other) || isNarrower(one, other);
  return false;
}

/** Of the same reading of the same attribute, fewer texts. */
function isNarrower(one: Test, other: Test): boolean {
  if (one.op !== 'equals' && one.op !== 'oneOf') {
    // What is true or false of an attribute is so only when it was released.
    return other.op === 'present' && one.op !== 'absent' && 'attr' in one && one.attr === other.attr;
  }
  if (other.op === 'present') return one.attr === other.attr;
  if (other.op !== 'equals' && other.op !== 'oneOf') return false;
  if (readingOf(one) !== readingOf(other)) return false;
  const fold = (text: string) => (other.ci === true ? text.toLowerCase() : text);
  const wide = new Set((other.op === 'equals' ? [other.value] : other.values).map(fold));
  return (one.op === 'equals' ? [one.value] : one.values).every((text) => wide.has(fold(text)));
}

function readingOf({ attr, ci, part, quantifier }: Extract<Test, { op: 'equals' | 'oneOf' }>): string {
  return JSON.stringify([attr, ci === true, part ?? 'whole', quantifier ?? 'some']);
}

function isSameCondition(a: Cond, b: Cond): boolean {
  return textOf(a) === textOf(b);
}

function textOf(condition: Cond): string {
  if ('all' in condition) return `all(${condition.all.map(textOf).sort().join()})`;
  if ('any' in condition) return `any(${condition.any.map(textOf).sort().join()})`;
  if ('not' in condition) return `not(${textOf(condition.not)})`;
  return 'always' in condition ? 'always' : testText(condition);
}
