import { attrField, partField, patternField, quantifierField } from '../language/fields';
import { compilePattern } from './compile-pattern';
import type { AttributeValues } from './attribute-values';
import type { Manner, OperandFault, Reading, Verdict } from './condition-kind';
import { and, or, type Truth } from './truth';

const NUMBER = /^\s*[+-]?\d{1,15}(\.\d{1,15})?\s*$/;

/** Fields of every test that reads a number out of the values. */
export const numberFields = {
  attr: attrField,
  extract: patternField.optional(),
  part: partField.optional(),
  quantifier: quantifierField.optional(),
};

/** A test on numbers as its author wrote it. */
export interface NumberTest extends Manner {
  attr: string;
  extract?: string;
}

/** What the number kinds share: the compiled `extract` and the walk over the values. */
export function prepareNumbers(
  test: NumberTest,
  expected: readonly number[],
  question: (number: number) => boolean,
) {
  const extract = test.extract === undefined ? undefined : compilePattern(test.extract, false, ['extract']);
  if (extract !== undefined && 'code' in extract) return [extract];
  if (extract !== undefined && extract.groupCount() !== 1) return [groupFault(extract.groupCount())];
  const chosen = (text: string): string | undefined => {
    if (extract === undefined) return text;
    const matcher = extract.matcher(text);
    return matcher.matches() ? (matcher.group(1) ?? undefined) : undefined;
  };
  return {
    attr: test.attr,
    expected: expected.map(String),
    manner: { part: test.part, quantifier: test.quantifier },
    captures: [],
    costly: extract !== undefined,
    needs: 'value' as const,
    evaluate: (reading: Reading) => judge(reading.attribute(test.attr), test, chosen, question),
  };
}

/**
 * With `extract`, values that do not fit it are not the test's business and are passed over; a value that should be a
 * number and is none is neither true nor false.
 */
function judge(
  attribute: AttributeValues,
  test: NumberTest,
  chosen: (text: string) => string | undefined,
  question: (number: number) => boolean,
): Verdict {
  const { values } = attribute;
  if (values.length === 0) return { result: 'missing', seen: values, matched: [] };
  const texts = attribute.read(test.part ?? 'whole', false);
  const join = test.quantifier === 'every' ? and : or;
  const matched: string[] = [];
  let result: Truth | undefined;
  for (let index = 0; index < values.length; index += 1) {
    const [value, text] = [values[index], texts[index]];
    const found = text === undefined ? undefined : chosen(text);
    if (found === undefined && test.extract !== undefined) continue;
    const truth = truthOf(found, question);
    if (truth === 'true' && value !== undefined) matched.push(value);
    result = result === undefined ? truth : join(result, truth);
  }
  return { result: result ?? 'missing', seen: values, matched };
}

function truthOf(found: string | undefined, question: (number: number) => boolean): Truth {
  if (found === undefined || !NUMBER.test(found)) return 'missing';
  return question(Number(found)) ? 'true' : 'false';
}

function groupFault(found: number): OperandFault {
  return {
    code: 'regex-group',
    at: ['extract'],
    message: `extract has ${found} groups, expected exactly one around the number`,
    help: 'write it as in 4700-(\\d+), and make other groups non-capturing with (?:…)',
  };
}
