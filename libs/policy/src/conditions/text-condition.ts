import { z } from 'zod';
import { attrField, ciField, partField, quantifierField, valueField, valuesField } from '../language/fields';
import type { OperandFault } from './condition-kind';

/** Fields of every test that compares texts of one attribute. */
export const textFields = {
  attr: attrField,
  ci: ciField.optional(),
  part: partField.optional(),
  quantifier: quantifierField.optional(),
};

/** One value or several, of which any will do. */
export const oneOrMore = { value: valueField.optional(), values: valuesField.optional() };

/** Reads `value` or `values`; having both or none is a fault. */
export function readOperands(test: { value?: string; values?: string[] }): string[] | OperandFault[] {
  if (test.value !== undefined && test.values === undefined) return [test.value];
  if (test.values !== undefined && test.value === undefined) return test.values;
  if (test.value === undefined) {
    return [
      { code: 'missing-field', at: [], message: 'found neither value nor values, expected one of them' },
    ];
  }
  return [
    {
      code: 'unknown-field',
      at: ['values'],
      message: 'found value and values, expected one of them',
      help: 'put everything into values',
    },
  ];
}

/** Tells operands from faults. */
export function isOperands(read: string[] | OperandFault[]): read is string[] {
  return typeof read[0] === 'string';
}

/** Lower-cases an operand when the test disregards letter case. */
export function folded(text: string, ci: boolean | undefined): string {
  return ci === true ? text.toLowerCase() : text;
}

/** Literal of a kind's name, as the schema wants it. */
export function opField<const K extends string>(op: K): z.ZodLiteral<K> {
  return z.literal(op);
}
