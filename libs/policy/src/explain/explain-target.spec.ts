import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import { decide } from '../decide/decide';
import type { Decision } from '../decide/decision';
import type { DecisionInput, GivenByHand } from '../decide/decision-input';
import { arbitraryInput, arbitraryPolicy } from '../testing/arbitrary-policy';
import { explainNothing } from './explain-nothing';
import { explainTarget } from './explain-target';
import type { ExplainedNode } from './explanation';
import { findCauses } from './find-causes';

const NOW = new Date('2026-11-21T10:00:00Z');
const LINUX = { kind: 'pool', ref: 'linux' } as const;

const linux = (id: string, when: unknown, more: object = {}) => ({
  id,
  name: `Rule ${id}`,
  when,
  effects: [{ pool: 'linux', quota: { vms: 1 } }],
  ...more,
});

function decided(
  rules: unknown[],
  attributes: Record<string, string[]>,
  more: Partial<DecisionInput> = {},
): Decision {
  const compiled = compilePolicy({ version: 1, id: 'p', rules });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults, null, 2));
  return decide(compiled.table, { idp: { entityId: 'https://idp.example' }, attributes, ...more }, NOW);
}

/** Paths of the tests that are lit. */
function lit(node: ExplainedNode): string[] {
  if (!node.decided) return [];
  return node.kind === 'test' ? [node.path] : (node.children ?? []).flatMap(lit);
}

const student = { attr: 'role', op: 'equals', value: 'student' };
const course = { attr: 'course', op: 'matches', value: 'CS101.*' };
const year = {
  any: [
    { attr: 'year', op: 'numGte', value: 2 },
    { attr: 'year', op: 'absent' },
  ],
};
const notExpired = {
  any: [{ not: { attr: 'status', op: 'equals', value: 'expired' } }, { attr: 'status', op: 'absent' }],
};
const whole = { all: [student, course, year, notExpired] };

