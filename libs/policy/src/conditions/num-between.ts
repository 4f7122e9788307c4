import { z } from 'zod';
import { numberField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { numberFields, prepareNumbers } from './number-condition';
import { opField } from './text-condition';

/** `numBetween`: the number in a value lies between these two, both included. */
export const numBetween = defineCondition({
  op: 'numBetween',
  doc: 'true when the number in a value lies between these two, both included',
  schema: z.strictObject({
    ...numberFields,
    op: opField('numBetween'),
    values: z.array(numberField).min(2).max(2),
  }),
  prepare(test) {
    const [low = Number.NaN, high = Number.NaN] = test.values;
    if (low <= high) {
      return prepareNumbers(test, [low, high], (number) => low <= number && number <= high);
    }
    return [
      {
        code: 'out-of-range' as const,
        at: ['values'],
        message: `found ${low} to ${high}, expected the smaller number first`,
      },
    ];
  },
});
