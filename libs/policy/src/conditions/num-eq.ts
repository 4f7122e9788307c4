import { z } from 'zod';
import { numberField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { numberFields, prepareNumbers } from './number-condition';
import { opField } from './text-condition';

/** `numEq`: the number in a value equals this one. */
export const numEq = defineCondition({
  op: 'numEq',
  doc: 'true when the number in a value equals this one',
  schema: z.strictObject({ ...numberFields, op: opField('numEq'), value: numberField }),
  prepare: (test) => prepareNumbers(test, [test.value], (number) => number === test.value),
});
