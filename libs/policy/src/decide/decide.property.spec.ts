import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import type { RuleTable } from '../compile/rule-table';
import type { Cond, PolicySet, Rule } from '../language/policy-set';
import {
  arbitraryCondition,
  arbitraryDeny,
  arbitraryGrantsByHand,
  arbitraryInput,
  arbitraryLimit,
  arbitraryPolicy,
  arbitraryRule,
} from '../testing/arbitrary-policy';
import { canonicalInput } from './canonical-input';
import { decide } from './decide';
import type { Decision, Grant } from './decision';

const NOW = new Date('2026-11-21T10:00:00Z');

function tableOf(set: PolicySet): RuleTable {
  const compiled = compilePolicy(set);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults, null, 2));
  return compiled.table;
}

function policyWith(when: Cond): PolicySet {
  const rule: Rule = {
    id: 'r',
    name: 'R',
    enabled: true,
    priority: 500,
    idps: '*',
    when,
    effects: [{ role: 'x' }],
  };
  return { version: 1, id: 'p', revision: 0, rules: [rule] };
}

/** All of it, with what is made when it is looked at. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const grantsOf = ({ roles, classes, pools }: Decision): Grant[] => [...roles, ...classes, ...pools];
const limitForEverybody = arbitraryRule(fc.constant('limit'), arbitraryLimit).map((rule) =>
  aboutEverybody(rule),
);

/** The same rule in force for everybody, with the least priority: what must win all the same. */
function aboutEverybody({ validFrom: _from, validUntil: _until, ...rule }: Rule): Rule {
  return { ...rule, enabled: true, idps: '*', priority: 0, when: { always: true } };
}

const keyOf = ({ target, scope }: Grant) => `${target.kind} ${target.ref} ${scope ?? ''}`;

/** True when every right of `after` is one of `before`, and no greater. */
function isNoMore(after: Decision, before: Decision): boolean {
  const known = new Map(grantsOf(before).map((grant) => [keyOf(grant), grant]));
  return grantsOf(after).every((grant) => {
    const old = known.get(keyOf(grant));
    if (old === undefined || grant.as !== old.as) return false;
    if ((grant.validUntil ?? '~') > (old.validUntil ?? '~')) return false;
    return (['vms', 'vcpu', 'memoryMiB', 'hours'] as const).every(
      (field) => (grant.quota?.[field] ?? Infinity) <= (old.quota?.[field] ?? Infinity),
    );
  });
}

