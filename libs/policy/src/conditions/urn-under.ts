import { z } from 'zod';
import { attrField, ciField, quantifierField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { judgeValues, truthOf } from './judge-values';
import { isOperands, oneOrMore, opField, readOperands } from './text-condition';

/**
 * `urnUnder`: a value is this URN or lies under it, compared segment by segment, so that `urn:mace:a` does not take
 * in `urn:mace:ab`. The scheme and the namespace of a URN disregard letter case (RFC 8141, section 3.1); an `http(s)`
 * URL is cut at its slashes and its scheme and host disregard letter case.
 */
export const urnUnder = defineCondition({
  op: 'urnUnder',
  doc: 'true when a value is this URN (or URL), or lies under it segment by segment',
  schema: z.strictObject({
    attr: attrField,
    op: opField('urnUnder'),
    ...oneOrMore,
    ci: ciField.optional(),
    quantifier: quantifierField.optional(),
  }),
  prepare(test) {
    const operands = readOperands(test);
    if (!isOperands(operands)) return operands;
    const roots = operands.map((operand) => segments(operand.replace(/[:/]+$/, ''), test.ci === true));
    const manner = { quantifier: test.quantifier };
    return {
      attr: test.attr,
      expected: operands,
      manner: { ...manner, ci: test.ci },
      captures: [],
      costly: false,
      needs: 'value',
      evaluate: (reading) =>
        judgeValues(reading.attribute(test.attr), manner, (text) => {
          const found = segments(text, test.ci === true);
          return truthOf(roots.some((root) => root.every((segment, i) => segment === found[i])));
        }),
    };
  },
});

function segments(text: string, ci: boolean): string[] {
  const isUrl = /^https?:\/\//i.test(text);
  const parts = text.split(isUrl ? '/' : ':');
  // Scheme and namespace of a URN are its first two segments; scheme and host of a URL its first three.
  const careless = isUrl ? 3 : 2;
  return parts.map((part, index) => (ci || index < careless ? part.toLowerCase() : part));
}
