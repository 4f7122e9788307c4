import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { and, not, or, type Truth } from './truth';

const truth = fc.constantFrom<Truth>('true', 'false', 'missing');

describe('truth (line 3)', () => {
  it('should keep what is not known unknown under not', () => {
    expect(['true', 'false', 'missing'].map((one) => not(one as Truth))).toEqual([
      'false',
      'true',
      'missing',
    ]);
  });

  it('should hold the laws of Kleene', () => {
    fc.assert(
      fc.property(truth, truth, truth, (a, b, c) => {
        expect(not(not(a))).toBe(a);
        expect(not(and(a, b))).toBe(or(not(a), not(b)));
        expect(not(or(a, b))).toBe(and(not(a), not(b)));
        expect(and(a, b)).toBe(and(b, a));
        expect(and(a, and(b, c))).toBe(and(and(a, b), c));
        expect(and(a, or(b, c))).toBe(or(and(a, b), and(a, c)));
        expect(or(a, and(a, b))).toBe(a);
      }),
    );
  });
});