describe('explainTarget', () => {
  describe('with rights given by hand', () => {
    const given: GivenByHand = {
      id: 'g1',
      target: LINUX,
      reason: 'Thesis on paper',
      validUntil: '2026-12-24T00:00:00Z',
    };
    const asked = (rules: unknown[], attributes: Record<string, string[]>, one = given) => {
      const compiled = compilePolicy({ version: 1, id: 'p', rules });
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
      const person = { idp: { entityId: 'https://idp.example' }, attributes };
      return explainTarget(decide(compiled.table, person, NOW, { grants: [one] }), LINUX);
    };

    it('should name what was given by hand as the first way', () => {
      const found = asked([linux('a', student)], {});
      expect(found).toMatchObject({
        has: true,
        answer: { key: 'has', params: { ruleId: 'grant:g1', ruleName: 'Thesis on paper' } },
        ways: [
          { ruleId: 'grant:g1', outcome: 'matched', byHand: { id: 'g1', outcome: 'given' } },
          { ruleId: 'a' },
        ],
      });
    });

    it('should name the deny that beats it', () => {
      const deny = {
        id: 'd',
        name: 'D',
        when: { always: true },
        effects: [{ deny: { pool: 'linux' }, reason: 'Not here' }],
      };
      expect(asked([deny], {})).toMatchObject({
        has: false,
        answer: { key: 'denied', params: { ruleId: 'd', reason: 'Not here' } },
        ways: [{ ruleId: 'grant:g1', byHand: { outcome: 'denied' } }],
        conflicts: [{ winner: 'd', loser: 'grant:g1', why: 'denied' }],
      });
    });

    it('should look at the rules first when it is over', () => {
      const found = asked([linux('a', student)], {}, { ...given, validUntil: '2026-11-01T00:00:00Z' });
      expect(found).toMatchObject({
        has: false,
        answer: { key: 'cause.notReleased' },
        ways: [{ ruleId: 'a' }, { ruleId: 'grant:g1', outcome: 'outOfWindow' }],
      });
    });
  });

  it('should say which attribute was not released, and light that test alone', () => {
    const found = explainTarget(decided([linux('a', whole)], { role: ['student'], year: ['2'] }), LINUX);
    expect(found.has).toBe(false);
    expect(found.answer).toMatchObject({
      key: 'cause.notReleased',
      params: {
        ruleId: 'a',
        ruleName: 'Rule a',
        attr: 'course',
        causes: [{ path: 'when.all[1]', expected: ['CS101.*'], seen: [] }],
      },
    });
    expect(lit(found.ways[0]!.tree)).toEqual(['when.all[1]']);
    expect(found.ways[0]?.outcome).toBe('missing');
    expect(found.wouldHaveToBeTrue).toEqual([
      { ruleId: 'a', attr: 'course', op: 'matches', expected: ['CS101.*'], negated: false },
    ]);
  });

  it('should say which value decided when the escape for missing attributes did not help', () => {
    const found = explainTarget(
      decided([linux('a', whole)], { role: ['student'], course: ['CS101'], year: ['1'] }),
      LINUX,
    );
    expect(found.answer).toMatchObject({
      key: 'cause.otherValue',
      params: { attr: 'year', causes: [{ seen: ['1'], negated: false }] },
    });
    expect(lit(found.ways[0]!.tree)).toEqual(['when.all[2].any[0]']);
    expect(found.wouldHaveToBeTrue).toMatchObject([{ attr: 'year', op: 'numGte', negated: false }]);
  });

  it('should say that a value must not be there when it stands under a not', () => {
    const found = explainTarget(
      decided([linux('a', whole)], { role: ['student'], course: ['CS101'], status: ['expired'] }),
      LINUX,
    );
    expect(found.answer).toMatchObject({
      key: 'cause.otherValue',
      params: { attr: 'status', causes: [{ negated: true, seen: ['expired'] }] },
    });
    expect(lit(found.ways[0]!.tree)).toEqual(['when.all[3].any[0].not']);
    expect(found.wouldHaveToBeTrue).toMatchObject([{ attr: 'status', op: 'equals', negated: true }]);
  });

  it('should count the things when several decide together', () => {
    const found = explainTarget(decided([linux('a', whole)], { role: ['staff'], year: ['2'] }), LINUX);
    expect(found.answer).toMatchObject({
      key: 'cause.several',
      params: {
        count: 2,
        causes: [
          { attr: 'role', kind: 'otherValue' },
          { attr: 'course', kind: 'notReleased' },
        ],
      },
    });
  });

  it('should call an attribute dropped when all its values were, and list them', () => {
    const dropped = [
      { attr: 'course', value: 'CS101@evil.example', why: 'scope' },
      { attr: 'photo', value: 'x', why: 'not mapped' },
    ];
    const found = explainTarget(decided([linux('a', whole)], { role: ['student'] }, { dropped }), LINUX);
    expect(found.answer).toMatchObject({
      key: 'cause.dropped',
      params: { attr: 'course', causes: [{ dropped: [dropped[0]] }] },
    });
    expect(found.dropped).toEqual([dropped[0]]);
  });

  it('should call a value unreadable that has not the asked number', () => {
    const found = explainTarget(
      decided([linux('a', { attr: 'year', op: 'numGte', value: 2 })], { year: ['two'] }),
      LINUX,
    );
    expect(found.answer).toMatchObject({
      key: 'cause.unreadable',
      params: { attr: 'year', causes: [{ seen: ['two'] }] },
    });
  });

  it('should blame the clock for a window that is shut', () => {
    const window = { op: 'timeWithin', window: { from: '12:00', to: '13:00', timezone: 'UTC' } };
    const found = explainTarget(decided([linux('a', window)], {}), LINUX);
    expect(found.answer).toMatchObject({
      key: 'cause.time',
      params: { causes: [{ seen: ['2026-11-21 10:00'], expected: ['12:00–13:00', 'UTC'] }] },
    });
  });

  it('should give the rule, the values and the end of a right that is there, and light what it rests on', () => {
    const found = explainTarget(
      decided(
        [
          linux(
            'a',
            { any: [student, course] },
            { effects: [{ pool: 'linux', quota: { vms: 1 }, leaseDays: 1 }] },
          ),
        ],
        { role: ['student'] },
      ),
      LINUX,
    );
    expect(found).toMatchObject({
      has: true,
      answer: {
        key: 'has',
        params: {
          ruleId: 'a',
          ruleName: 'Rule a',
          values: [{ attr: 'role', value: 'student' }],
          validUntil: '2026-11-22T10:00:00.000Z',
        },
      },
      wouldHaveToBeTrue: [],
    });
    expect(lit(found.ways[0]!.tree)).toEqual(['when.any[0]']);
  });

  it('should put the nearest way first and answer with it', () => {
    const rules = [
      linux('a', {
        all: [
          { attr: 'x', op: 'present' },
          { attr: 'y', op: 'present' },
        ],
      }),
      linux('b', { all: [student, { attr: 'z', op: 'present' }] }),
      linux('c', { always: true }, { enabled: false }),
      linux('d', { not: { always: true } }),
    ];
    const found = explainTarget(decided(rules, { role: ['student'] }), LINUX);
    expect(found.ways.map(({ ruleId }) => ruleId)).toEqual(['b', 'a', 'd', 'c']);
    expect(found.answer).toMatchObject({ key: 'cause.notReleased', params: { ruleId: 'b', attr: 'z' } });
  });

  it('should say so when the only rule was not asked', () => {
    const off = explainTarget(decided([linux('a', student, { enabled: false })], {}), LINUX);
    expect(off.answer).toEqual({ key: 'rule.disabled', params: { ruleId: 'a', ruleName: 'Rule a' } });
    expect(lit(off.ways[0]!.tree)).toEqual([]);
    expect(off.ways[0]?.tree.result).toBe('notAsked');
    const other = explainTarget(
      decided([linux('a', student, { idps: ['https://other.example'] })], {}),
      LINUX,
    );
    expect(other.answer.key).toBe('rule.otherIdp');
    const past = explainTarget(decided([linux('a', student, { validUntil: '2026-11-20' })], {}), LINUX);
    expect(past.answer.key).toBe('rule.outOfWindow');
  });

  it('should say that no rule gives it at all', () => {
    expect(explainTarget(decided([linux('a', student)], {}), { kind: 'pool', ref: 'gpu' })).toMatchObject({
      has: false,
      answer: { key: 'no-rule' },
      ways: [],
    });
    expect(explainTarget(decided([linux('a', { not: { always: true } })], {}), LINUX).answer).toEqual({
      key: 'no-rule',
    });
  });

  it('should name the denial, its sentence and the value behind it', () => {
    const deny = {
      id: 'deny',
      name: 'Deny',
      when: { attr: 'status', op: 'equals', value: 'limited' },
      effects: [{ deny: { pool: 'linux' }, reason: 'Not in the exam week' }],
    };
    const found = explainTarget(
      decided([linux('a', student), deny], { role: ['student'], status: ['limited'] }),
      LINUX,
    );
    expect(found).toMatchObject({
      has: false,
      answer: {
        key: 'denied',
        params: {
          ruleId: 'deny',
          reason: 'Not in the exam week',
          values: [{ attr: 'status', value: 'limited' }],
        },
      },
      conflicts: [{ winner: 'deny', loser: 'a', why: 'denied' }],
    });
  });

  it('should explain signing in as a whole', () => {
    const deny = {
      id: 'deny',
      name: 'Deny',
      when: { attr: 'status', op: 'equals', value: 'expired' },
      effects: [{ deny: 'login', reason: 'Ask the registrar' }],
    };
    const login = { kind: 'login', ref: 'login' } as const;
    const refused = decided([linux('a', student), deny], { role: ['student'], status: ['expired'] });
    expect(explainTarget(refused, login)).toMatchObject({
      has: false,
      answer: { key: 'login-denied', params: { reason: 'Ask the registrar' } },
    });
    expect(explainTarget(refused, LINUX)).toMatchObject({
      has: false,
      answer: { key: 'login-denied' },
      conflicts: [{ why: 'denied' }],
    });
    expect(explainTarget(decided([linux('a', student), deny], { role: ['student'] }), login)).toMatchObject({
      has: true,
      answer: { key: 'has', params: { ruleId: 'a' } },
    });
    expect(explainTarget(decided([linux('a', student), deny], {}), login)).toMatchObject({
      has: false,
      answer: { key: 'cause.notReleased', params: { attr: 'role' } },
    });
  });

  it('should say that a right was lost though its rule matched', () => {
    const expired = decided([linux('a', student)], {
      role: ['student'],
      schacExpiryDate: ['20260101000000Z'],
    });
    expect(explainTarget(expired, LINUX).answer).toEqual({
      key: 'lost.lease-over',
      params: { ruleId: 'a', ruleName: 'Rule a', winner: 'schacExpiryDate' },
    });
  });

  it('should find a rule by what its template could lead to', () => {
    const when = { attr: 'course', op: 'matches', value: 'L@(?P<c>.+)' };
    const rules = [{ id: 't', name: 'T', when, effects: [{ class: { template: 'cs-{c}' }, as: 'learner' }] }];
    const ask = (ref: string, values: string[]) =>
      explainTarget(decided(rules, { course: values }), { kind: 'class', ref });
    expect(ask('cs-101', ['L@101'])).toMatchObject({
      has: true,
      answer: { key: 'has', params: { values: [{ attr: 'course', value: 'L@101' }] } },
    });
    expect(ask('cs-101', ['L@102'])).toMatchObject({
      has: false,
      ways: [{ ruleId: 't' }],
      answer: { key: 'lost.capture-missing' },
    });
    expect(ask('cs-101', [])).toMatchObject({
      answer: { key: 'cause.notReleased', params: { attr: 'course' } },
    });
    expect(ask('cs-101', ['L@a b'])).toMatchObject({
      answer: { key: 'lost.invalid-ref' },
      conflicts: [{ winner: 'template' }],
    });
    expect(ask('phys', ['L@101'])).toMatchObject({ ways: [], answer: { key: 'no-rule' } });
  });

  it('should tell scopes of a role apart', () => {
    const rules = [
      { id: 't', name: 'T', when: { always: true }, effects: [{ role: 'teacher', scope: 'cs101' }] },
    ];
    const ask = (scope?: string) =>
      explainTarget(decided(rules, {}), { kind: 'role', ref: 'teacher', ...(scope ? { scope } : {}) }).has;
    expect([ask('cs101'), ask('phys'), ask()]).toEqual([true, false, true]);
  });

  it('should explain an input that was refused', () => {
    const found = explainTarget(decided([linux('a', student)], { role: ['x'.repeat(2000)] }), LINUX);
    expect(found).toMatchObject({
      has: false,
      answer: { key: 'input-refused', params: { code: 'input-over-limit' } },
      ways: [],
    });
  });
});

