import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionInput } from '../decide/decision-input';
import { truthsOf } from '../decide/ask-truths';
import { whyNotAsked } from '../decide/judge-rule';
import { readInput } from '../decide/read-input';
import { traceCondition } from '../decide/trace-condition';
import type { Cond, Rule } from '../language/policy-set';
import { arbitraryInput, arbitraryPolicy } from '../testing/arbitrary-policy';
import { compilePolicy } from './compile-policy';

const NOW = new Date('2026-11-21T10:00:00Z');
const IDP = { entityId: 'https://a.example' };

function tableOf(source: unknown) {
  const compiled = compilePolicy(source);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults, null, 2));
  return compiled.table;
}

function found(source: unknown, input: DecisionInput) {
  const table = tableOf(source);
  const read = readInput(table, input, NOW);
  if (!read.ok) throw new Error(read.refusal.reason);
  const { reading } = read;
  const matching = table.rules.filter(
    (rule) =>
      whyNotAsked(rule, IDP.entityId, NOW) === undefined &&
      traceCondition(rule.when, reading).result === 'true',
  );
  const candidates = table.index.candidates(reading).flatMap((position) => table.rules[position] ?? []);
  const ids = (rules: typeof table.rules) => rules.map(({ rule }) => rule.id);
  return { candidates: ids(candidates), matching: ids(matching) };
}

function policyOf(conditions: Record<string, Cond>) {
  const rules = Object.entries(conditions).map(([id, when]): Rule => {
    return { id, name: id, enabled: true, priority: 500, idps: '*', when, effects: [{ role: 'x' }] };
  });
  return { version: 1, id: 'p', revision: 0, rules };
}

describe('the tests that rules share', () => {
  it('should be asked once with the answer that each rule would get alone', () => {
    fc.assert(
      fc.property(
        arbitraryPolicy,
        fc.array(arbitraryInput, { minLength: 2, maxLength: 3 }),
        (set, people) => {
          const table = tableOf(set);
          const truths = truthsOf(table);
          for (const person of people) {
            const read = readInput(table, person, NOW);
            if (!read.ok) throw new Error(read.refusal.reason);
            truths.begin();
            const alone = table.rules.map(({ when }) => traceCondition(when, read.reading).result);
            expect(table.rules.map((_, position) => truths.ofRule(position, read.reading))).toEqual(alone);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('should be counted once, however many rules make them', () => {
    const student: Cond = { attr: 'a', op: 'equals', value: 'x' };
    const other: Cond = { attr: 'a', op: 'equals', value: 'x', ci: true };
    const table = tableOf(policyOf({ r1: student, r2: { all: [student, other] }, r3: { not: student } }));
    expect(table.index.shared.size).toBe(2);
  });
});

describe('the index of rules', () => {
  it('should never pass over a rule that matches', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryInput, (set, input) => {
        const { candidates, matching } = found(set, { ...input, idp: IDP });
        expect(candidates).toEqual(expect.arrayContaining(matching));
        expect(candidates).toEqual(candidates.toSorted());
      }),
      { numRuns: 500 },
    );
  });

  it('should find of many rules those that name what the person has', () => {
    const group = (index: number): Cond => ({
      all: [
        { attr: 'affiliation', op: 'equals', value: 'student' },
        { attr: 'group', op: 'equals', value: `course-${index}`, ci: true },
        { not: { attr: 'status', op: 'equals', value: 'expired' } },
      ],
    });
    const conditions = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`r${index}`, group(index)]),
    );
    const attributes = { affiliation: ['student'], group: ['COURSE-7', 'course-300'], status: ['active'] };
    expect(found(policyOf(conditions), { idp: IDP, attributes }).candidates).toEqual(['r300', 'r7']);
  });

  it.each<[string, Cond, boolean]>([
    ['an attribute that is there, whatever its value', { attr: 'a', op: 'matches', value: '.*' }, true],
    ['an attribute that is not', { attr: 'b', op: 'matches', value: '.*' }, false],
    ['the absence of one that is not there', { attr: 'b', op: 'absent' }, true],
    ['a scope in other letters', { attr: 'a', op: 'hasScope', value: 'UNI.example' }, true],
    ['another scope', { attr: 'a', op: 'hasScope', value: 'other.example' }, false],
    ['the part before the @', { attr: 'a', op: 'equals', value: 'x', part: 'value' }, true],
    [
      'one of several alternatives',
      {
        any: [
          { attr: 'b', op: 'present' },
          { attr: 'a', op: 'present' },
        ],
      },
      true,
    ],
    [
      'alternatives of which none is there',
      {
        any: [
          { attr: 'b', op: 'present' },
          { attr: 'c', op: 'present' },
        ],
      },
      false,
    ],
    ['an alternative that asks for nothing', { any: [{ attr: 'b', op: 'present' }, { always: true }] }, true],
    ['the contrary of what is not there', { not: { attr: 'b', op: 'present' } }, true],
    ['a provider by its name', { attr: 'idp.entityId', op: 'equals', value: IDP.entityId }, true],
    ['another provider', { attr: 'idp.entityId', op: 'equals', value: 'https://b.example' }, false],
  ])('should tell whether to ask a rule about %s', (_, when, isFound) => {
    const { candidates } = found(policyOf({ r: when }), { idp: IDP, attributes: { a: ['x@uni.example'] } });
    expect(candidates).toEqual(isFound ? ['r'] : []);
  });
});
