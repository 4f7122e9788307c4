import fc from 'fast-check';
import type { TimeWindow } from '../conditions';
import type { DecisionInput, GivenByHand } from '../decide/decision-input';
import type { Effect } from '../language/effect';
import type { Cond, PolicySet, Rule } from '../language/policy-set';

/** Few names and values, so that tests meet attributes, rules meet targets, and denials meet grants. */
const ATTRS = ['a', 'b', 'eduPersonScopedAffiliation', '__proto__', 'idp.entityId'];
const VALUES = ['x', 'y', 'X', 'x@s.example', 'y@t.example', '2', '10', 'urn:m:x', 'urn:m:x:y'];
const IDPS = ['https://a.example', 'https://b.example'];

const attr = fc.constantFrom(...ATTRS);
const value = fc.constantFrom(...VALUES);
const values = fc.array(value, { minLength: 1, maxLength: 3 });
const ci = fc.boolean();
const part = fc.constantFrom('value' as const, 'scope' as const, 'whole' as const);
const quantifier = fc.constantFrom('some' as const, 'every' as const);
const ref = fc.constantFrom('r1', 'r2', 'r3');
const days = fc.integer({ min: 1, max: 400 });
const amount = fc.integer({ min: 0, max: 9 });
const manner = { ci, part, quantifier };

/** Any test of the language. */
export const arbitraryTest: fc.Arbitrary<Cond> = fc.oneof(
  fc.record(
    { attr, op: fc.constant('equals' as const), value, ...manner },
    { requiredKeys: ['attr', 'op', 'value'] },
  ),
  fc.record(
    { attr, op: fc.constant('oneOf' as const), values, ...manner },
    { requiredKeys: ['attr', 'op', 'values'] },
  ),
  fc.record(
    { attr, op: fc.constant('startsWith' as const), value, ...manner },
    { requiredKeys: ['attr', 'op', 'value'] },
  ),
  fc.record(
    { attr, op: fc.constant('endsWith' as const), values, ...manner },
    { requiredKeys: ['attr', 'op', 'values'] },
  ),
  fc.record(
    {
      attr,
      op: fc.constant('matches' as const),
      value: fc.constantFrom('x.*', '(?P<c>[a-z]+)', '.*@.*', '\\d+'),
      ...manner,
    },
    { requiredKeys: ['attr', 'op', 'value'] },
  ),
  fc.record(
    {
      attr,
      op: fc.constant('hasScope' as const),
      value: fc.constantFrom('s.example', 'T.example'),
      quantifier,
    },
    { requiredKeys: ['attr', 'op', 'value'] },
  ),
  fc.record({ attr, op: fc.constant('present' as const) }),
  fc.record({ attr, op: fc.constant('absent' as const) }),
  fc.record(
    {
      attr,
      op: fc.constantFrom('numEq' as const, 'numLt' as const, 'numLte' as const),
      value: amount,
      part,
      quantifier,
    },
    { requiredKeys: ['attr', 'op', 'value'] },
  ) as fc.Arbitrary<Cond>,
  fc.record(
    {
      attr,
      op: fc.constantFrom('numGt' as const, 'numGte' as const),
      value: amount,
      extract: fc.constant('x?(\\d+)'),
    },
    { requiredKeys: ['attr', 'op', 'value'] },
  ) as fc.Arbitrary<Cond>,
  fc.record({
    attr,
    op: fc.constant('numBetween' as const),
    values: fc.constantFrom<number[]>([0, 2], [2, 10]),
  }),
  fc.record({ attr, op: fc.constant('countAtLeast' as const), value: fc.integer({ min: 1, max: 3 }) }),
  fc.record(
    { attr, op: fc.constant('urnUnder' as const), value: fc.constantFrom('urn:m', 'urn:m:x'), ci },
    { requiredKeys: ['attr', 'op', 'value'] },
  ),
  fc.record({
    op: fc.constant('timeWithin' as const),
    window: fc.constantFrom<TimeWindow>(
      { days: ['sat'] },
      { from: '22:00', to: '06:00', timezone: 'Europe/Lisbon' },
      { firstDay: '2026-11-14' },
    ),
  }),
);

/** Any condition of the language, a few groups deep. */
export const arbitraryCondition: fc.Arbitrary<Cond> = fc.letrec<{ cond: Cond }>((tie) => ({
  cond: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    arbitraryTest,
    fc.constant({ always: true as const }),
    fc.record({ not: tie('cond') }),
    fc.record({ all: fc.array(tie('cond'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('cond'), { minLength: 1, maxLength: 3 }) }),
  ),
})).cond;

const lease = { leaseDays: days, graceDays: days };

/** Any effect that gives something. */
export const arbitraryGift: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ role: ref, scope: ref, ...lease }, { requiredKeys: ['role'] }),
  fc.record(
    {
      class: fc.record({ ref }),
      as: fc.constantFrom('learner' as const, 'ta' as const, 'teacher' as const),
      ...lease,
    },
    { requiredKeys: ['class', 'as'] },
  ),
  fc.record(
    {
      pool: ref,
      quota: fc.record(
        { vms: amount, vcpu: amount, memoryMiB: amount, hours: amount },
        { requiredKeys: ['vms'] },
      ),
      ...lease,
    },
    { requiredKeys: ['pool', 'quota'] },
  ),
);

