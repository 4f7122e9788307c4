import { z } from 'zod';
import { defineCondition } from './condition-kind';
import { judgeValues, truthOf } from './judge-values';
import { folded, isOperands, oneOrMore, opField, readOperands, textFields } from './text-condition';

/** `endsWith`: a value ends with this text, or with one of these. */
export const endsWith = defineCondition({
  op: 'endsWith',
  doc: 'true when a value ends with this text, or with one of these',
  schema: z.strictObject({ ...textFields, op: opField('endsWith'), ...oneOrMore }),
  prepare(test) {
    const operands = readOperands(test);
    if (!isOperands(operands)) return operands;
    const wanted = operands.map((value) => folded(value, test.ci));
    return {
      attr: test.attr,
      expected: operands,
      manner: test,
      captures: [],
      costly: false,
      needs: 'value',
      evaluate: (reading) =>
        judgeValues(reading.attribute(test.attr), test, (text) =>
          truthOf(wanted.some((end) => text.endsWith(end))),
        ),
    };
  },
});
