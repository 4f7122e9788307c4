import {
  compareDecisions,
  compilePolicy,
  type Decision,
  type PolicySet,
  type RuleTable,
} from '@virlab/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideSinceSignIn } from '../../policies/for-threads/index';
import { Causes } from './causes';
import { ChangedRules } from './changed-rules';
import { DecideAboutKnown } from './decide-about-known';
import { FlowTally, NONE, threadsOf } from './flow-tally';
import { inputOfPerson, type KnownPerson } from './known-people';
import type { KnownFacts } from './messages';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 10);
const facts: KnownFacts = { now: NOW, classes: ['r1', 'r2'], providers: new Map(), grants: new Map() };

const value = fc.constantFrom('x', 'y', '2', '10');
const test = fc.oneof(
  fc.record({ attr: fc.constantFrom('a', 'b'), op: fc.constant('equals'), value }),
  fc.record({ attr: fc.constantFrom('a', 'b'), op: fc.constantFrom('present', 'absent') }),
  fc.record({
    attr: fc.constant('authn.ageMinutes'),
    op: fc.constant('numLt'),
    value: fc.constantFrom(100, 40_000),
  }),
);
const when = fc.oneof(
  { weight: 3, arbitrary: test },
  fc.record({ not: test }),
  fc.record({ all: fc.array(test, { minLength: 1, maxLength: 3 }) }),
);
const ref = fc.constantFrom('r1', 'r2', 'r3');
const days = fc.constantFrom(1, 20, 90);
const effect = fc.oneof(
  fc.record(
    { pool: ref, quota: fc.record({ vms: fc.nat(3) }), leaseDays: days },
    { requiredKeys: ['pool', 'quota'] },
  ),
  fc.record({ class: fc.record({ ref }), as: fc.constantFrom('learner', 'teacher') }),
  fc.record({ limit: fc.record({ pool: ref, vms: fc.nat(2) }) }),
  fc.record({ deny: fc.record({ pool: ref }), reason: fc.constant('no') }),
);
const rule = fc.record({
  name: fc.constant('rule'),
  priority: fc.constantFrom(500, 600),
  enabled: fc.boolean(),
  when,
  effects: fc.array(effect, { minLength: 1, maxLength: 3 }),
});
const rules = fc
  .array(rule, { minLength: 1, maxLength: 6 })
  .map((all) => all.map((one, n) => ({ id: `r${n}`, ...one })));
const attributes = fc.record(
  { a: fc.array(value, { minLength: 1, maxLength: 2 }), b: fc.array(value, { minLength: 1, maxLength: 2 }) },
  { requiredKeys: [] },
);
const person = fc
  .record({ attributes, daysAgo: fc.nat(120) })
  .map(({ attributes: released, daysAgo }): KnownPerson => ({
    id: 'account',
    userId: 'user',
    issuer: 'https://idp.example',
    provider: 'saml',
    released: {
      takenAt: NOW - daysAgo * DAY_MS,
      attributes: released as Record<string, string[]>,
      dropped: [],
      authn: { instant: new Date(NOW - daysAgo * DAY_MS).toISOString() },
    },
  }));

function tableOf(all: object[]): RuleTable {
  const compiled = compilePolicy({ version: 1, id: 'p', revision: 1, rules: all });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  return compiled.table;
}

const rightsOf = ({ outcome, roles, classes, pools, denies }: Decision) => ({
  outcome,
  roles,
  classes,
  pools,
  denies,
});

describe('the short cuts of a dry run', () => {
  it('should decide as the policy does since a sign-in', () => {
    fc.assert(
      fc.property(rules, person, (all, known) => {
        const table = tableOf(all);
        const takenAt = new Date(known.released?.takenAt ?? NOW);
        const input = inputOfPerson(known, facts.providers);
        const whole = decideSinceSignIn(table, input, takenAt, new Date(NOW), {
          classes: new Set(facts.classes),
        });
        expect(rightsOf(new DecideAboutKnown(table, facts).run(known))).toEqual(rightsOf(whole));
      }),
      { numRuns: 500 },
    );
  });

  it('should pass over nobody for whom two policies differ, and find the cause of what moves', () => {
    fc.assert(
      fc.property(rules, rules, person, fc.nat(5), (all, others, known, kept) => {
        const [old, now] = [tableOf(all), tableOf([...all.slice(0, kept), ...others.slice(kept)])];
        const before = new DecideAboutKnown(old, facts);
        const after = new DecideAboutKnown(now, facts);
        const differences = compareDecisions(before.run(known), after.run(known));
        if (!new ChangedRules(before, after, facts).mayConcern(known)) expect(differences).toEqual([]);
        const causes = new Causes(old.set as PolicySet, now.set as PolicySet, facts);
        for (const one of differences) expect(causes.of(known, one)).toEqual(one.cause);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the flow of a dry run', () => {
  const pools = fc.uniqueArray(
    fc.integer({ min: 0, max: 20 }).map((n) => `pool-${n}`),
    { maxLength: 4 },
  );

  it('should make every band as large as its moves, and count everybody who has a right in its band', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(pools, pools, fc.boolean())), (people) => {
        const tally = new FlowTally(new Map());
        for (const [before, after, isChanged] of people) {
          tally.add(threadsOf(new Set(before), new Set(after), new Set(isChanged ? before : [])));
        }
        const { before, after, moves } = tally.present();
        const sum = (side: 'from' | 'to', band: string) =>
          moves.filter((move) => move[side] === band).reduce((total, move) => total + move.people, 0);
        for (const band of before) expect(band.people).toBe(sum('from', band.ref));
        for (const band of after) {
          expect(band.people).toBe(sum('to', band.ref));
          expect(band.delta).toBe(band.people - sum('from', band.ref));
        }
        expect(before.length).toBeLessThanOrEqual(14);
        for (const band of before.filter((one) => one.ref.startsWith('pool-'))) {
          expect(band.people).toBe(people.filter(([had]) => had.includes(band.ref)).length);
        }
      }),
    );
  });

  it('should lead what is lost to what is gained in its place', () => {
    expect(threadsOf(new Set(['a', 'b']), new Set(['a', 'c', 'd']), new Set(['a']))).toEqual([
      { from: 'a', to: 'a', what: 'change' },
      { from: 'b', to: 'c', what: 'change' },
      { from: NONE, to: 'd', what: 'gain' },
    ]);
    expect(threadsOf(new Set(), new Set(), new Set())).toEqual([{ from: NONE, to: NONE, what: 'same' }]);
  });
});
