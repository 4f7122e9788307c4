import { z } from 'zod';
import { valuesField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { judgeValues, truthOf, truthOfTexts } from './judge-values';
import { folded, opField, textFields } from './text-condition';

/** `oneOf`: a value is exactly one of these texts. */
export const oneOf = defineCondition({
  op: 'oneOf',
  doc: 'true when a value is exactly one of these texts',
  schema: z.strictObject({ ...textFields, op: opField('oneOf'), values: valuesField }),
  prepare(test) {
    const wanted = new Set(test.values.map((value) => folded(value, test.ci)));
    const texts = [...wanted];
    return {
      attr: test.attr,
      expected: test.values,
      manner: test,
      captures: [],
      costly: false,
      needs: { oneOf: texts },
      evaluate: (reading) =>
        judgeValues(reading.attribute(test.attr), test, (text) => truthOf(wanted.has(text))),
      truth: (reading) => truthOfTexts(reading.attribute(test.attr), test, texts),
    };
  },
});