describe('explainTarget, for every policy and person', () => {
  const targets = ['role', 'class', 'pool'] as const;
  const decisions = fc.tuple(arbitraryPolicy, arbitraryInput).map(([set, input]) => {
    const compiled = compilePolicy(set);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
    return { table: compiled.table, input, decision: decide(compiled.table, input, NOW) };
  });

  it('should agree with the decision, and name only causes that the trace confirms', () => {
    fc.assert(
      fc.property(
        decisions,
        fc.constantFrom(...targets),
        fc.constantFrom('r1', 'r2', 'r3'),
        ({ decision }, kind, ref) => {
          const found = explainTarget(decision, { kind, ref });
          const lists = { role: decision.roles, class: decision.classes, pool: decision.pools };
          expect(found.has).toBe(lists[kind].some(({ target }) => target.ref === ref));
          expect(found.answer.key === 'has').toBe(found.has);
          for (const { tree, causes, outcome, wouldHaveToBeTrue } of found.ways) {
            const failed = outcome === 'missing' || outcome === 'notMatched';
            expect(causes).toEqual(failed ? findCauses(tree, decision.trace.dropped) : []);
            for (const leaf of leaves(tree)) {
              if (!leaf.decided || !failed) continue;
              expect(leaf.result).not.toBe(leaf.negated ? 'false' : 'true');
            }
            if (outcome === 'matched') expect(wouldHaveToBeTrue).toEqual([]);
          }
        },
      ),
    );
  });

  it('should light something in every rule that failed or matched on a test', () => {
    fc.assert(
      fc.property(decisions, ({ decision }) => {
        for (const { ruleId, tree, causes, outcome } of explainTarget(decision, {
          kind: 'login',
          ref: 'login',
        }).ways) {
          if (outcome === 'missing') expect({ ruleId, lit: causes.length }).not.toEqual({ ruleId, lit: 0 });
          if (outcome === 'disabled' || outcome === 'otherIdp' || outcome === 'outOfWindow')
            expect(tree.decided).toBe(false);
        }
      }),
    );
  });

  it('should hold every row of explainNothing against the trace', () => {
    fc.assert(
      fc.property(decisions, ({ decision, table }) => {
        const { attributes } = explainNothing(decision);
        const names = attributes.map(({ attr }) => attr);
        expect(names).toEqual(names.toSorted());
        expect(names.every((name) => table.asks.includes(name))).toBe(true);
        for (const { status, values } of attributes)
          expect(status === 'notReleased').toBe(values.length === 0);
      }),
    );
  });
});

