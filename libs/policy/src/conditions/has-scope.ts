import { z } from 'zod';
import { attrField, quantifierField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { judgeValues, truthOf, truthOfTexts } from './judge-values';
import { isOperands, oneOrMore, opField, readOperands } from './text-condition';

/**
 * `hasScope`: a value has this scope, exactly; a scope is a domain, so letter case never counts. A value without a
 * scope is neither true nor false.
 */
export const hasScope = defineCondition({
  op: 'hasScope',
  doc: 'true when a value has exactly this scope (the part after the first @), or one of these',
  schema: z.strictObject({
    attr: attrField,
    op: opField('hasScope'),
    ...oneOrMore,
    quantifier: quantifierField.optional(),
  }),
  prepare(test) {
    const operands = readOperands(test);
    if (!isOperands(operands)) return operands;
    const wanted = new Set(operands.map((scope) => scope.toLowerCase()));
    const manner = { part: 'scope', ci: true, quantifier: test.quantifier } as const;
    const texts = [...wanted];
    return {
      attr: test.attr,
      expected: operands,
      manner,
      captures: [],
      costly: false,
      needs: { oneOf: texts },
      evaluate: (reading) =>
        judgeValues(reading.attribute(test.attr), manner, (scope) => truthOf(wanted.has(scope))),
      truth: (reading) => truthOfTexts(reading.attribute(test.attr), manner, texts),
    };
  },
});
