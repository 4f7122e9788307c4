import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference } from './difference';

describe('the difference of two texts', () => {
  it('should turn the one into the other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (start, one, other, end) => {
        const from = start + one + end;
        const change = difference(from, start + other + end);
        const changed = change ? from.slice(0, change.from) + change.insert + from.slice(change.to) : from;
        expect(changed).toBe(start + other + end);
      }),
    );
  });

  it('should be as small as it can be', () => {
    expect(difference('a: 1\nb: 2\n', 'a: 1\nb: 33\n')).toEqual({ from: 8, to: 9, insert: '33' });
    expect(difference('same', 'same')).toBeUndefined();
  });
});