describe('decide, for every policy and person', () => {
  it('should not depend on the order of rules, of operands or of values', () => {
    const shuffled = fc
      .tuple(arbitraryPolicy, arbitraryInput)
      .chain(([set, input]) =>
        fc.tuple(
          fc.constant(set),
          fc.shuffledSubarray(set.rules, { minLength: set.rules.length, maxLength: set.rules.length }),
          fc.constant(input),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([set, rules, input]) => {
        const before = decide(tableOf(set), input, NOW);
        expect(plain(decide(tableOf({ ...set, rules }), input, NOW))).toEqual(plain(before));
        const entries = Object.entries(input.attributes).map(([name, values]) => [name, values.toReversed()]);
        const turned = {
          ...input,
          attributes: Object.fromEntries(entries.toReversed()) as Record<string, string[]>,
        };
        const after = decide(
          tableOf({ ...set, rules: set.rules.map((rule) => ({ ...rule, when: turnedAround(rule.when) })) }),
          turned,
          NOW,
        );
        const bare = (decision: Decision) => ({
          ...decision.refusal,
          grants: grantsOf(decision).map(({ values: _values, ...grant }) => grant),
        });
        expect(bare(after)).toEqual(bare(before));
      }),
    );
  });

  it('should never give more when a rule that only denies is added', () => {
    fc.assert(
      fc.property(
        arbitraryPolicy,
        arbitraryRule(fc.constant('deny'), arbitraryDeny),
        arbitraryInput,
        (set, rule, input) => {
          const before = decide(tableOf(set), input, NOW);
          const after = decide(tableOf({ ...set, rules: [...set.rules, rule] }), input, NOW);
          expect(isNoMore(after, before)).toBe(true);
          if (before.outcome === 'refused') expect(after.outcome).toBe('refused');
        },
      ),
    );
  });

  it('should never give more when a rule that only limits is added', () => {
    fc.assert(
      fc.property(arbitraryPolicy, limitForEverybody, arbitraryInput, (set, rule, input) => {
        const before = decide(tableOf(set), input, NOW);
        const after = decide(tableOf({ ...set, rules: [...set.rules, rule] }), input, NOW);
        expect(isNoMore(after, before)).toBe(true);
        expect(after.outcome).toBe(before.outcome);
        expect(grantsOf(after)).toHaveLength(grantsOf(before).length);
      }),
      { numRuns: 500 },
    );
  });

  it('should let no grant of a rule or of a hand win against a deny', () => {
    const deny = arbitraryRule(fc.constant('deny'), arbitraryDeny).map(aboutEverybody);
    fc.assert(
      fc.property(
        arbitraryPolicy,
        deny,
        arbitraryInput,
        arbitraryGrantsByHand,
        (set, rule, input, grants) => {
          const decision = decide(tableOf({ ...set, rules: [...set.rules, rule] }), input, NOW, { grants });
          for (const { target } of decision.denies) {
            const denied = grantsOf(decision).filter(
              (grant) =>
                target.kind === 'login' ||
                (grant.target.kind === target.kind && grant.target.ref === target.ref),
            );
            expect(denied).toEqual([]);
            if (target.kind === 'login') expect(decision.refusal?.code).toBe('denied');
          }
          expect(decision.denies.map(({ ruleId }) => ruleId)).toContain('deny');
        },
      ),
    );
  });

  it('should never take away or lower anything for what was given by hand', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryInput, arbitraryGrantsByHand, (set, input, grants) => {
        const before = decide(tableOf(set), input, NOW);
        const after = decide(tableOf(set), input, NOW, { grants });
        const known = new Map(grantsOf(after).map((grant) => [keyOf(grant), grant]));
        for (const grant of grantsOf(before)) {
          const now = known.get(keyOf(grant));
          expect(now).toBeDefined();
          expect((now?.validUntil ?? '~') >= (grant.validUntil ?? '~')).toBe(true);
          expect(now?.ruleId).toBe(grant.ruleId);
          for (const field of ['vms', 'vcpu', 'memoryMiB', 'hours'] as const) {
            expect(now?.quota?.[field] ?? Infinity).toBeGreaterThanOrEqual(grant.quota?.[field] ?? Infinity);
          }
        }
        const isHeld = grants.some(({ validUntil }) => Date.parse(validUntil) > NOW.getTime());
        if (isHeld) expect(after.refusal?.code).not.toBe('no-rule');
        else expect(grantsOf(after)).toEqual(grantsOf(before));
      }),
    );
  });

  it('should let no limit lower what was given by hand alone', () => {
    fc.assert(
      fc.property(
        arbitraryPolicy,
        limitForEverybody,
        arbitraryInput,
        arbitraryGrantsByHand,
        (set, rule, input, grants) => {
          const before = decide(tableOf(set), input, NOW, { grants });
          const after = decide(tableOf({ ...set, rules: [...set.rules, rule] }), input, NOW, { grants });
          expect(isNoMore(after, before)).toBe(true);
          const alone = (decision: Decision) =>
            grantsOf(decision).filter(({ ruleId }) => ruleId.startsWith('grant:'));
          expect(alone(after)).toEqual(alone(before));
        },
      ),
    );
  });

  it('should hold the laws of Kleene', () => {
    const truth = (when: Cond, input: Parameters<typeof decide>[1]) => {
      const compiled = compilePolicy(policyWith(when));
      // Groups added around a condition may be one too deep.
      return compiled.ok ? decide(compiled.table, input, NOW).trace.rules[0]?.tree.result : undefined;
    };
    fc.assert(
      fc.property(arbitraryCondition, arbitraryCondition, arbitraryInput, (a, b, input) => {
        expect(truth({ not: { not: a } }, input)).toBe(truth(a, input));
        expect(truth({ not: { all: [a, b] } }, input)).toBe(truth({ any: [{ not: a }, { not: b }] }, input));
        expect(truth({ not: { any: [a, b] } }, input)).toBe(truth({ all: [{ not: a }, { not: b }] }, input));
        expect(truth({ all: [a, b] }, input)).toBe(truth({ all: [b, a] }, input));
        expect(truth({ any: [a, { all: [a, b] }] }, input)).toBe(truth({ any: [a] }, input));
      }),
    );
  });

  it('should never let in through a not whoever released nothing', () => {
    const asking = arbitraryCondition.filter((when) =>
      [...opsIn(when)].every((op) => op !== 'absent' && op !== 'present' && op !== 'timeWithin'),
    );
    fc.assert(
      fc.property(asking, (when) => {
        const fixed = JSON.stringify(when).includes('always') || JSON.stringify(when).includes('idp.');
        fc.pre(!fixed);
        const person = { idp: { entityId: 'https://a.example' }, attributes: {} };
        expect(decide(tableOf(policyWith(when)), person, NOW).trace.rules[0]?.tree.result).toBe('missing');
        expect(decide(tableOf(policyWith({ not: when })), person, NOW).outcome).toBe('refused');
      }),
    );
  });

  it('should never throw, whatever the input', () => {
    fc.assert(
      fc.property(
        arbitraryPolicy,
        fc.anything({ withNullPrototype: true, withSparseArray: true }),
        (set, junk) => {
          const table = tableOf(set);
          expect(['admitted', 'refused']).toContain(decide(table, junk as never, NOW).outcome);
          const input = { idp: { entityId: 'https://a.example' }, attributes: { a: junk } };
          expect(['admitted', 'refused']).toContain(decide(table, input as never, NOW).outcome);
        },
      ),
    );
  });

  it('should leave its input alone and decide the same twice', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryInput, (set, input) => {
        const table = tableOf(set);
        const text = JSON.stringify(input);
        const first = decide(table, input, NOW);
        expect(JSON.stringify(input)).toBe(text);
        expect(plain(decide(table, input, NOW))).toEqual(plain(first));
      }),
    );
  });
});

