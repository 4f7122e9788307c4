import { type Cond, readRule } from '@virlab/policy';
import { attributeName } from '../attribute-names';
import type { ImportDraft } from '../import-draft';
import { fromPython } from './python-pattern';
import type { Requirement } from './read-mapping';

/** The longest value that a rule can name (libs/policy, MAX_VALUE_LENGTH). */
const MAX_VALUE = 1_024;

/**
 * The condition that a requirement is here. Keystone lets no requirement hold for an attribute that was not released,
 * `not_any_of` neither; so does a test here, also under `not`.
 *
 * @returns undefined when it cannot be kept; why is in the report
 */
export function requirementCondition(
  requirement: Requirement,
  place: string,
  draft: ImportDraft,
): Cond | undefined {
  const attr = attributeName(requirement.type);
  if (attr !== requirement.type)
    draft.note('changed', 'attribute-renamed', place, `${requirement.type} is called ${attr} here`);
  const { anyOneOf, notAnyOf } = requirement;
  const list = anyOneOf ?? notAnyOf;
  if (list === undefined) return { attr, op: 'present' };
  if (list.length === 0) {
    if (notAnyOf !== undefined) return { attr, op: 'present' };
    draft.note('lost', 'never-matches', place, 'any_one_of is empty, so the rule never matches');
    return undefined;
  }
  const wanted = requirement.regex
    ? patternsCondition(attr, list, place, draft)
    : valuesCondition(attr, list, place, draft);
  return wanted === undefined || notAnyOf === undefined ? wanted : { not: wanted };
}

function valuesCondition(
  attr: string,
  list: readonly string[],
  place: string,
  draft: ImportDraft,
): Cond | undefined {
  // Keystone looks for whole values between semicolons, so a text with one is never found.
  const split = list.filter((value) => value.includes(';'));
  for (const value of split)
    draft.note('changed', 'values-not-split', place, `"${value}" never fits there, since values end at ;`);
  const values = list.filter((value) => value !== '' && value.length <= MAX_VALUE);
  if (values.length < list.length)
    draft.note(
      'changed',
      'over-limit',
      place,
      `empty values, and those of more than ${MAX_VALUE} characters, were left out`,
    );
  if (values.length === 0) {
    draft.note('lost', 'never-matches', place, 'no value is left to compare with');
    return undefined;
  }
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? { attr, op: 'equals', value: only }
    : { attr, op: 'oneOf', values };
}

function patternsCondition(
  attr: string,
  list: readonly string[],
  place: string,
  draft: ImportDraft,
): Cond | undefined {
  const tests = list.map((pattern) => patternTest(attr, pattern, place, draft));
  const whole = tests.filter((test) => test !== undefined);
  if (whole.length < tests.length) return undefined;
  const [only] = whole;
  return whole.length === 1 && only !== undefined ? only : { any: whole };
}

/** One pattern as a test of the whole value; undefined, and told, when RE2 cannot read it. */
export function patternTest(
  attr: string,
  pattern: string,
  place: string,
  draft: ImportDraft,
  capture?: string,
): Cond | undefined {
  const read = fromPython(pattern);
  const refuse = (why: string) => {
    draft.note('lost', 'regex-unsupported', place, `pattern "${pattern}" cannot be kept: ${why}`);
    return undefined;
  };
  if (!read.ok) return refuse(read.why);
  if (!draft.mayTry()) return refuse('the file has too many patterns');
  const value = capture === undefined ? read.pattern : `(?P<${capture}>${read.pattern})`;
  const test: Cond = { attr, op: 'matches', value };
  const checked = readRule({ id: 'r', name: 'r', when: test, effects: [{ role: 'r' }] });
  const fault = checked.faults.find(({ severity }) => severity === 'error');
  if (fault !== undefined) return refuse(fault.message);
  if (read.isDialect)
    draft.note(
      'changed',
      'regex-dialect',
      place,
      `pattern "${pattern}" has \\b or an inner $, which RE2 reads by ASCII`,
    );
  draft.note(
    'kept',
    'regex-rewritten',
    place,
    `pattern "${pattern}" may stand anywhere in a value, and was written so`,
  );
  return test;
}
