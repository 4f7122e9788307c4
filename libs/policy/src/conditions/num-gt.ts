import { z } from 'zod';
import { numberField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { numberFields, prepareNumbers } from './number-condition';
import { opField } from './text-condition';

/** `numGt`: the number in a value is greater than this one. */
export const numGt = defineCondition({
  op: 'numGt',
  doc: 'true when the number in a value is greater than this one',
  schema: z.strictObject({ ...numberFields, op: opField('numGt'), value: numberField }),
  prepare: (test) => prepareNumbers(test, [test.value], (number) => number > test.value),
});
