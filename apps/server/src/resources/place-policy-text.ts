import type { ResourceDocument } from './resource-document';

/** The text of a policy that stands inside a resource document, and where its places are in the file. */
export interface PlacedText {
  source: string;
  /** The place in the file of a place in `source`; both 1-based. */
  place(line: number, column: number): { line: number; column: number };
}

/** Takes a nested document out of a file: with its comments, and without the blanks that only say how deep it stands. */
export function placePolicyText(document: ResourceDocument): PlacedText {
  const found = document.textAt(['document']);
  if (!found) throw new Error('the document holds no policy text');
  const { text, line: firstLine, column: firstColumn } = found;
  const blanks = ' '.repeat(firstColumn - 1);
  const [head = '', ...rest] = text.split('\n');
  const isIndented = rest.every((line) => line.trim() === '' || line.startsWith(blanks));
  const source = isIndented ? [head, ...rest.map((line) => line.slice(blanks.length))].join('\n') : text;
  return {
    source: `${source.trimEnd()}\n`,
    place: (line, column) => ({
      line: line + firstLine - 1,
      column: isIndented || line === 1 ? column + blanks.length : column,
    }),
  };
}
