import type { Edit } from './edit-rule';
import { cut, entryOf, lineEnd, markOf, siblingsOf } from './entry';
import { locate } from './locate';
import type { ParsedRule, RulePath } from './parse-rule';
import { addField, replaceAt } from './splice-value';
import { type Template, writeTemplate } from './template';

/** Writes one change into the text around it; undefined where it cannot be written without writing more anew. */
export function splice(rule: ParsedRule, edit: Edit): string | undefined {
  switch (edit.do) {
    case 'put':
      return locate(rule, edit.path)
        ? replaceAt(rule, edit.path, edit.value)
        : addField(rule, edit.path, edit.value);
    case 'remove':
      return removeAt(rule, edit.path);
    case 'insert':
      return insertAt(rule, edit.path, edit.index, edit.value);
    case 'swap':
      return swapAt(rule, edit.path, edit.index);
  }
}

function removeAt(rule: ParsedRule, path: RulePath): string | undefined {
  const { text } = rule;
  const place = locate(rule, path);
  const holder = place?.holder;
  const list = locate(rule, path.slice(0, -1));
  if (!place || !holder || !list?.node) return undefined;
  const siblings = siblingsOf(rule, path.slice(0, -1), list);
  const at = siblings.findIndex(({ holder: other }) => other && markOf(other) === markOf(holder));
  if (siblings.length === 1) {
    // What is left has no block form.
    const empty = holder.kind === 'item' ? '[]' : '{}';
    return list.holder?.kind === 'field' && !list.isFlow
      ? cut(text, list.holder.colonEnd, lineEnd(text, list.to), ` ${empty}`)
      : cut(text, list.from, list.to, empty);
  }
  const previous = siblings[at - 1];
  const next = siblings[at + 1];
  if (list.isFlow) {
    if (previous) return cut(text, previous.to, place.to, '');
    return next?.holder && cut(text, markOf(holder), markOf(next.holder), '');
  }
  const entry = entryOf(rule, place);
  if (!entry) return undefined;
  if (entry.isOwnLine) {
    const start = text.lastIndexOf('\n', entry.from - 1) + 1;
    const end = text.indexOf('\n', entry.to);
    return end < 0 ? cut(text, Math.max(0, start - 1), text.length, '\n') : cut(text, start, end + 1, '');
  }
  return next?.holder && cut(text, entry.from, markOf(next.holder), '');
}

function insertAt(rule: ParsedRule, path: RulePath, index: number, value: Template): string | undefined {
  const { text } = rule;
  const list = locate(rule, path);
  if (!list?.node) return undefined;
  const siblings = siblingsOf(rule, path, list);
  if (siblings.length === 0) return replaceAt(rule, path, [value]);
  const previous = siblings[index - 1];
  const next = siblings[index];
  if (list.isFlow) {
    const written = writeTemplate(value, 0, true, rule);
    if (!written) return undefined;
    if (previous) return cut(text, previous.to, previous.to, `, ${written.text}`);
    return next && cut(text, next.from, next.from, `${written.text}, `);
  }
  const written = writeTemplate(value, list.column + 2, false, rule);
  if (!written) return undefined;
  const pad = ' '.repeat(list.column);
  if (previous) {
    const end = lineEnd(text, previous.to);
    return cut(text, end, end, `\n${pad}- ${written.text}`);
  }
  const entry = next && entryOf(rule, next);
  return entry && cut(text, entry.from, entry.from, `- ${written.text}\n${pad}`);
}

function swapAt(rule: ParsedRule, path: RulePath, index: number): string | undefined {
  const { text } = rule;
  const list = locate(rule, path);
  const one = locate(rule, [...path, index]);
  const other = locate(rule, [...path, index + 1]);
  if (!list || !one || !other) return undefined;
  const first = list.isFlow ? one : entryOf(rule, one);
  const second = list.isFlow ? other : entryOf(rule, other);
  if (!first || !second) return undefined;
  const part = ({ from, to }: { from: number; to: number }) => text.slice(from, to);
  const between = text.slice(first.to, second.from);
  return cut(text, first.from, second.to, part(second) + between + part(first));
}
