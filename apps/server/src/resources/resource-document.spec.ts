import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placePolicyText } from './place-policy-text';
import { readResource } from './read-resource';
import { readDocuments } from './resource-document';

/** Pieces that YAML gives a meaning to, so that random texts get somewhere. */
const pieces = [
  'kind: Class\n',
  'name: a\n',
  '---\n',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '!!x ',
  '|\n',
  '"',
  ': ',
  '\t',
  '  ',
  '#',
  '<<: *a\n',
  '\u0000',
  '💥',
];

describe('reading resource files', () => {
  it('should never throw, whatever the text, and place every fault inside it', () => {
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const { documents, faults } = readDocuments('f.yaml', given);
        const ofShape = documents.flatMap((document) => {
          const read = readResource(document);
          return 'faults' in read ? read.faults : [];
        });
        for (const { line, column } of [...faults, ...ofShape]) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(given.split('\n').length + 1);
          expect(column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('should refuse a bomb of aliases', () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0
        ? 'l0: &l0 [x, x, x, x, x, x, x, x, x]'
        : `l${level}: &l${level} [${Array(9)
            .fill(`*l${level - 1}`)
            .join(', ')}]`,
    );
    const { documents, faults } = readDocuments('bomb.yaml', levels.join('\n'));
    expect(documents).toEqual([]);
    expect(faults).toEqual([
      expect.objectContaining({ message: expect.stringContaining('alias') as string }),
    ]);
  });

  it('should leave out documents that hold nothing', () => {
    const { documents, faults } = readDocuments('f.yaml', '# only words\n---\n---\nkind: Class\n---\n');
    expect(documents.map(({ value }) => value)).toEqual([{ kind: 'Class' }]);
    expect(faults).toEqual([]);
  });

  it('should point at a missing value’s key, and at the nearest parent of what is not there', () => {
    const [document] = readDocuments('f.yaml', 'kind: Class\nname:\nnested:\n  a: 1\n').documents;
    expect(document?.fault(['name'], '')).toMatchObject({ line: 2, column: 1 });
    expect(document?.fault(['nested', 'b', 'c'], '')).toMatchObject({ line: 4, column: 3 });
    expect(document?.fault(['nested', 'a'], '')).toMatchObject({ line: 4, column: 6 });
  });
});

describe('a policy inside a resource document', () => {
  const placed = (text: string) => {
    const [document] = readDocuments('f.yaml', text).documents;
    if (!document) throw new Error('no document');
    return placePolicyText(document);
  };

  it('should be taken out with its comments and without its indentation', () => {
    const { source, place } = placed(
      'kind: Policy\ndocument:\n    # first\n    version: 1 # one\n\n    rules:\n      - id: a\n',
    );
    expect(source).toBe('version: 1 # one\n\nrules:\n  - id: a\n');
    expect(place(1, 1)).toEqual({ line: 4, column: 5 });
    expect(place(4, 5)).toEqual({ line: 7, column: 9 });
  });

  it('should keep its places when it stands on one line', () => {
    const { source, place } = placed('{"kind":"Policy","document":{"version":1,\n"rules":[]}}');
    expect(source).toBe('{"version":1,\n"rules":[]}\n');
    expect(place(1, 2)).toEqual({ line: 1, column: 30 });
    expect(place(2, 3)).toEqual({ line: 2, column: 3 });
  });
});
