import { z } from 'zod';
import { attrField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { opField } from './text-condition';

/** `absent`: the attribute was not released, with whatever value. Never `missing`. */
export const absent = defineCondition({
  op: 'absent',
  doc: 'true when the attribute was not released, with whatever value',
  schema: z.strictObject({ attr: attrField, op: opField('absent') }),
  prepare: (test) => ({
    attr: test.attr,
    expected: [],
    manner: {},
    captures: [],
    costly: false,
    needs: 'nothing',
    evaluate(reading) {
      const { values, isMissing } = reading.attribute(test.attr);
      return { result: isMissing ? 'true' : 'false', seen: values, matched: [] };
    },
  }),
});
