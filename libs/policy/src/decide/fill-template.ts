import { compareText } from '../compile/compare-text';
import type { TemplatePart } from '../compile/rule-table';
import { REF_PATTERN } from '../language/fields';
import { MAX_TEMPLATE_REFS, MAX_TEMPLATE_TRIES } from '../language/limits';
import type { DecidingValue } from './decision';
import type { SourcedRow } from './used-values';

/** A caught text that may stand in a reference: no separator of a path, no brace, no blank. */
const SAFE_CAPTURE = /^[A-Za-z0-9._~-]{1,128}$/;

/** References that a template leads to, each with the values it was made from. */
export interface FilledTemplate {
  refs: Map<string, DecidingValue[]>;
  /** Some combination led to no valid reference. */
  hasInvalid: boolean;
  /** No combination gave all captures. */
  isEmpty: boolean;
  /** There were more combinations than one person may get from one rule. */
  isOver: boolean;
}

type Bound = { groups: ReadonlyMap<string, string>; from: readonly DecidingValue[] };

/**
 * Fills a template from the matches of a rule. Captures of one match stay together; captures of different tests are
 * combined when they agree on the names that both have.
 */
export function fillTemplate(parts: readonly TemplatePart[], rows: readonly SourcedRow[]): FilledTemplate {
  const filled: FilledTemplate = { refs: new Map(), hasInvalid: false, isEmpty: true, isOver: false };
  const names = [...new Set(parts.flatMap((part) => ('capture' in part ? [part.capture] : [])))];
  // Sorted, so that a limit reached cuts off the same ones whatever order the values came in.
  const sorted = rows.toSorted((a, b) => compareText(a.value, b.value) || compareText(a.attr, b.attr));
  let tries = 0;
  const bind = (bound: Bound): void => {
    if (filled.isOver) return;
    const open = names.find((name) => !bound.groups.has(name));
    if (open === undefined) {
      take(filled, parts, bound);
      return;
    }
    for (const row of sorted) {
      if (!row.groups.has(open)) continue;
      if (++tries > MAX_TEMPLATE_TRIES) filled.isOver = true;
      if (filled.isOver) return;
      const joined = join(bound, row);
      if (joined !== undefined) bind(joined);
    }
  };
  bind({ groups: new Map(), from: [] });
  return filled;
}

function join(bound: Bound, row: SourcedRow): Bound | undefined {
  for (const [name, text] of row.groups) {
    const known = bound.groups.get(name);
    if (known !== undefined && known !== text) return undefined;
  }
  return {
    groups: new Map([...bound.groups, ...row.groups]),
    from: [...bound.from, { attr: row.attr, value: row.value }],
  };
}

function take(filled: FilledTemplate, parts: readonly TemplatePart[], { groups, from }: Bound): void {
  filled.isEmpty = false;
  const texts = parts.map((part) =>
    'text' in part ? part.text : fold(groups.get(part.capture) ?? '', part.fold),
  );
  const areSafe = parts.every((part, index) => 'text' in part || SAFE_CAPTURE.test(texts[index] ?? ''));
  const ref = texts.join('');
  if (!areSafe || !REF_PATTERN.test(ref)) filled.hasInvalid = true;
  else if (filled.refs.has(ref)) return;
  else if (filled.refs.size >= MAX_TEMPLATE_REFS) filled.isOver = true;
  else filled.refs.set(ref, [...from]);
}

function fold(text: string, how: 'lower' | 'upper' | undefined): string {
  if (how === 'lower') return text.toLowerCase();
  return how === 'upper' ? text.toUpperCase() : text;
}
