import { isMap, isPair, isScalar, isSeq, type Node, parseDocument, visit } from 'yaml';

/** Where somebody types in a rule. */
export interface CursorPlace {
  /** Keys and indexes to the place: of the group of fields for a field, of the value for a value. */
  path: (string | number)[];
  /** A field is begun, a value, or something that can become either. */
  kind: 'field' | 'value' | 'either';
  /** Offset at which the word begins that is being typed. */
  from: number;
  to: number;
  /** True inside braces or brackets. */
  isFlow: boolean;
  /** What is written so far, without the word at the cursor. */
  data: unknown;
}

const MARK = 'zqcursorqz';
const WORD = /[^\s,[\]{}'"#]*$/;

/** Finds the place of a cursor in the text of a rule, however unfinished it is; undefined where nothing can be said. */
export function cursorPlace(text: string, offset: number): CursorPlace | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const word = WORD.exec(before)?.[0] ?? '';
  const from = offset - word.length;
  const rest = /^[^\s,[\]{}'"#:]*/.exec(text.slice(offset))?.[0] ?? '';
  const to = offset + rest.length;
  const isAlone = /^\s*(- +)*$/.test(text.slice(lineStart, from)) && /^\s*(\n|$)/.test(text.slice(to));
  // What stands alone on a line can only become a field, and is none without its colon.
  const marked = text.slice(0, from) + MARK + (isAlone ? ':' : '') + text.slice(to);
  try {
    return placeOf(marked, from, to);
  } catch {
    return undefined;
  }
}

function placeOf(marked: string, from: number, to: number): CursorPlace | undefined {
  const document = parseDocument(marked, { stringKeys: true, schema: 'core', logLevel: 'error' });
  let found: Omit<CursorPlace, 'from' | 'to' | 'data'> | undefined;
  visit(document, {
    Scalar(key, node, ancestors) {
      if (typeof node.value !== 'string' || !node.value.includes(MARK)) return undefined;
      const path = pathTo(node, ancestors as readonly unknown[]);
      const isFlow = (ancestors as readonly unknown[]).some(
        (one) => (isMap(one) || isSeq(one)) && one.flow === true,
      );
      if (key === 'key') found = { path: path.slice(0, -1), kind: 'field', isFlow };
      else found = { path, kind: node.value === MARK ? 'either' : 'value', isFlow };
      return visit.BREAK;
    },
  });
  if (!found) return undefined;
  return { ...found, from, to, data: withoutMark(document.toJS({ maxAliasCount: 0 })) };
}

function pathTo(node: Node, ancestors: readonly unknown[]): (string | number)[] {
  const path: (string | number)[] = [];
  for (const [index, ancestor] of ancestors.entries()) {
    const child = ancestors[index + 1] ?? node;
    if (isSeq(ancestor)) path.push(ancestor.items.indexOf(child));
    else if (isPair(ancestor)) path.push(isScalar(ancestor.key) ? String(ancestor.key.value) : '');
  }
  return path;
}

function withoutMark(value: unknown): unknown {
  if (typeof value === 'string') return value.includes(MARK) ? '' : value;
  if (Array.isArray(value)) return value.map(withoutMark);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key.includes(MARK) ? [] : [[key, withoutMark(inner)]])),
  );
}
