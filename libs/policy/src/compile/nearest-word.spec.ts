import { describe, expect, it } from 'vitest';
import { nearestWord } from './nearest-word';

describe('nearestWord', () => {
  it.each([
    ['equal', ['equals', 'oneOf'], 'equals'],
    ['EQUALS', ['equals'], 'equals'],
    ['studnet', ['student', 'staff'], 'student'],
    ['x', ['y'], 'y'],
    ['cat', ['elephant'], undefined],
    ['', ['a'], 'a'],
    ['word', [], undefined],
  ])('should take %j among %j for %j', (word, candidates, expected) => {
    expect(nearestWord(word, candidates)).toBe(expected);
  });

  it('should not compare absurdly long words', () => {
    expect(nearestWord('x'.repeat(65), ['x'.repeat(65)])).toBeUndefined();
  });
});
