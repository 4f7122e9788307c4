import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import { decide } from '../decide/decide';
import { arbitraryInput, arbitraryPolicy } from '../testing/arbitrary-policy';
import { stringifyPolicy } from './stringify-policy';

const NOW = new Date('2026-11-22T10:00:00Z');

describe('a policy that was written and read again', () => {
  it('should decide the same about everybody', () => {
    fc.assert(
      fc.property(
        arbitraryPolicy,
        fc.array(arbitraryInput, { minLength: 4, maxLength: 4 }),
        (set, people) => {
          const [before, after] = [set, stringifyPolicy(set)].map((source) => {
            const compiled = compilePolicy(source);
            if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
            return compiled.table;
          });
          for (const person of people) {
            const [a, b] = [before, after].map((table) => {
              const { roles, classes, pools, denies, outcome } = decide(table!, person, NOW);
              return { roles, classes, pools, denies, outcome };
            });
            expect(b).toEqual(a);
          }
        },
      ),
    );
  });
});
