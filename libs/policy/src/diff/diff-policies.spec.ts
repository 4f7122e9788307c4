import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import { describeRule } from '../explain/describe-rule';
import type { PolicySet, Rule } from '../language/policy-set';
import { arbitraryPolicy } from '../testing/arbitrary-policy';
import { diffPolicies } from './diff-policies';
import { diffParts } from './diff-parts';

function rule(id: string, more: Partial<Rule> = {}): Rule {
  return {
    id,
    name: id.toUpperCase(),
    enabled: true,
    priority: 500,
    idps: '*',
    when: {
      all: [
        { attr: 'course', op: 'equals', value: 'CS101' },
        { attr: 'year', op: 'numGte', value: 2 },
      ],
    },
    effects: [{ pool: 'linux', quota: { vms: 1 }, leaseDays: 30 }],
    ...more,
  };
}

const set = (...rules: Rule[]): PolicySet => ({ version: 1, id: 'p', revision: 1, rules });

describe('diffPolicies', () => {
  it('should strike only the blanks that changed', () => {
    const after = rule('a', {
      when: {
        all: [
          { attr: 'course', op: 'equals', value: 'CS101' },
          { attr: 'year', op: 'numGte', value: 3 },
        ],
      },
      effects: [{ pool: 'linux', quota: { vms: 1 }, leaseDays: 60 }],
    });
    const { rules, sameRules } = diffPolicies(set(rule('a'), rule('b')), set(after, rule('b')));
    expect(sameRules).toBe(1);
    expect(rules).toMatchObject([{ ruleId: 'a', change: 'changed', fields: [] }]);
    const struck = rules[0]?.sentence.filter(({ fate }) => fate !== 'same');
    expect(struck?.map(({ fate, part }) => [fate, part.t === 'value' ? part.text : part])).toEqual([
      ['gone', '2'],
      ['new', '3'],
      ['gone', '30'],
      ['new', '60'],
    ]);
  });

  it('should strike a unit when one becomes many', () => {
    const after = rule('a', { effects: [{ pool: 'linux', quota: { vms: 2 }, leaseDays: 30 }] });
    const struck = diffPolicies(set(rule('a')), set(after)).rules[0]?.sentence.filter(
      ({ fate }) => fate !== 'same',
    );
    expect(struck?.map(({ fate }) => fate)).toEqual(['gone', 'gone', 'new', 'new']);
  });

  it('should tell added, removed and moved rules, removed ones where they stood', () => {
    const before = set(rule('a'), rule('b'), rule('c'), rule('d'));
    const after = set(rule('c'), rule('a'), rule('e'), rule('d'));
    const { rules, sameRules } = diffPolicies(before, after);
    expect(rules.map(({ ruleId, change }) => [ruleId, change])).toEqual([
      ['c', 'moved'],
      ['b', 'removed'],
      ['e', 'added'],
    ]);
    expect(sameRules).toBe(2);
  });

  it('should tell the fields beside the sentence, and letter case', () => {
    const after = rule('a', {
      priority: 700,
      note: 'asked by the dean',
      when: {
        all: [
          { attr: 'course', op: 'equals', value: 'CS101', ci: true },
          { attr: 'year', op: 'numGte', value: 2 },
        ],
      },
    });
    const [diff] = diffPolicies(set(rule('a')), set(after)).rules;
    expect(diff?.sentence.every(({ fate }) => fate === 'same')).toBe(true);
    expect(diff?.fields).toEqual([
      { field: 'priority', before: '500', after: '700' },
      { field: 'note', after: 'asked by the dean' },
      { field: 'when.all[0].ci', after: 'true' },
    ]);
  });

  it('should show a difference that reads the same as it is written', () => {
    const before = rule('a', { when: { attr: 'course', op: 'present' } });
    const after = rule('a', { when: { all: [before.when] } });
    const [diff] = diffPolicies(set(before), set(after)).rules;
    expect(diff).toMatchObject({ change: 'changed', fields: [{ field: 'when' }] });
  });

  it('should tell what changed in the defaults', () => {
    const before = { ...set(), defaults: { leaseDays: 30, timezone: 'UTC' } };
    const after = { ...set(), defaults: { leaseDays: 30, whenNoRule: 'admit' as const } };
    expect(diffPolicies(before, after).defaults).toEqual([
      { field: 'timezone', before: 'UTC' },
      { field: 'whenNoRule', after: 'admit' },
    ]);
  });

  it('should lead from each sentence to the other, for every two policies', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryPolicy, (one, other) => {
        const [before, after] = [compiled(one), compiled(other)];
        const { rules, sameRules } = diffPolicies(before, after);
        const told = new Set(rules.map(({ ruleId }) => ruleId));
        expect(sameRules).toBe(after.rules.filter(({ id }) => !told.has(id)).length);
        for (const { ruleId, sentence } of rules) {
          const [old, now] = [before, after].map((policy) => policy.rules.find(({ id }) => id === ruleId));
          const texts = (parts: unknown[]) => parts.map(withoutPlace);
          if (now !== undefined) {
            expect(sentence.filter(({ fate }) => fate !== 'gone').map(({ part }) => part)).toEqual(
              describeRule(now),
            );
          }
          if (old !== undefined) {
            expect(texts(sentence.filter(({ fate }) => fate !== 'new').map(({ part }) => part))).toEqual(
              texts(describeRule(old)),
            );
          }
        }
        expect(diffPolicies(after, after)).toEqual({
          rules: [],
          sameRules: after.rules.length,
          defaults: [],
        });
      }),
    );
  });
});

describe('diffParts', () => {
  it('should give what is in both rows in their order, and stay bounded', () => {
    const merged = diffParts([...'abcde'], [...'axce'], (a, b) => a === b);
    expect(merged.map(({ fate, part }) => `${fate}:${part}`)).toEqual([
      'same:a',
      'gone:b',
      'new:x',
      'same:c',
      'gone:d',
      'same:e',
    ]);
    const long = Array.from({ length: 2_000 }, (_, index) => `${index}`);
    const other = long.map((text) => `-${text}`);
    expect(diffParts(long, other, (a, b) => a === b)).toHaveLength(4_000);
  });
});

/** Places and the counts of units may differ in a piece that stayed. */
function withoutPlace(part: unknown): unknown {
  const { path: _path, count: _count, ...rest } = part as Record<string, unknown>;
  return rest;
}

function compiled(policy: PolicySet): PolicySet {
  const result = compilePolicy(policy);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.table.set;
}
