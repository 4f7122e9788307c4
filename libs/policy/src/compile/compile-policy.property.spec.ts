import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryPolicy } from '../testing/arbitrary-policy';
import { compilePolicy } from './compile-policy';

/** Words of the language, so that junk comes near to policies. */
const word = fc.constantFrom(
  'version',
  'id',
  'rules',
  'when',
  'all',
  'any',
  'not',
  'always',
  'attr',
  'op',
  'value',
  'values',
  'effects',
  'role',
  'class',
  'pool',
  'quota',
  'deny',
  'limit',
  'reason',
  'window',
  'defaults',
  '__proto__',
  'constructor',
);
const scalar = fc.oneof(
  fc.constant(1),
  fc.constant('equals'),
  fc.constant('matches'),
  fc.constant('login'),
  fc.boolean(),
  fc.string(),
  fc.double(),
  fc.constant(null),
);

const junk = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    scalar,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(word, tie('node'), { maxKeys: 5 }),
  ),
})).node;

describe('compilePolicy, for every document', () => {
  const expectFindings = (source: unknown) => {
    const result = compilePolicy(source, { pools: [], now: new Date(0) });
    if (result.ok) return;
    expect(result.faults.length).toBeGreaterThan(0);
    for (const { message, severity } of result.faults) {
      expect(message).toMatch(/^[^A-Z]/);
      expect(['error', 'warning']).toContain(severity);
    }
    const places = result.faults
      .filter(({ line }) => line !== undefined)
      .map(({ line = 0, column = 0 }) => line * 1e6 + column);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  };

  it('should never throw on an object', () => {
    fc.assert(fc.property(fc.anything({ withDate: true, withMap: true, withBigInt: true }), expectFindings));
    fc.assert(fc.property(junk, (rules) => expectFindings({ version: 1, id: 'p', rules })));
    fc.assert(
      fc.property(junk, junk, (when, effects) =>
        expectFindings({ version: 1, id: 'p', rules: [{ id: 'r', name: 'R', when, effects: [effects] }] }),
      ),
    );
  });

  it('should never throw on a text, and tell a place for every fault', () => {
    fc.assert(fc.property(fc.string(), expectFindings));
    fc.assert(
      fc.property(junk, (node) => expectFindings(JSON.stringify({ version: 1, id: 'p', rules: [node] }))),
    );
    fc.assert(
      fc.property(arbitraryPolicy, fc.nat(), fc.nat(), (set, at, what) => {
        // One character of a good policy is changed.
        const text = JSON.stringify(set, null, 1);
        const place = at % text.length;
        expectFindings(
          text.slice(0, place) + '{}[]:,"#&*!|>%@`x0\n\t'.charAt(what % 21) + text.slice(place + 1),
        );
      }),
    );
  });
});
