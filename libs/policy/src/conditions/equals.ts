import { z } from 'zod';
import { valueField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { judgeValues, truthOf, truthOfTexts } from './judge-values';
import { folded, opField, textFields } from './text-condition';

/** `equals`: a value is exactly this text. */
export const equals = defineCondition({
  op: 'equals',
  doc: 'true when a value is exactly this text',
  schema: z.strictObject({ ...textFields, op: opField('equals'), value: valueField }),
  prepare(test) {
    const wanted = folded(test.value, test.ci);
    const all = [wanted];
    return {
      attr: test.attr,
      expected: [test.value],
      manner: test,
      captures: [],
      costly: false,
      needs: { oneOf: all },
      evaluate: (reading) =>
        judgeValues(reading.attribute(test.attr), test, (text) => truthOf(text === wanted)),
      truth: (reading) => truthOfTexts(reading.attribute(test.attr), test, all),
    };
  },
});