describe('canonicalInput', () => {
  it('should be the same text whatever the order of attributes and values', () => {
    const input = { idp: { entityId: 'x', assurance: ['b', 'a'] }, attributes: { b: ['2', '1'], a: ['x'] } };
    const turned = { attributes: { a: ['x'], b: ['1', '2'] }, idp: { assurance: ['a', 'b'], entityId: 'x' } };
    expect(canonicalInput(input)).toBe(
      '{"attributes":{"a":["x"],"b":["1","2"]},"idp":{"assurance":["a","b"],"entityId":"x"}}',
    );
    expect(canonicalInput(turned)).toBe(canonicalInput(input));
  });

  it('should keep a name such as "__proto__"', () => {
    const attributes = JSON.parse('{"__proto__":["x"]}') as Record<string, string[]>;
    expect(canonicalInput({ idp: { entityId: 'x' }, attributes })).toContain('"__proto__":["x"]');
  });

  it('should tell different facts apart', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const other = { ...input, session: { protocol: 'saml' } };
        expect(canonicalInput(other)).not.toBe(canonicalInput(input));
        expect(JSON.parse(canonicalInput(input))).toMatchObject({ idp: input.idp });
      }),
    );
  });
});

function turnedAround(when: Cond): Cond {
  if ('all' in when) return { all: when.all.map(turnedAround).toReversed() };
  if ('any' in when) return { any: when.any.map(turnedAround).toReversed() };
  return 'not' in when ? { not: turnedAround(when.not) } : when;
}

function* opsIn(when: Cond): Generator<string> {
  if ('all' in when) for (const child of when.all) yield* opsIn(child);
  else if ('any' in when) for (const child of when.any) yield* opsIn(child);
  else if ('not' in when) yield* opsIn(when.not);
  else if ('op' in when) yield when.op;
}
