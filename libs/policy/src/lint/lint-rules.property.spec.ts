import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import { decide } from '../decide/decide';
import type { PolicySet, Rule } from '../language/policy-set';
import {
  arbitraryCondition,
  arbitraryInput,
  arbitraryPolicy,
  arbitraryTest,
} from '../testing/arbitrary-policy';

const NOW = new Date('2026-11-21T10:00:00Z');

function findingsOf(set: PolicySet) {
  const compiled = compilePolicy(set, { now: NOW });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  return compiled;
}

/** Few tests, each met by its own negation and by others on the same attribute. */
const together = fc
  .array(
    fc.oneof(
      arbitraryTest,
      arbitraryTest.map((not) => ({ not })),
      arbitraryCondition,
    ),
    { minLength: 2, maxLength: 5 },
  )
  .map((all) => ({ all }));

describe('lintRules, for every policy', () => {
  it('should report no rule as never matching that matches somebody', () => {
    let found = 0;
    fc.assert(
      fc.property(
        together,
        fc.constantFrom<Rule['idps']>('*', ['https://a.example']),
        fc.array(arbitraryInput, { minLength: 20, maxLength: 20 }),
        (when, idps, people) => {
          const rule = {
            id: 'r',
            name: 'R',
            enabled: true,
            priority: 1,
            when,
            idps,
            effects: [{ role: 'x' }],
          };
          const { table, warnings } = findingsOf({ version: 1, id: 'p', revision: 0, rules: [rule] });
          if (!warnings.some(({ code }) => code === 'never-matches' || code === 'unreachable-rule')) return;
          found += 1;
          for (const person of people) {
            expect(decide(table, person, NOW).trace.rules[0]?.outcome).not.toBe('matched');
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect(found).toBeGreaterThan(50);
  });

  it('should report no gift as always denied that somebody has', () => {
    fc.assert(
      fc.property(arbitraryPolicy, fc.array(arbitraryInput, { minLength: 5 }), (set, people) => {
        const { table, warnings } = findingsOf(set);
        for (const { code, path } of warnings) {
          if (code !== 'shadowed-by-deny') continue;
          const [, rule = '', effect = ''] = /^rules\[(\d+)\]\.effects\[(\d+)\]$/.exec(path) ?? [];
          const { id, effects } = table.set.rules[Number(rule)]!;
          const given = effects[Number(effect)]!;
          for (const person of people) {
            const { roles, classes, pools } = decide(table, person, NOW);
            const held = [...roles, ...classes, ...pools].filter(({ ruleId }) => ruleId === id);
            const ref = 'role' in given ? given.role : 'pool' in given ? given.pool : undefined;
            expect(held.filter(({ target }) => target.ref === ref && target.kind in given)).toEqual([]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