function* leaves(node: ExplainedNode, negated = false): Generator<ExplainedNode & { negated: boolean }> {
  if (node.kind === 'test') yield { ...node, negated };
  for (const child of node.children ?? []) yield* leaves(child, node.kind === 'not' ? !negated : negated);
}

describe('explainNothing', () => {
  it('should say nothing of rules for roles when asked about machines', () => {
    const rules = [
      {
        id: 'course',
        name: 'Course',
        when: { attr: 'course', op: 'present' },
        effects: [{ pool: 'linux', quota: { vms: 1 } }],
      },
      { id: 'admins', name: 'Admins', when: { attr: 'right', op: 'present' }, effects: [{ role: 'admin' }] },
    ];
    const decision = decided(rules, {});
    expect(explainNothing(decision, 'pool').attributes.map(({ attr }) => attr)).toEqual(['course']);
    expect(explainNothing(decision).attributes.map(({ attr }) => attr)).toEqual(['course', 'right']);
  });

  it('should tell what became of each attribute, and which one decided', () => {
    const rules = [
      linux('cs101', { all: [student, course] }),
      linux('staff', {
        all: [
          { attr: 'role', op: 'equals', value: 'faculty' },
          { attr: 'org', op: 'present' },
          { attr: 'idp.assurance', op: 'present' },
        ],
      }),
    ];
    const dropped = [{ attr: 'role', value: 'member@kit.example', why: 'scope' }];
    expect(explainNothing(decided(rules, { role: ['student'] }, { dropped }))).toMatchObject({
      answer: { key: 'cause.notReleased', params: { attr: 'course' } },
      attributes: [
        { attr: 'course', status: 'notReleased', values: [], decided: true },
        { attr: 'org', status: 'notReleased', values: [], decided: false },
        { attr: 'role', status: 'used', values: ['student'], decided: false },
        { attr: 'role', status: 'dropped', values: ['member@kit.example'], why: 'scope', decided: false },
      ],
    });
  });

  it('should call an attribute dropped when nothing of it is left, with each value and why', () => {
    const dropped = [{ attr: 'course', value: 'CS101', why: 'vocabulary' }];
    expect(
      explainNothing(decided([linux('a', { all: [student, course] })], { role: ['student'] }, { dropped }))
        .attributes,
    ).toEqual([
      { attr: 'course', status: 'dropped', values: ['CS101'], why: 'vocabulary', decided: true },
      { attr: 'role', status: 'used', values: ['student'], decided: false },
    ]);
  });

  it('should call an attribute of another value so', () => {
    expect(explainNothing(decided([linux('a', student)], { role: ['staff'] })).attributes).toEqual([
      { attr: 'role', status: 'otherValue', values: ['staff'], decided: true },
    ]);
  });

  it('should blame the attribute of the denial', () => {
    const deny = {
      id: 'deny',
      name: 'Deny',
      when: { attr: 'status', op: 'equals', value: 'expired' },
      effects: [{ deny: 'login', reason: 'Ask' }],
    };
    expect(
      explainNothing(decided([linux('a', student), deny], { role: ['student'], status: ['expired'] })),
    ).toMatchObject({
      answer: { key: 'login-denied' },
      attributes: [
        { attr: 'role', status: 'used', decided: false },
        { attr: 'status', status: 'used', decided: true },
      ],
    });
  });
});
