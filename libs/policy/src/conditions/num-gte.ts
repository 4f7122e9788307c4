import { z } from 'zod';
import { numberField } from '../language/fields';
import { defineCondition } from './condition-kind';
import { numberFields, prepareNumbers } from './number-condition';
import { opField } from './text-condition';

/** `numGte`: the number in a value is at least this one. */
export const numGte = defineCondition({
  op: 'numGte',
  doc: 'true when the number in a value is at least this one',
  schema: z.strictObject({ ...numberFields, op: opField('numGte'), value: numberField }),
  prepare: (test) => prepareNumbers(test, [test.value], (number) => number >= test.value),
});
