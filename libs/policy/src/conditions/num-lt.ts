import { z } from 'zod';
import { numberField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { numberFields, prepareNumbers } from './number-condition';
import { opField } from './text-condition';

/** `numLt`: the number in a value is less than this one. */
export const numLt = defineCondition({
  op: 'numLt',
  doc: 'true when the number in a value is less than this one',
  schema: z.strictObject({ ...numberFields, op: opField('numLt'), value: numberField }),
  prepare: (test) => prepareNumbers(test, [test.value], (number) => number < test.value),
});
