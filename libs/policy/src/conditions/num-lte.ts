import { z } from 'zod';
import { numberField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { numberFields, prepareNumbers } from './number-condition';
import { opField } from './text-condition';

/** `numLte`: the number in a value is at most this one. */
export const numLte = defineCondition({
  op: 'numLte',
  doc: 'true when the number in a value is at most this one',
  schema: z.strictObject({ ...numberFields, op: opField('numLte'), value: numberField }),
  prepare: (test) => prepareNumbers(test, [test.value], (number) => number <= test.value),
});
