import type { RuleTable, SuiteCase } from '@virlab/policy';

/** Writing 500 rules takes some time, and a table never changes. */
const written = new WeakMap<RuleTable, string>();

/** True when two policies differ only in their writing: blanks, comments, order of fields. */
export function meansTheSame(left: RuleTable, right: RuleTable): boolean {
  return textOf(left) === textOf(right);
}

function textOf(table: RuleTable): string {
  const text = written.get(table) ?? JSON.stringify(table.set, fieldsInOrder);
  written.set(table, text);
  return text;
}

function fieldsInOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** True when the test cases of two versions are the same. */
export function sameCases(left: readonly SuiteCase[], right: readonly SuiteCase[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
