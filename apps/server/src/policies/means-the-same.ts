import { type RuleTable, stringifyPolicy, type SuiteCase } from '@virlab/policy';

/** True when two policies differ only in their writing: blanks, comments, order of fields. */
export function meansTheSame(left: RuleTable, right: RuleTable): boolean {
  return stringifyPolicy(left.set) === stringifyPolicy(right.set);
}

/** True when the test cases of two versions are the same. */
export function sameCases(left: readonly SuiteCase[], right: readonly SuiteCase[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
