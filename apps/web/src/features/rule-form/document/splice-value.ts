import { isMap, isScalar } from 'yaml';
import { cut, lineEnd } from './entry';
import { locate } from './locate';
import type { ParsedRule, RulePath } from './parse-rule';
import { type Template, writeTemplate } from './template';

/** Writes a value over the one at a path. */
export function replaceAt(rule: ParsedRule, path: RulePath, value: Template): string | undefined {
  const { text } = rule;
  const place = locate(rule, path);
  if (!place) return undefined;
  const { holder } = place;
  if (holder?.kind === 'field' && !place.isInFlow) {
    const column = holder.keyColumn + 2;
    const written = writeTemplate(value, place.isFlow ? column : place.column, false, rule);
    if (!written) return undefined;
    const before = text.slice(holder.colonEnd, place.from);
    const comment = /#.*/.exec(before)?.[0];
    if (written.isBlock && place.isFlow && !comment)
      return cut(text, holder.colonEnd, place.to, `\n${' '.repeat(column)}${written.text}`);
    if (!written.isBlock && !place.isFlow) {
      const own = writeTemplate(value, holder.keyColumn + 2, false, rule);
      return own && cut(text, holder.colonEnd, place.to, ` ${own.text}${comment ? ` ${comment}` : ''}`);
    }
    const gap = place.node ? '' : written.isBlock ? `\n${' '.repeat(column)}` : ' ';
    return cut(text, place.from, place.to, gap + written.text);
  }
  const written = writeTemplate(value, place.node ? place.column : place.column + 1, place.isInFlow, rule);
  return written && cut(text, place.from, place.to, (place.node ? '' : ' ') + written.text);
}

/** Order of the fields of a rule, for where a new one is put. */
const HEAD = [
  'id',
  'name',
  'description',
  'enabled',
  'priority',
  'idps',
  'validFrom',
  'validUntil',
  'owner',
  'note',
  'when',
  'effects',
];

/** Writes a field that is not there yet. */
export function addField(rule: ParsedRule, path: RulePath, value: Template): string | undefined {
  const { text } = rule;
  const key = path.at(-1);
  const place = locate(rule, path.slice(0, -1));
  if (!place?.node || typeof key !== 'string' || !isMap(place.node)) return undefined;
  const keys = place.node.items.map((pair) => (isScalar(pair.key) ? String(pair.key.value) : ''));
  const order = path.length === 1 ? HEAD.indexOf(key) : -1;
  const after =
    order < 0 ? keys.at(-1) : keys.findLast((other) => HEAD.indexOf(other) < order && HEAD.includes(other));
  if (place.isFlow) {
    const written = writeTemplate(value, 0, true, rule);
    const last =
      keys.at(-1) === undefined ? undefined : locate(rule, [...path.slice(0, -1), keys.at(-1) ?? '']);
    if (!written) return undefined;
    if (!last) return cut(text, place.from, place.to, `{ ${key}: ${written.text} }`);
    return cut(text, last.to, last.to, `, ${key}: ${written.text}`);
  }
  const pad = ' '.repeat(place.column);
  const written = writeTemplate(value, place.column + 2, false, rule);
  if (!written) return undefined;
  const field = `${key}:${written.isBlock ? `\n${pad}  ` : ' '}${written.text}`;
  if (after === undefined) return cut(text, place.from, place.from, `${field}\n${pad}`);
  const previous = locate(rule, [...path.slice(0, -1), after]);
  if (!previous) return undefined;
  const end = lineEnd(text, previous.to);
  return cut(text, end, end, `\n${pad}${field}`);
}