/** Any effect that lowers. */
export const arbitraryLimit: fc.Arbitrary<Effect> = fc.record({
  limit: fc.record(
    { pool: ref, vms: amount, vcpu: amount, hours: amount, leaseDays: days },
    { requiredKeys: ['vms'] },
  ),
});

/** Any effect that takes away. */
export const arbitraryDeny: fc.Arbitrary<Effect> = fc.record({
  deny: fc.oneof(
    fc.constant('login' as const),
    fc.record({ pool: ref }),
    fc.record({ class: ref }),
    fc.record({ role: ref }),
  ),
  reason: fc.constantFrom('No.', 'não: "ask"\nthem', "'#", '- x', 'yes', '2026-11-14', ' \u0085\u2028\t'),
});

/** Any rule; `effects` narrows what it may do. */
export function arbitraryRule(id: fc.Arbitrary<string>, effects: fc.Arbitrary<Effect>): fc.Arbitrary<Rule> {
  return fc.record(
    {
      id,
      name: fc.oneof(
        fc.string({ minLength: 1, maxLength: 40 }),
        fc.constantFrom('on', '~', '1', '{ x', 'a: b', '#'),
      ),
      description: fc.string({ minLength: 1 }),
      enabled: fc.boolean(),
      priority: fc.constantFrom(0, 500, 500, 1000),
      idps: fc.oneof(fc.constant('*' as const), fc.subarray(IDPS, { minLength: 1 })),
      when: arbitraryCondition,
      effects: fc.array(effects, { minLength: 1, maxLength: 3 }),
      validFrom: fc.constantFrom('2026-01-01', '2026-11-21T09:00:00Z', '2027-01-01'),
      validUntil: fc.constantFrom('2027-02-01', '2027-11-21T09:00:00+01:00'),
    },
    { requiredKeys: ['id', 'name', 'enabled', 'priority', 'idps', 'when', 'effects'] },
  );
}

/** Any policy that compiles, apart from guard rails: roles are none that administer. */
export const arbitraryPolicy: fc.Arbitrary<PolicySet> = fc.record(
  {
    version: fc.constant(1 as const),
    id: fc.constant('p'),
    revision: fc.nat(),
    defaults: fc.record(
      {
        leaseDays: days,
        maxLeaseDays: days,
        timezone: fc.constantFrom('Europe/Lisbon', 'UTC'),
        whenNoRule: fc.constantFrom('refuse' as const, 'admit' as const),
      },
      { requiredKeys: [] },
    ),
    rules: fc.uniqueArray(
      arbitraryRule(
        fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        fc.oneof({ weight: 4, arbitrary: arbitraryGift }, arbitraryLimit, arbitraryDeny),
      ),
      { maxLength: 6, selector: ({ id }) => id },
    ),
  },
  { requiredKeys: ['version', 'id', 'revision', 'rules'] },
);

/** Any person. */
export const arbitraryInput: fc.Arbitrary<DecisionInput> = fc.record({
  idp: fc.record({ entityId: fc.constantFrom(...IDPS) }),
  attributes: fc
    .uniqueArray(
      fc.tuple(
        fc.constantFrom('a', 'b', 'eduPersonScopedAffiliation', '__proto__', 'schacExpiryDate'),
        fc.array(fc.oneof(value, fc.constant('20261201000000Z')), { maxLength: 4 }),
      ),
      {
        selector: ([name]) => name,
      },
    )
    .map(
      (entries) =>
        JSON.parse(
          `{${entries.map(([name, found]) => `${JSON.stringify(name)}:${JSON.stringify(found)}`).join(',')}}`,
        ) as Record<string, string[]>,
    ),
});

/** Rights given by hand; most are valid on 2026-11-21 at 10:00, some are over. */
export const arbitraryGrantsByHand: fc.Arbitrary<GivenByHand[]> = fc.uniqueArray(
  fc.record(
    {
      id: fc.constantFrom('g1', 'g2', 'g3', 'g4'),
      target: fc.record({ kind: fc.constantFrom('role' as const, 'class' as const, 'pool' as const), ref }),
      as: fc.constantFrom('learner' as const, 'ta' as const, 'teacher' as const),
      quota: fc.record({ vms: amount, vcpu: amount }, { requiredKeys: ['vms'] }),
      reason: fc.constantFrom('Thesis', 'Helps out'),
      validUntil: fc.constantFrom(
        '2026-11-21T10:00:00Z',
        '2026-12-24T00:00:00Z',
        '2026-12-24T00:00:00Z',
        '2028-01-01',
      ),
    },
    { requiredKeys: ['id', 'target', 'reason', 'validUntil'] },
  ),
  { maxLength: 4, selector: ({ id }) => id },
);
