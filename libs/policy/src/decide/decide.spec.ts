import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import type { RuleTable } from '../compile/rule-table';
import { decide } from './decide';
import type { DecisionInput } from './decision-input';

const NOW = new Date('2026-11-21T10:00:00Z');

function tableOf(policy: unknown): RuleTable {
  const compiled = compilePolicy(policy);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults, null, 2));
  return compiled.table;
}

/** All of it, with what is made when it is looked at. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function personOf(attributes: Record<string, string[]>): DecisionInput {
  return { idp: { entityId: 'https://idp.example' }, attributes };
}

describe('decide', () => {
  const always = { always: true };

  it('should list dropped values in the trace (line 1)', () => {
    const table = tableOf({ version: 1, id: 'p', revision: 7, rules: [] });
    const dropped = [{ attr: 'a', value: 'x', why: 'scope' }];
    expect(plain(decide(table, { ...personOf({}), dropped }, NOW).trace)).toEqual({
      policyRevision: 7,
      at: '2026-11-21T10:00:00.000Z',
      idp: 'https://idp.example',
      dropped,
      rules: [],
      conflicts: [],
    });
  });

  it('should give the same decision whatever the order of the rules (line 2)', () => {
    const rules = ['a', 'b', 'c'].map((id) => ({
      id,
      name: id,
      when: always,
      effects: [{ pool: 'x', quota: { vms: 1 } }],
    }));
    const forward = decide(tableOf({ version: 1, id: 'p', rules }), personOf({}), NOW);
    const backward = decide(tableOf({ version: 1, id: 'p', rules: rules.toReversed() }), personOf({}), NOW);
    expect(plain(backward)).toEqual(plain(forward));
    expect(forward.pools).toMatchObject([{ ruleId: 'a' }]);
  });

  it('should name the rule and the values behind a right, and nothing that stands under a not', () => {
    const when = {
      all: [
        { attr: 'role', op: 'oneOf', values: ['student', 'member'] },
        {
          any: [
            { attr: 'year', op: 'numGte', value: 2 },
            { attr: 'year', op: 'absent' },
          ],
        },
        { not: { attr: 'status', op: 'equals', value: 'expired' } },
      ],
    };
    const table = tableOf({
      version: 1,
      id: 'p',
      rules: [{ id: 'r', name: 'The rule', when, effects: [{ role: 'student' }] }],
    });
    const decision = decide(
      table,
      personOf({ role: ['student', 'x', 'member'], year: ['3'], status: ['active'] }),
      NOW,
    );
    expect(decision.roles).toEqual([
      {
        target: { kind: 'role', ref: 'student' },
        ruleId: 'r',
        ruleName: 'The rule',
        values: [
          { attr: 'role', value: 'student' },
          { attr: 'role', value: 'member' },
          { attr: 'year', value: '3' },
        ],
      },
    ]);
  });

  it('should name only the value that led to a class as the reason for that class', () => {
    const when = { attr: 'course', op: 'matches', value: '(?P<c>.+)' };
    const table = tableOf({
      version: 1,
      id: 'p',
      rules: [{ id: 'r', name: 'R', when, effects: [{ class: { template: '{c}' }, as: 'learner' }] }],
    });
    const { classes } = decide(table, personOf({ course: ['b', 'a'] }), NOW);
    expect(classes.map(({ target, values }) => [target.ref, values])).toEqual([
      ['a', [{ attr: 'course', value: 'a' }]],
      ['b', [{ attr: 'course', value: 'b' }]],
    ]);
  });

  it('should give at most 200 classes by one template, the same ones whatever the order of values, and say so', () => {
    const when = { attr: 'course', op: 'matches', value: '(?P<c>.+)' };
    const effects = [{ class: { template: '{c}', createIfMissing: true }, as: 'learner' }];
    const table = tableOf({ version: 1, id: 'p', rules: [{ id: 'r', name: 'R', when, effects }] });
    const course = Array.from({ length: 300 }, (_, i) => `c${i}`);
    const decision = decide(table, personOf({ course }), NOW);
    expect(decision.classes).toHaveLength(200);
    expect(decision.trace.conflicts).toEqual([
      { target: { kind: 'class', ref: '{c}' }, winner: 'template', loser: 'r', why: 'over-limit' },
    ]);
    const refs = ({ classes }: typeof decision) => classes.map(({ target }) => target.ref);
    expect(refs(decide(table, personOf({ course: course.toReversed() }), NOW))).toEqual(refs(decision));
  });

  it('should stay quick when two captures of a template multiply', () => {
    const match = (attr: string, name: string) => ({ attr, op: 'matches', value: `(?P<${name}>.+)` });
    const when = { all: [match('a', 'x'), match('b', 'y')] };
    const effects = [{ class: { template: '{x:lower}{y:lower}', createIfMissing: true }, as: 'learner' }];
    const table = tableOf({ version: 1, id: 'p', rules: [{ id: 'r', name: 'R', when, effects }] });
    const many = Array.from({ length: 1000 }, (_, i) => ' '.repeat(i + 1));
    const decision = decide(table, personOf({ a: many, b: many }), NOW);
    expect(decision.trace.conflicts.map(({ why }) => why)).toEqual(['invalid-ref', 'over-limit']);
  });

  it('should leave it to the caller to look for a class when it does not know which exist', () => {
    const when = { attr: 'course', op: 'matches', value: '(?P<c>.+)' };
    const rules = [{ id: 'r', name: 'R', when, effects: [{ class: { template: '{c}' }, as: 'learner' }] }];
    const compiled = compilePolicy({ version: 1, id: 'p', rules }, { classes: ['a'] });
    if (!compiled.ok) throw new Error('expected a policy that compiles');
    const person = personOf({ course: ['a', 'b'] });
    expect(decide(tableOf({ version: 1, id: 'p', rules }), person, NOW).classes).toMatchObject([
      { mustExist: true },
      { mustExist: true },
    ]);
    expect(decide(compiled.table, person, NOW).classes).toMatchObject([{ target: { ref: 'a' } }]);
    expect(decide(compiled.table, person, NOW, { classes: new Set(['b']) }).classes).toMatchObject([
      { target: { ref: 'b' } },
    ]);
  });

  it('should leave a quota field open that one of two equal rules leaves open, and take the lowest of all limits (line 6)', () => {
    const give = (id: string, effect: object) => ({
      id,
      name: id,
      when: always,
      effects: [{ pool: 'x', ...effect }],
    });
    const limit = (id: string, bounds: object) => ({
      id,
      name: id,
      when: always,
      effects: [{ limit: bounds }],
    });
    const rules = [
      give('a', { quota: { vms: 2, vcpu: 4, hours: 10 }, leaseDays: 30, graceDays: 1 }),
      give('b', { quota: { vms: 5, vcpu: 2, memoryMiB: 1024 }, graceDays: 3 }),
    ];
    const [joined] = decide(tableOf({ version: 1, id: 'p', rules }), personOf({}), NOW).pools;
    expect(joined).toEqual({
      target: { kind: 'pool', ref: 'x' },
      ruleId: 'a',
      ruleName: 'a',
      values: [],
      quota: { vms: 5, vcpu: 4 },
      graceDays: 3,
    });
    const limits = [
      limit('c', { vms: 1, vcpu: 3, leaseDays: 5 }),
      limit('d', { vms: 4, vcpu: 1, hours: 2, leaseDays: 9 }),
    ];
    const [lowered] = decide(
      tableOf({ version: 1, id: 'p', rules: [...rules, ...limits] }),
      personOf({}),
      NOW,
    ).pools;
    expect(lowered).toMatchObject({
      quota: { vms: 1, vcpu: 1, hours: 2 },
      leaseDays: 5,
      validUntil: '2026-11-26T10:00:00.000Z',
    });
    expect(lowered?.quota).not.toHaveProperty('memoryMiB');
  });

  it('should take the higher part in a class of two equal rules, and the one of the higher priority of unequal ones', () => {
    const rule = (id: string, as: string, priority = 500) => ({
      id,
      name: id,
      priority,
      when: always,
      effects: [{ class: { ref: 'cs101' }, as }],
    });
    const as = (...rules: unknown[]) =>
      decide(tableOf({ version: 1, id: 'p', rules }), personOf({}), NOW).classes[0]?.as;
    expect(as(rule('a', 'learner'), rule('b', 'teacher'), rule('c', 'ta'))).toBe('teacher');
    expect(as(rule('a', 'learner', 900), rule('b', 'teacher'))).toBe('learner');
  });

  it('should tell every conflict with winner, loser and why', () => {
    const pool = (id: string, priority: number) => ({
      id,
      name: id,
      priority,
      when: always,
      effects: [{ pool: 'x', quota: { vms: 2 } }],
    });
    const rules = [
      pool('high', 600),
      pool('high-too', 600),
      pool('low', 1),
      { id: 'limit', name: 'L', when: always, effects: [{ limit: { vms: 1 } }] },
      { id: 'deny', name: 'D', when: always, effects: [{ deny: { role: 'a' }, reason: 'No' }] },
      { id: 'role', name: 'R', when: always, effects: [{ role: 'a' }] },
    ];
    const { conflicts } = decide(tableOf({ version: 1, id: 'p', rules }), personOf({}), NOW).trace;
    const x = { kind: 'pool', ref: 'x' };
    expect(conflicts).toEqual([
      { target: x, winner: 'high', loser: 'high-too', why: 'merged' },
      { target: x, winner: 'high', loser: 'low', why: 'lower-priority' },
      { target: x, winner: 'limit', loser: 'high', why: 'limited' },
      { target: { kind: 'role', ref: 'a' }, winner: 'deny', loser: 'role', why: 'denied' },
    ]);
  });

  it('should show at most 20 values in a node of the trace, fitting ones first, and count the rest', () => {
    const values = Array.from({ length: 30 }, (_, i) => `v${i}`);
    const rules = [
      { id: 'r', name: 'R', when: { attr: 'a', op: 'equals', value: 'v29' }, effects: [{ role: 'x' }] },
    ];
    const { tree } = decide(tableOf({ version: 1, id: 'p', rules }), personOf({ a: values }), NOW).trace
      .rules[0]!;
    expect(tree.seen).toHaveLength(20);
    expect(tree.seen?.[0]).toBe('v29');
    expect(tree.seenCount).toBe(30);
  });

  it('should mark a rule that was not asked as such, down to its tests', () => {
    const rules = [
      {
        id: 'r',
        name: 'R',
        enabled: false,
        when: { not: { attr: 'a', op: 'present' } },
        effects: [{ role: 'x' }],
      },
    ];
    expect(decide(tableOf({ version: 1, id: 'p', rules }), personOf({}), NOW).trace.rules[0]?.tree).toEqual({
      path: 'when',
      kind: 'not',
      result: 'notAsked',
      children: [{ path: 'when.not', kind: 'test', op: 'present', attr: 'a', result: 'notAsked' }],
    });
  });

  it('should carry the revision that decided (line 10)', () => {
    expect(
      decide(tableOf({ version: 1, id: 'p', revision: 14, rules: [] }), personOf({}), NOW).trace
        .policyRevision,
    ).toBe(14);
  });
});
