import { type Cond, readRule } from '@virlab/policy';
import { attributeName } from '../attribute-names';
import type { ImportDraft } from '../import-draft';
import type { XmlElement } from '../read-xml';
import { fromSchema } from './schema-pattern';

/** What the reading of conditions needs beside them. */
export interface AccessSetting {
  draft: ImportDraft;
  /** Ids of attributes whose values disregard letter case. */
  caseless: ReadonlySet<string>;
}

const NOBODY: Cond = { not: { always: true } };

/**
 * The condition that an element is here, so that it holds exactly where Shibboleth's does: there a test on what was not
 * released is false, and its `NOT` true. So `NOT` is pushed down to the tests, and each becomes "not, or not released".
 * What cannot be kept counts as no, under `NOT` too: nobody gets in by an import that could not be read.
 *
 * @param wish - whether the element has to hold or not to hold
 */
export function accessCondition(element: XmlElement, wish: boolean, setting: AccessSetting): Cond {
  const place = `line ${element.line}`;
  switch (element.local) {
    case 'AND':
    case 'OR':
      return groupCondition(element, wish, setting);
    case 'NOT': {
      const [first, ...rest] = element.children;
      if (first === undefined) return lose(setting, 'malformed', place, 'NOT has nothing inside');
      for (const { line, local } of rest)
        setting.draft.note(
          'lost',
          'no-counterpart',
          `line ${line}`,
          `${local} is ignored: only the first child of NOT counts`,
        );
      return accessCondition(first, !wish, setting);
    }
    case 'Rule':
    case 'RuleRegex':
      return ruleCondition(element, wish, setting);
    default:
      return lose(
        setting,
        'malformed',
        place,
        `${element.local} is not part of an access control; it counts as no`,
      );
  }
}

function groupCondition(element: XmlElement, wish: boolean, setting: AccessSetting): Cond {
  const place = `line ${element.line}`;
  if (element.children.length === 0)
    return lose(setting, 'malformed', place, `${element.local} has nothing inside; it counts as no`);
  const inner = element.children.map((child) => accessCondition(child, wish, setting));
  const [only] = inner;
  if (inner.length === 1 && only !== undefined) return only;
  return (element.local === 'AND') === wish ? { all: inner } : { any: inner };
}

function ruleCondition(element: XmlElement, wish: boolean, setting: AccessSetting): Cond {
  const { draft } = setting;
  const place = `line ${element.line}`;
  const require = element.attributes.get('require') ?? '';
  if (require === '') return lose(setting, 'malformed', place, 'a rule says what it requires');
  if (require === 'valid-user') return wish ? { always: true } : NOBODY;
  if (require === 'user' || require === 'authnContextDeclRef')
    return lose(setting, 'no-counterpart', place, `"${require}" has no counterpart here; it counts as no`);
  const attr = require === 'authnContextClassRef' ? 'authn.context' : attributeName(require);
  if (attr !== require)
    draft.note('changed', 'attribute-renamed', place, `${require} is called ${attr} here`);
  const test =
    element.local === 'Rule' ? valuesTest(element, attr, setting) : patternTest(element, attr, setting);
  if (test === undefined) return NOBODY;
  if (wish) return test;
  if ('op' in test && test.op === 'present') return { attr, op: 'absent' };
  draft.note(
    'kept',
    'not-released-kept',
    place,
    `NOT holds for those of whom ${attr} was not released, and was written so`,
  );
  return { any: [{ attr, op: 'absent' }, { not: test }] };
}

function valuesTest(element: XmlElement, attr: string, { draft, caseless }: AccessSetting): Cond | undefined {
  const place = `line ${element.line}`;
  const text = element.text.trim();
  if (text === '') return { attr, op: 'present' };
  const values = element.attributes.get('list') === 'false' ? [text] : text.split(/\s+/);
  const ci = caseless.has(attr) ? { ci: true } : {};
  const [only] = values;
  const test: Cond =
    values.length === 1 && only !== undefined
      ? { attr, op: 'equals', value: only, ...ci }
      : { attr, op: 'oneOf', values, ...ci };
  const fault = faultOf(test, draft);
  if (fault === undefined) return test;
  draft.note('lost', 'over-limit', place, `${fault}; the rule counts as no`);
  return undefined;
}

function patternTest(element: XmlElement, attr: string, { draft }: AccessSetting): Cond | undefined {
  const place = `line ${element.line}`;
  const pattern = element.text.trim();
  const read = fromSchema(pattern);
  const isCareless = ['false', '0'].includes(element.attributes.get('caseSensitive') ?? '');
  const test: Cond = {
    attr,
    op: 'matches',
    value: read.ok ? read.pattern : '',
    ...(isCareless ? { ci: true } : {}),
  };
  const why = read.ok ? faultOf(test, draft) : read.why;
  if (why !== undefined) {
    draft.note(
      'lost',
      'regex-unsupported',
      place,
      `pattern "${pattern}" cannot be kept: ${why}; the rule counts as no`,
    );
    return undefined;
  }
  if (read.ok && read.isDialect)
    draft.note(
      'changed',
      'regex-dialect',
      place,
      `pattern "${pattern}" has \\d, \\w, \\s, ^ or $, which RE2 reads a little otherwise`,
    );
  return test;
}

function faultOf(test: Cond, draft: ImportDraft): string | undefined {
  if (!draft.mayTry()) return 'the file has too many rules';
  const read = readRule({ id: 'r', name: 'r', when: test, effects: [{ role: 'r' }] });
  return read.faults.find(({ severity }) => severity === 'error')?.message;
}

function lose(
  setting: AccessSetting,
  code: 'malformed' | 'no-counterpart',
  place: string,
  message: string,
): Cond {
  setting.draft.note('lost', code, place, message);
  return NOBODY;
}
