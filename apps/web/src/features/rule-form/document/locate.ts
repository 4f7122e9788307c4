import { type CST, isCollection, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { ParsedRule, RulePath } from './parse-rule';

/** Where a value stands: its own text, and what it is written in. */
export interface Place {
  /** Undefined for a field without a value (`when:`). */
  node: Node | undefined;
  /** Offsets of the value's own text, without comments after it. */
  from: number;
  to: number;
  /** Columns between the start of the line and `from`. */
  column: number;
  /** What it stands in; undefined for the rule itself. */
  holder?: Holder;
  /** True when it is written in braces or brackets, or stands in something that is. */
  isFlow: boolean;
  /** True when what it stands in is written so, and therefore everything put here has to be. */
  isInFlow: boolean;
}

/** The field or list item that holds a value. */
export type Holder =
  | { kind: 'field'; pair: Pair; key: string; keyFrom: number; keyColumn: number; colonEnd: number }
  | { kind: 'item'; index: number; markFrom: number; markColumn: number };

/** Finds the value at a path; undefined where the text has nothing there, or not in a way that can be written to. */
export function locate({ text, document }: ParsedRule, path: RulePath): Place | undefined {
  let node: unknown = document.contents;
  let holder: Holder | undefined;
  let isInFlow = false;
  for (const step of path) {
    if (isCollection(node) && node.flow === true) isInFlow = true;
    if (isMap(node) && typeof step === 'string') {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
      const found = pair && fieldHolder(text, pair, step);
      if (!pair || !found) return undefined;
      holder = found;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
      const found = itemHolder(text, node, step, isInFlow);
      if (!found) return undefined;
      holder = found;
      node = node.items[step];
    } else return undefined;
  }
  return placeOf(text, isNode(node) ? node : undefined, holder, isInFlow);
}

function placeOf(text: string, node: Node | undefined, holder: Holder | undefined, isInFlow: boolean): Place {
  const isEmpty = node === undefined || (isScalar(node) && node.source === '' && node.type === 'PLAIN');
  const range = node?.range;
  if (isEmpty || !range) {
    const at = holder === undefined ? 0 : holder.kind === 'field' ? holder.colonEnd : holder.markFrom + 1;
    return {
      node: undefined,
      from: at,
      to: at,
      column: columnAt(text, at),
      isFlow: true,
      isInFlow,
      ...(holder ? { holder } : {}),
    };
  }
  const from = range[0];
  const column = columnAt(text, from);
  const isFlow = isInFlow || !isCollection(node) || node.flow === true;
  const to = isFlow && !isBlockText(node) ? range[1] : trimmedEnd(text, from, range[2], column);
  return { node, from, to, column, isFlow, isInFlow, ...(holder ? { holder } : {}) };
}

function isBlockText(node: Node): boolean {
  return isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');
}

/** End of a block's text without empty lines and without comments that stand further left than the block itself. */
function trimmedEnd(text: string, from: number, end: number, column: number): number {
  let to = end;
  for (;;) {
    const kept = text.slice(from, to).trimEnd();
    const lineStart = kept.lastIndexOf('\n') + 1;
    const line = kept.slice(lineStart);
    to = from + kept.length;
    const isComment = lineStart > 0 && /^\s*#/.test(line);
    if (!isComment || /^\s*/.exec(line)?.[0].length === column || line.search(/#/) > column) return to;
    to = from + lineStart;
  }
}

/** Columns from the start of its line to an offset. */
export function columnAt(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function fieldHolder(text: string, pair: Pair, key: string): Holder | undefined {
  const token = pair.srcToken as CST.CollectionItem | undefined;
  const colon = token?.sep?.find(({ type }) => type === 'map-value-ind');
  const keyFrom = isNode(pair.key) ? pair.key.range?.[0] : undefined;
  const isExplicit = token?.start.some(({ type }) => type === 'explicit-key-ind') ?? false;
  if (!colon || keyFrom === undefined || isExplicit) return undefined;
  return {
    kind: 'field',
    pair,
    key,
    keyFrom,
    keyColumn: columnAt(text, keyFrom),
    colonEnd: colon.offset + 1,
  };
}

function itemHolder(text: string, seq: Node, index: number, isInFlow: boolean): Holder | undefined {
  if (!isSeq(seq)) return undefined;
  if (isInFlow || seq.flow === true) {
    const item = seq.items[index];
    const from = isNode(item) ? item.range?.[0] : undefined;
    return from === undefined
      ? undefined
      : { kind: 'item', index, markFrom: from, markColumn: columnAt(text, from) };
  }
  const token = seq.srcToken;
  const items = token?.type === 'block-seq' ? token.items : [];
  const marked = items.filter(({ start }) => start.some(({ type }) => type === 'seq-item-ind'));
  const mark = marked[index]?.start.find(({ type }) => type === 'seq-item-ind');
  if (mark === undefined) return undefined;
  return { kind: 'item', index, markFrom: mark.offset, markColumn: columnAt(text, mark.offset) };
}
