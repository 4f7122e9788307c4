import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import { decide } from '../decide/decide';
import { arbitraryInput, arbitraryPolicy } from '../testing/arbitrary-policy';
import { type AskedTarget, findWay, findWays } from './find-ways';

const NOW = new Date('2026-11-22T12:00:00Z');

describe('findWay', () => {
  it('should answer the one of all ways that the rule is, for every target', () => {
    fc.assert(
      fc.property(arbitraryPolicy, arbitraryInput, (set, input) => {
        const compiled = compilePolicy(set);
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
        const decision = decide(compiled.table, input, NOW);
        const targets: AskedTarget[] = [
          { kind: 'login', ref: 'login' },
          ...decision.trace.rules.flatMap(({ gives }) =>
            gives.flatMap((gift): AskedTarget[] =>
              'ref' in gift ? [{ kind: gift.kind, ref: gift.ref }] : [],
            ),
          ),
        ];
        for (const target of targets) {
          const all = findWays(decision, target);
          for (const { id } of decision.trace.rules) {
            expect(findWay(decision, target, id)).toEqual(all.find(({ ruleId }) => ruleId === id));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
