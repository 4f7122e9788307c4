import { compilePolicy, decide } from '@virlab/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importKeystone } from './import-keystone';
import { keystoneGroups, type EngineRule } from '../testing/keystone-engine';

const NOW = new Date('2026-11-22T10:00:00Z');

function imported(mapping: unknown, targets: Record<string, string>) {
  const result = importKeystone(JSON.stringify(mapping), targets);
  if (!result.ok) throw new Error(result.fault.message);
  return result;
}

const targets = { 'group:staff': 'role:staff', 'group:cs101': 'class:cs101', 'group:lab': 'pool:linux' };

describe('importKeystone', () => {
  it('should take over a mapping, and say what it assumed and what it left out', () => {
    const { rules, notes, unmapped } = imported(
      {
        rules: [
          {
            local: [{ user: { name: '{0}' } }, { group: { name: 'lab', domain: { name: 'Default' } } }],
            remote: [
              { type: 'eppn' },
              { type: 'affiliation', any_one_of: ['student@uni.example', 'staff@uni.example'] },
            ],
          },
        ],
      },
      { 'group:lab@Default': 'pool:linux' },
    );
    expect(rules).toMatchObject([
      {
        id: 'keystone-1',
        when: {
          all: [
            { attr: 'eduPersonPrincipalName', op: 'present' },
            {
              attr: 'eduPersonScopedAffiliation',
              op: 'oneOf',
              values: ['student@uni.example', 'staff@uni.example'],
            },
          ],
        },
        effects: [{ pool: 'linux', quota: { vms: 1 } }],
      },
    ]);
    expect(unmapped).toEqual([]);
    expect(notes.map(({ fate, code, place }) => `${fate} ${code} ${place}`)).toEqual([
      'changed values-not-split rules',
      'changed attribute-renamed rules[0].remote[0]',
      'changed attribute-renamed rules[0].remote[1]',
      'lost user-not-imported rules[0].local[0].user',
      'changed effect-assumed rules[0].local[1].group',
      'kept rule-kept rules[0]',
    ]);
  });

  it('should ask what groups and projects are here, and make no rule without', () => {
    const { rules, unmapped, notes } = imported(
      [
        {
          local: [
            { group: { id: 'abc' } },
            { projects: [{ name: 'physics', roles: [{ name: 'member' }] }] },
            { groups: '{0}', domain: { name: 'Default' } },
          ],
          remote: [{ type: 'isMemberOf' }],
        },
      ],
      {},
    );
    expect(rules).toEqual([]);
    expect(unmapped).toEqual(['group_id:abc', 'project:physics', 'values of isMemberOf']);
    expect(notes.map(({ code }) => code)).toContain('project-role-lost');
  });

  it('should let values name classes, through a whitelist by pattern too', () => {
    const mapping = [
      {
        local: [{ groups: '{1}' }],
        remote: [{ type: 'mail' }, { type: 'group', whitelist: ['^cs'], regex: true }],
      },
    ];
    const { rules } = imported(mapping, { 'values of group': 'class:{value}:ta' });
    const compiled = compilePolicy({ version: 1, id: 'p', rules }, { classes: ['cs101', 'ma1'] });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
    const decision = decide(
      compiled.table,
      { idp: { entityId: 'i' }, attributes: { mail: ['a@b'], group: ['cs101', 'ma1'] } },
      NOW,
    );
    expect(decision.classes).toMatchObject([{ target: { ref: 'cs101' }, as: 'ta' }]);
  });

  it('should refuse rules whose patterns RE2 cannot read, whole, with their place', () => {
    const rule = (pattern: string) => ({
      local: [{ group: { name: 'lab' } }],
      remote: [{ type: 'a', any_one_of: [pattern], regex: true }],
    });
    for (const pattern of ['(?=x)', '(a)\\1', 'x++', '(?P=n)', '[[:alpha:]]', '\\N', '(', '\\pL']) {
      const { rules, notes } = imported([rule(pattern)], targets);
      expect(rules, pattern).toEqual([]);
      expect(notes, pattern).toContainEqual(
        expect.objectContaining({ fate: 'lost', code: 'regex-unsupported', place: 'rules[0].remote[0]' }),
      );
    }
  });

  it('should read what Python reads: Unicode classes, {,n}, and $ before a last newline', () => {
    const rule = (pattern: string) => ({
      local: [{ group: { name: 'staff' } }],
      remote: [{ type: 'a', any_one_of: [pattern], regex: true }],
    });
    const fits = (pattern: string, value: string) => {
      const { rules } = imported([rule(pattern)], targets);
      const compiled = compilePolicy({ version: 1, id: 'p', rules });
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
      return (
        decide(compiled.table, { idp: { entityId: 'i' }, attributes: { a: [value] } }, NOW).roles.length > 0
      );
    };
    expect(fits('\\d', 'x٣')).toBe(true);
    expect(fits('^\\w+$', 'ção_9')).toBe(true);
    expect(fits('[\\w-]+@', 'ç-x@')).toBe(true);
    expect(fits('^a{,2}$', 'aa')).toBe(true);
    expect(fits('^a{,2}$', 'aaa')).toBe(false);
    expect(fits('x$', 'x\n')).toBe(true);
    expect(fits('x$', 'x\ny')).toBe(false);
    expect(fits('b', 'a\nb\nc')).toBe(true);
    expect(fits('[]a]', ']')).toBe(true);
    expect(fits('a\\Z', 'a\n')).toBe(false);
  });

  it('should leave nothing out silently, and refuse what is something else', () => {
    const { rules, notes } = imported(
      [
        5,
        { local: {}, remote: [] },
        { local: [], remote: [] },
        { local: [{}], remote: [{ type: 'a', foo: [] }] },
      ],
      {},
    );
    expect(rules).toEqual([]);
    expect(notes.filter(({ code }) => code === 'malformed').map(({ place }) => place)).toEqual([
      'rules[0]',
      'rules[1].local',
      'rules[2].remote',
      'rules[3].remote[0]',
    ]);
    for (const text of ['', '{', '[', 'null', '{"rules": 1}', '<a/>', '"x"', '{"mapping": {}}'])
      expect(importKeystone(text).ok, text).toBe(false);
    expect(imported([], {}).rules).toEqual([]);
  });

  it('should stay bounded on a file that is far too large', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `p${index}`);
    const { rules, notes } = imported(
      [
        { local: [{ groups: '{0}' }], remote: [{ type: 'a', whitelist: many }] },
        { local: [{ group: { name: 'lab' } }], remote: [{ type: 'a', any_one_of: many, regex: true }] },
      ],
      Object.fromEntries(many.map((name) => [`group:${name}`, 'role:x'])),
    );
    expect(rules).toHaveLength(500);
    expect(notes.at(-1)).toMatchObject({ fate: 'lost', code: 'over-limit' });
    expect(notes.length).toBeLessThan(1_100);
    expect(importKeystone(' '.repeat(600_000)).ok).toBe(false);
  });

  it('should never throw, whatever JSON it is given', () => {
    const words = fc.constantFrom(
      'local',
      'remote',
      'type',
      'any_one_of',
      'groups',
      'group',
      'projects',
      'name',
      'x',
    );
    const node = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom('{0}', 'x', '', null, true, 3),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(words, tie('node'), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(fc.property(fc.array(node), (rules) => void importKeystone(JSON.stringify({ rules }))));
    fc.assert(fc.property(fc.string(), (text) => void importKeystone(text)));
  });
});

