import { AttributeValues, partOf, type Part, type Reading, type Test } from '../conditions';
import type { Effort } from './effort';
import { emptyInterval, intervalOf } from './interval';
import type { Literal } from './formula';

/** Tests that cannot all come out as they have to; empty when the condition says so itself (`not: always`). */
export interface Contradiction {
  literals: Literal[];
}

/** Virtual attributes of which there is always exactly one value. */
const ALWAYS_ONE: ReadonlySet<string> = new Set(['idp.entityId', 'now']);

/** Virtual attributes of which there is one value or none; every other attribute may have several. */
const AT_MOST_ONE: ReadonlySet<string> = new Set([
  ...ALWAYS_ONE,
  'idp.registrationAuthority',
  'authn.context',
  'authn.ageMinutes',
  'session.protocol',
  'lti.contextId',
]);

/** A test about the values of one attribute; tests of time ask none. */
type Asking = Literal & { test: Exclude<Test, { op: 'timeWithin' }> };

/** Finds tests among these that cannot come out together as they have to, or undefined when none is sure to. */
export function contradiction(literals: readonly Literal[], effort: Effort): Contradiction | undefined {
  const byText = new Map<string, Literal>();
  const byAttr = new Map<string, Asking[]>();
  for (const literal of literals) {
    const { text } = literal;
    const other = byText.get(text);
    if (other !== undefined && other.negated !== literal.negated) return { literals: [other, literal] };
    byText.set(text, literal);
    if (!asks(literal)) continue;
    const { attr } = literal.test;
    const list = byAttr.get(attr);
    if (list === undefined) byAttr.set(attr, [literal]);
    else list.push(literal);
  }
  for (const [attr, asking] of byAttr) {
    const found = inAttribute(attr, asking, effort);
    if (found !== undefined) return found;
  }
  return undefined;
}

function asks(literal: Literal): literal is Asking {
  return literal.test.op !== 'timeWithin';
}

function inAttribute(attr: string, literals: readonly Asking[], effort: Effort): Contradiction | undefined {
  const empty = literals.find(wantsNone);
  const some = literals.find((literal) => !wantsNone(literal));
  if (empty !== undefined && some !== undefined) return { literals: [empty, some] };
  if (empty !== undefined) return ALWAYS_ONE.has(attr) ? { literals: [empty] } : undefined;
  const perValue = literals.filter(isPerValue);
  const isAboutAll = (literal: Asking) => AT_MOST_ONE.has(attr) || isForAll(literal);
  const forAll = perValue.filter(isAboutAll);
  const forOne = perValue.filter((literal) => !isAboutAll(literal));
  // Each test that some value must fit has to be met together with everything that all values must fit.
  const groups = forOne.length === 0 ? [forAll] : forOne.map((literal) => [literal, ...forAll]);
  for (const group of groups) {
    const found = effort.spend(group.length) ? unmetBy(group, effort) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Any other test on an attribute is true or false only when it has a value. */
function wantsNone({ test: { op }, negated }: Asking): boolean {
  return negated ? op === 'present' : op === 'absent';
}

function isPerValue({ test: { op } }: Asking): boolean {
  return op !== 'present' && op !== 'absent' && op !== 'countAtLeast';
}

/** Whether all values have to fit: `every` that holds, or `some` that does not. */
function isForAll({ test, negated }: Pick<Asking, 'test' | 'negated'>): boolean {
  const isEvery = 'quantifier' in test && test.quantifier === 'every';
  return isEvery !== negated;
}

/** Tells that no single value could fit all of these. */
function unmetBy(group: readonly Asking[], effort: Effort): Contradiction | undefined {
  if (group.length === 0) return undefined;
  return unmetByTexts(group, effort) ?? unmetByNumbers(group);
}

/** A test that names all texts it fits lets every one of them be tried. */
function unmetByTexts(group: readonly Asking[], effort: Effort): Contradiction | undefined {
  for (const source of group) {
    const { test, negated } = source;
    if (negated || (test.op !== 'equals' && test.op !== 'oneOf')) continue;
    const others = group.filter((other) => other !== source && isComparable(source, other));
    if (others.length === 0) continue;
    const candidates = test.op === 'equals' ? [test.value] : test.values;
    const misfits = new Set<Asking>();
    const isMet = candidates.some((candidate) => {
      if (!effort.spend(others.length)) return true;
      const misfit = others.find((other) => !fits(other, candidate, test.part ?? 'whole'));
      if (misfit !== undefined) misfits.add(misfit);
      return misfit === undefined;
    });
    if (!isMet) return { literals: [source, ...misfits] };
  }
  return undefined;
}

/** Of a value known in one part only, and of one known but for letter case, only tests that look at no more can be tried. */
function isComparable({ test }: Asking, { test: other }: Asking): boolean {
  const part = 'part' in test ? (test.part ?? 'whole') : 'whole';
  const otherPart = other.op === 'hasScope' ? 'scope' : 'part' in other ? (other.part ?? 'whole') : 'whole';
  if (part !== 'whole' && part !== otherPart) return false;
  if (!('ci' in test) || test.ci !== true) return true;
  return other.op === 'hasScope' || ((other.op === 'equals' || other.op === 'oneOf') && other.ci === true);
}

function fits({ prepared, test, negated }: Asking, candidate: string, part: Part): boolean {
  const value = part === 'scope' ? `x@${candidate}` : candidate;
  if (partOf(value, part) !== candidate) return true;
  const values = new AttributeValues([value]);
  const reading: Reading = { attribute: () => values, now: new Date(0) };
  const { result } = prepared.evaluate(reading);
  // A value that `extract` passes over is none of the test's business.
  const mayPass = 'extract' in test && test.extract !== undefined && isForAll({ test, negated });
  return result === (negated ? 'false' : 'true') || (mayPass && result === 'missing');
}

function unmetByNumbers(group: readonly Asking[]): Contradiction | undefined {
  const known = group.flatMap((literal) => intervalOf(literal.test, literal.negated) ?? []);
  const first = known[0];
  if (first === undefined) return undefined;
  const together = known.filter(({ reads }) => reads === first.reads);
  if (together.length < 2 || !emptyInterval(together)) return undefined;
  return { literals: group.filter(({ test, negated }) => intervalOf(test, negated)?.reads === first.reads) };
}
