import { z } from 'zod';
import { attrField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { opField } from './text-condition';

/** `present`: the attribute was released, with whatever value. Never `missing`. */
export const present = defineCondition({
  op: 'present',
  doc: 'true when the attribute was released, with whatever value',
  schema: z.strictObject({ attr: attrField, op: opField('present') }),
  prepare: (test) => ({
    attr: test.attr,
    expected: [],
    manner: {},
    captures: [],
    costly: false,
    needs: 'value',
    evaluate(reading) {
      const { values, isMissing } = reading.attribute(test.attr);
      return { result: isMissing ? 'false' : 'true', seen: values, matched: values };
    },
  }),
});
