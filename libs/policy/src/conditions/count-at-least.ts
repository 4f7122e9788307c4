import { z } from 'zod';
import { attrField } from '../language/fields';
import { MAX_VALUES_PER_ATTRIBUTE } from '../language/limits';
import { defineCondition } from './condition-kind';
import { truthOf } from './judge-values';
import { opField } from './text-condition';

/** `countAtLeast`: the attribute has at least so many different values. */
export const countAtLeast = defineCondition({
  op: 'countAtLeast',
  doc: 'true when the attribute has at least so many different values',
  schema: z.strictObject({
    attr: attrField,
    op: opField('countAtLeast'),
    value: z.int().min(1).max(MAX_VALUES_PER_ATTRIBUTE),
  }),
  prepare: (test) => ({
    attr: test.attr,
    expected: [String(test.value)],
    manner: {},
    captures: [],
    costly: false,
    needs: 'value',
    evaluate(reading) {
      const { values, isMissing } = reading.attribute(test.attr);
      if (isMissing) return { result: 'missing', seen: values, matched: [] };
      const enough = new Set(values).size >= test.value;
      return { result: truthOf(enough), seen: values, matched: enough ? values : [] };
    },
  }),
});