const type = fc.constantFrom('a', 'b', 'c');
const value = fc.constantFrom('x', 'y', 'xy', 'cs101', 'zz9');
const list = fc.uniqueArray(value, { maxLength: 3 });
const patterns = fc.uniqueArray(fc.constantFrom('x', '^x$', 'y$', '^cs\\d+', '[yz]+', 'x|9', 'c.*1'), {
  maxLength: 2,
});
const requirement = fc.oneof(
  fc.record({ type }),
  ...(['any_one_of', 'not_any_of', 'whitelist', 'blacklist'] as const).flatMap((field) => [
    fc.record({ type, [field]: list }),
    fc.record({ type, [field]: patterns, regex: fc.constant(true) }),
  ]),
) as fc.Arbitrary<EngineRule['remote'][number]>;
const local = fc.oneof(
  fc.record({ group: fc.record({ name: fc.constantFrom('g1', 'g2') }) }),
  fc.record({ groups: fc.constantFrom('{0}', '{1}') }),
);
const mapping = fc.array(
  fc.record({
    local: fc.array(local, { minLength: 1, maxLength: 2 }),
    remote: fc.array(requirement, { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 4 },
);
const released = fc.record(
  {
    a: fc.uniqueArray(value, { maxLength: 3 }),
    b: fc.uniqueArray(value, { maxLength: 3 }),
    c: fc.uniqueArray(value),
  },
  { requiredKeys: [] },
);

describe('an imported Keystone mapping', () => {
  it('should decide as the engine does, but for what the report says was lost', () => {
    let given = 0;
    fc.assert(
      fc.property(mapping, fc.array(released, { minLength: 5, maxLength: 5 }), (rules, people) => {
        const targets: Record<string, string> = {};
        for (const name of ['g1', 'g2', 'x', 'y', 'xy', 'cs101', 'zz9'])
          targets[`group:${name}`] = `class:${name}`;
        for (const attr of ['a', 'b', 'c']) targets[`values of ${attr}`] = 'class:{value}';
        const { rules: made, notes } = imported({ rules }, targets);
        const compiled = compilePolicy({ version: 1, id: 'p', rules: made });
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
        const kept = withoutLost(
          rules,
          notes.filter(({ fate }) => fate === 'lost').map(({ place }) => place),
        );
        for (const person of people) {
          const attributes = Object.fromEntries(
            Object.entries(person).filter(([, values]) => values.length > 0),
          );
          const sent = Object.fromEntries(
            Object.entries(attributes).map(([name, values]) => [name, values.join(';')]),
          );
          const { classes } = decide(compiled.table, { idp: { entityId: 'i' }, attributes }, NOW);
          const groups = keystoneGroups(kept, sent);
          given += groups.length;
          expect(classes.map(({ target }) => target.ref).sort()).toEqual(groups);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(given).toBeGreaterThan(500);
  });
});

/** The mapping without the parts that the report calls lost. */
function withoutLost(rules: readonly EngineRule[], lost: readonly string[]): EngineRule[] {
  return rules.flatMap((rule, index) => {
    const here = lost.filter((place) => place.startsWith(`rules[${index}]`));
    if (here.some((place) => place === `rules[${index}]` || place.includes('.remote['))) return [];
    const kept = rule.local.filter(
      (_, at) => !here.some((place) => place.startsWith(`rules[${index}].local[${at}]`)),
    );
    return kept.length > 0 ? [{ ...rule, local: kept }] : [];
  });
}
