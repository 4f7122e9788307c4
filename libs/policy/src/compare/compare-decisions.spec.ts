import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import { decide } from '../decide/decide';
import type { DecisionInput } from '../decide/decision-input';
import { arbitraryInput, arbitraryPolicy } from '../testing/arbitrary-policy';
import { compareDecisions } from './compare-decisions';

const NOW = new Date('2026-11-22T12:00:00Z');

function table(rules: string) {
  const result = compilePolicy(`version: 1\nid: p\ndefaults: { whenNoRule: admit }\nrules:\n${rules}`);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.table;
}

function rule(when: string, effect = 'pool: linux, quota: { vms: 1 }, leaseDays: 30', id = 'r'): string {
  return `  - { id: ${id}, name: R, when: ${when}, effects: [ { ${effect} } ] }\n`;
}

function compare(before: string, after: string, attributes: DecisionInput['attributes'], dropped = []) {
  const input: DecisionInput = { idp: { entityId: 'https://a.example' }, attributes, dropped };
  return compareDecisions(decide(table(before), input, NOW), decide(table(after), input, NOW));
}

const student = '{ attr: role, op: equals, value: student }';
const plus = (more: string) => `{ all: [ ${student}, ${more} ] }`;

describe('compareDecisions', () => {
  it('should find nothing where nothing moves, and not look at the traces', () => {
    const input: DecisionInput = { idp: { entityId: 'i' }, attributes: { role: ['student'] } };
    const [before, after] = [1, 2].map(() => {
      const decision = decide(table(rule(student)), input, NOW);
      return Object.defineProperty(decision, 'trace', {
        get: () => {
          throw new Error('the trace was looked at');
        },
      });
    });
    expect(compareDecisions(before!, after!)).toEqual([]);
  });

  it('should name the attribute that was not released, and the test to amend', () => {
    const [lost] = compare(rule(student), rule(plus('{ attr: year, op: numGte, value: 2 }')), {
      role: ['student'],
    });
    expect(lost).toMatchObject({
      what: 'lose',
      target: { kind: 'pool', ref: 'linux' },
      before: { quota: { vms: 1 } },
      cause: { kind: 'notReleased', attr: 'year', seen: [], ruleId: 'r', path: 'when.all[1]' },
    });
  });

  it('should point at the whole not, and at nothing inside a group under a not', () => {
    const expired = '{ attr: status, op: equals, value: expired }';
    const role = { role: ['student'] };
    const [whole] = compare(rule(student), rule(plus(`{ not: ${expired} }`)), role);
    expect(whole?.cause).toMatchObject({ kind: 'notReleased', attr: 'status', path: 'when.all[1]' });
    const [inside] = compare(rule(student), rule(plus(`{ not: { any: [ ${expired}, ${expired} ] } }`)), role);
    expect(inside?.cause).not.toHaveProperty('path');
  });

  it('should name the value that does not fit, and the one that was dropped', () => {
    const harder = rule(plus('{ attr: year, op: numGte, value: 2 }'));
    const [other] = compare(rule(student), harder, { role: ['student'], year: ['1'] });
    expect(other?.cause).toEqual({ kind: 'otherValue', attr: 'year', seen: ['1'], ruleId: 'r' });
    const input = {
      idp: { entityId: 'i' },
      attributes: { role: ['student'] },
      dropped: [{ attr: 'year', value: '3', why: 'scope' }],
    };
    const [dropped] = compareDecisions(
      decide(table(rule(student)), input, NOW),
      decide(table(harder), input, NOW),
    );
    expect(dropped?.cause).toMatchObject({ kind: 'dropped', attr: 'year' });
  });

  it('should name the deny, and the rule that is gone', () => {
    const person = { role: ['student'] };
    const deny = rule(student, 'deny: { pool: linux }, reason: Maintenance.', 'd');
    const [denied] = compare(rule(student), rule(student) + deny, person);
    expect(denied?.cause).toEqual({ kind: 'denied', attr: 'role', seen: ['student'], ruleId: 'd' });
    const [freed] = compare(rule(student) + deny, rule(student), person);
    expect(freed).toMatchObject({ what: 'gain', cause: { kind: 'denied', ruleId: 'd' } });
    const [gone] = compare(rule(student), rule(student, 'pool: other, quota: { vms: 1 }', 's'), person);
    expect(gone).toMatchObject({ what: 'lose', cause: { kind: 'ruleGone', ruleId: 'r', seen: [] } });
    const [off] = compare(rule(student), rule(student).replace('id: r,', 'id: r, enabled: false,'), person);
    expect(off?.cause).toMatchObject({ kind: 'ruleGone', ruleId: 'r' });
  });

  it('should ask the rule that took the place of a removed one', () => {
    const next = rule(plus('{ attr: year, op: numGte, value: 2 }'), undefined, 'next');
    const [lost] = compare(rule(student), next, { role: ['student'] });
    expect(lost?.cause).toMatchObject({ kind: 'notReleased', attr: 'year', ruleId: 'next' });
    const off = rule(student).replace('id: r,', 'id: r, enabled: false,');
    const [switched] = compare(rule(student), off + next, { role: ['student'] });
    expect(switched?.cause).toMatchObject({ kind: 'notReleased', attr: 'year', ruleId: 'next' });
  });

  it('should tell a gain by the value that let the person in', () => {
    const [easier] = compare(
      rule(plus('{ attr: year, op: numGte, value: 3 }')),
      rule(plus('{ attr: year, op: numGte, value: 2 }')),
      { role: ['student'], year: ['2'] },
    );
    expect(easier).toMatchObject({ what: 'gain', cause: { kind: 'otherValue', attr: 'year', seen: ['2'] } });
    const [fresh] = compare('  []\n', rule(student), { role: ['student'] });
    expect(fresh?.cause).toEqual({ kind: 'other', attr: 'role', seen: ['student'], ruleId: 'r' });
  });

  it('should tell what changed in quota, lease and place in a class', () => {
    const person = { role: ['student'] };
    const [quota] = compare(
      rule(student),
      rule(student, 'pool: linux, quota: { vms: 2 }, leaseDays: 30'),
      person,
    );
    expect(quota).toMatchObject({
      what: 'change',
      before: { quota: { vms: 1 } },
      after: { quota: { vms: 2 } },
      cause: { kind: 'other', ruleId: 'r', attr: 'role' },
    });
    const [lease] = compare(
      rule(student),
      rule(student, 'pool: linux, quota: { vms: 1 }, leaseDays: 7'),
      person,
    );
    expect(lease).toMatchObject({ what: 'change', after: { leaseDays: 7 } });
    const [as] = compare(
      rule(student, 'class: { ref: cs101 }, as: learner'),
      rule(student, 'class: { ref: cs101 }, as: ta'),
      person,
    );
    expect(as).toMatchObject({ what: 'change', as: 'ta', target: { kind: 'class', ref: 'cs101' } });
    const limited = rule(student) + rule(student, 'limit: { vms: 0 }', 'lower');
    expect(compare(rule(student), limited, person)[0]?.cause).toMatchObject({
      kind: 'other',
      ruleId: 'lower',
    });
  });

  it('should lose everything by a deny of signing in', () => {
    const deny = rule('{ always: true }', 'deny: login, reason: Closed.', 'closed');
    const [lost] = compare(rule(student), rule(student) + deny, { role: ['student'] });
    expect(lost).toMatchObject({ what: 'lose', cause: { kind: 'denied', ruleId: 'closed', seen: [] } });
  });

  it('should agree with the rights themselves, for everybody', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryPolicy, arbitraryInput, (one, other, input) => {
        const [before, after] = [one, other].map((set) => {
          const result = compilePolicy(set);
          if (!result.ok) throw new Error(JSON.stringify(result.faults));
          return decide(result.table, input, NOW);
        });
        const moves = compareDecisions(before!, after!);
        const rights = ({ roles, classes, pools }: typeof before & object) =>
          [...roles, ...classes, ...pools].map(
            ({ target, scope }) => `${target.kind}:${target.ref} ${scope}`,
          );
        const name = ({ target, scope }: (typeof moves)[number]) => `${target.kind}:${target.ref} ${scope}`;
        const [had, has] = [rights(before!), rights(after!)];
        expect(
          moves
            .filter(({ what }) => what === 'gain')
            .map(name)
            .sort(),
        ).toEqual(has.filter((right) => !had.includes(right)).sort());
        expect(
          moves
            .filter(({ what }) => what === 'lose')
            .map(name)
            .sort(),
        ).toEqual(had.filter((right) => !has.includes(right)).sort());
        for (const { cause } of moves) expect(cause.seen).toBeInstanceOf(Array);
        const back = compareDecisions(after!, before!);
        expect(back).toHaveLength(moves.length);
        expect(compareDecisions(before!, before!)).toEqual([]);
      }),
    );
  });
});
