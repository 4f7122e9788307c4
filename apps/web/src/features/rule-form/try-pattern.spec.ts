import { describe, expect, it } from 'vitest';
import { capturesIn, tryPattern } from './try-pattern';

const VALUES = ['Learner@urn:x:CS101', 'Learner@urn:x:NET2', 'Instructor@urn:x:CS101'];

describe('a pattern tried on released values', () => {
  it('should fit whole values only, and tell what its named parts catch', () => {
    const { fitting, names } = tryPattern('Learner@urn:x:(?P<course>[A-Z0-9]+)', VALUES, false, undefined);
    expect(names).toEqual(['course']);
    expect(fitting.map(({ caught }) => caught[0]?.text)).toEqual(['CS101', 'NET2']);
    expect(tryPattern('Learner', VALUES, false, undefined).fitting).toEqual([]);
    expect(tryPattern('learner', VALUES, true, 'value').fitting).toHaveLength(2);
    expect(tryPattern('urn.*', ['no-scope'], false, 'scope').fitting).toEqual([]);
  });

  it('should say so when it cannot be read, and bear what is meant to be slow', () => {
    expect(tryPattern('(', VALUES, false, undefined).isValid).toBe(false);
    expect(tryPattern('(?=a)', VALUES, false, undefined).isValid).toBe(false);
    expect(tryPattern('(a+)+$', ['a'.repeat(30_000) + 'b'], false, undefined).fitting).toEqual([]);
  });

  it('should find the names of all patterns of a condition', () => {
    const test = (value: string) => ({ attr: 'a', op: 'matches', value });
    expect(
      capturesIn({
        all: [test('(?P<b>x)'), { not: test('(?<a>y)') }, { any: [test('('), test('(?P<b>z)')] }],
      }),
    ).toEqual(['b', 'a']);
  });
});
