import { describe, expect, it } from 'vitest';
import { suggestAt } from './suggest-at';

const names = (wanted: string, attr: string | undefined) => [
  { value: `${wanted} of ${attr ?? 'none'}`, title: 'T', detail: '3' },
];
const at = (marked: string) => {
  const found = suggestAt(marked.replace('|', ''), marked.indexOf('|'), names);
  return {
    from: found?.from,
    labels: found?.options.map(({ label }) => label) ?? [],
    options: found?.options ?? [],
  };
};

describe('what the editor suggests', () => {
  it('should offer the fields of a rule, of a condition and of an effect', () => {
    expect(at('id: a\n|').labels).toEqual(expect.arrayContaining(['name', 'when', 'effects']));
    expect(at('id: a\nna|').from).toBe(6);
    expect(at('when:\n  all:\n    - |').labels).toEqual(
      expect.arrayContaining(['all', 'any', 'not', 'attr']),
    );
    expect(at('when:\n  all:\n    - { attr: a, op: numGte, | }').labels).toContain('extract');
    expect(at('when:\n  all:\n    - attr: a\n      op: equals\n      |\neffects: []\n').labels).toContain(
      'ci',
    );
    expect(at('effects:\n  - |').labels).toEqual(expect.arrayContaining(['pool', 'deny']));
  });

  it('should offer words and names for values', () => {
    expect(at('when: { attr: a, op: | }').labels).toContain('matches');
    expect(at('when: { attr: a, op: eq| }').from).toBe('when: { attr: a, op: '.length);
    expect(at('when: { attr: | }').labels).toEqual(['attribute of none']);
    expect(at('when: { attr: b, op: equals, value: | }').labels).toContain('attribute-value of b');
    expect(at('effects:\n  - class: { ref: | }\n').labels).toEqual(['class of none']);
  });

  it('should write what would be read as something else in quotes', () => {
    const quoted = suggestAt('when: { attr: b, op: equals, value:  }', 36, () => [
      { value: '2' },
      { value: 'a, b' },
      { value: 'a' },
    ]);
    expect(quoted?.options.slice(-3).map(({ apply }) => apply)).toEqual(['"2"', '"a, b"', undefined]);
  });

  it('should keep silent where it knows nothing, and survive anything', () => {
    for (const text of ['', '|', '[', '{', '- - -', ': : :', '"', '&a *a', '\t\t', '['.repeat(3000)])
      for (let offset = 0; offset <= Math.min(text.length, 20); offset++)
        expect(() => suggestAt(text, offset, names)).not.toThrow();
    expect(at('name: CS101 |').labels).toEqual([]);
  });
});
