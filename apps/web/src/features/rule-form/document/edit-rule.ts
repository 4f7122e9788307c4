import { dataAt, parseRule, type ParsedRule, type RuleData, type RulePath } from './parse-rule';
import { splice } from './splice';
import { type Template, templateData } from './template';

/** One change of a rule. */
export type Edit =
  /** Writes a value, in the place of what is there or as a new field. */
  | { do: 'put'; path: RulePath; value: Template }
  /** Takes away a field or a list item. */
  | { do: 'remove'; path: RulePath }
  /** Puts an item into the list at `path`, before the one at `index`. */
  | { do: 'insert'; path: RulePath; index: number; value: Template }
  /** Lets the items at `index` and after it change places. */
  | { do: 'swap'; path: RulePath; index: number };

/**
 * Makes changes in the text of a rule, one after the other. Only what changes is written anew: comments, order and
 * line breaks of all the rest stay as they are. A text that is no readable rule comes back as it is.
 */
export function editRule(text: string, edits: readonly Edit[]): string {
  return edits.reduce((sofar, edit) => editOnce(sofar, edit).text, text);
}

/** As {@link editRule} for one change; `exact` is false when the whole text had to be written anew. */
export function editOnce(text: string, edit: Edit): { text: string; exact: boolean } {
  const parsed = parseRule(text);
  if (!parsed.ok) return { text, exact: true };
  const { rule } = parsed;
  const wanted = editData(rule.data, edit);
  const spliced = splice(rule, edit);
  if (spliced !== undefined) {
    const again = parseRule(spliced);
    // The text is written by rules of thumb and believed only when it says what was wanted.
    if (again.ok && isSame(again.rule.data, wanted)) return { text: spliced, exact: true };
  }
  return { text: rewrite(rule, wanted), exact: false };
}

/** The change in plain data. */
export function editData(data: RuleData, edit: Edit): RuleData {
  const copy = structuredClone(data);
  if (edit.do === 'put' || edit.do === 'remove') {
    const last = edit.path.at(-1);
    const holder = dataAt(copy, edit.path.slice(0, -1));
    if (last === undefined || typeof holder !== 'object' || holder === null) return copy;
    if (edit.do === 'put') Object.assign(holder, { [last]: templateData(edit.value, data) });
    else if (Array.isArray(holder) && typeof last === 'number') holder.splice(last, 1);
    else Reflect.deleteProperty(holder, last);
    return copy;
  }
  const list = dataAt(copy, edit.path);
  if (!Array.isArray(list)) return copy;
  if (edit.do === 'insert') list.splice(edit.index, 0, templateData(edit.value, data));
  else if (edit.index >= 0 && edit.index + 1 < list.length)
    list.splice(edit.index, 2, list[edit.index + 1], list[edit.index]);
  return copy;
}

/** Writes the smallest part that differs anew, through the document: comments stay, line breaks may not. */
function rewrite({ text, data }: ParsedRule, wanted: RuleData): string {
  const again = parseRule(text);
  if (!again.ok) return text;
  const { document } = again.rule;
  const path = differsAt(data, wanted);
  const value = dataAt(wanted, path);
  if (path.length === 0) document.contents = document.createNode(wanted) as never;
  else if (value === undefined) document.deleteIn(path);
  else document.setIn(path, document.createNode(value));
  const written = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  const read = parseRule(written);
  if (read.ok && isSame(read.rule.data, wanted)) return written;
  document.contents = document.createNode(wanted) as never;
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function differsAt(one: unknown, other: unknown): RulePath {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return [];
  if (Array.isArray(one) !== Array.isArray(other)) return [];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const step = (key: string) => (Array.isArray(one) ? Number(key) : key);
  const different = keys.filter((key) => !isSame(dataAt(one, [key]), dataAt(other, [key])));
  const [only] = different;
  if (only === undefined || different.length > 1) return [];
  if (!Object.hasOwn(one, only) || !Object.hasOwn(other, only)) return Array.isArray(one) ? [] : [only];
  return [step(only), ...differsAt(dataAt(one, [only]), dataAt(other, [only]))];
}

/** True for plain data of equal content; the order of fields does not count. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(dataAt(one, [key]), dataAt(other, [key])))
  );
}
