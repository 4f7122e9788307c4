import { isMap, isScalar } from 'yaml';
import { locate, type Place } from './locate';
import type { ParsedRule, RulePath } from './parse-rule';

/** The text with what stands between two offsets replaced. */
export const cut = (text: string, from: number, to: number, by: string): string =>
  text.slice(0, from) + by + text.slice(to);

/** End of the line on which something ends, with a comment that stands behind it. */
export function lineEnd(text: string, offset: number): number {
  const rest = /^[ \t]*(#[^\n]*)?(?=\r?\n|$)/.exec(text.slice(offset));
  return offset + (rest?.[0].trimEnd().length ?? 0);
}

/** Where a field or list item begins and ends, with the comments right above it and behind it. */
export function entryOf(
  { text }: ParsedRule,
  { holder, to }: Place,
): { from: number; to: number; isOwnLine: boolean } | undefined {
  if (!holder) return undefined;
  const mark = holder.kind === 'field' ? holder.keyFrom : holder.markFrom;
  let from = text.lastIndexOf('\n', mark - 1) + 1;
  const isOwnLine = text.slice(from, mark).trim() === '';
  if (!isOwnLine) return { from: mark, to: lineEnd(text, to), isOwnLine };
  const column = mark - from;
  while (from > 0) {
    const above = text.lastIndexOf('\n', from - 2) + 1;
    const line = text.slice(above, from - 1);
    if (line.search(/\S/) !== column || line[column] !== '#') break;
    from = above;
  }
  return { from: from + column, to: lineEnd(text, to), isOwnLine };
}

/** Where a field's name, or the mark of a list item, begins. */
export function markOf(holder: NonNullable<Place['holder']>): number {
  return holder.kind === 'field' ? holder.keyFrom : holder.markFrom;
}

/** The places of all fields or items of what stands at a path. */
export function siblingsOf(rule: ParsedRule, path: RulePath, { node }: Place): Place[] {
  if (!node || !('items' in node)) return [];
  const steps = isMap(node)
    ? node.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''))
    : (node.items as unknown[]).map((_, index) => index);
  return steps.flatMap((step) => locate(rule, [...path, step]) ?? []);
}
