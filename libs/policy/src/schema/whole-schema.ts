import { z } from 'zod';
import { conditionKind, ops } from '../conditions';
import { effectSchemas } from '../language/effect';
import { MAX_EFFECTS, MAX_OPERANDS, MAX_RULES } from '../language/limits';
import { policyHeadSchema, ruleHeadSchema } from '../language/policy-set';

/*
 * The language as one schema, for what edits it. The compiler reads rules, conditions and effects one by one instead,
 * so that it can tell all faults of a document in its own words.
 */

const operands = z.lazy(() => z.array(conditionSchema).min(1).max(MAX_OPERANDS));

/** Any condition: a group, everybody, or a test. */
export const conditionSchema: z.ZodType = z.lazy(() =>
  z.union([
    z.strictObject({ all: operands }),
    z.strictObject({ any: operands }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ always: z.literal(true) }),
    ...ops.map((op) => conditionKind(op).schema.describe(conditionKind(op).doc)),
  ]),
);

/** Any effect. */
export const effectSchema: z.ZodType = z.union(Object.values(effectSchemas));

/** A whole rule. */
export const ruleSchema = ruleHeadSchema.extend({
  when: conditionSchema,
  effects: z.array(effectSchema).min(1).max(MAX_EFFECTS),
});

/** A whole policy. */
export const policySchema = policyHeadSchema.extend({ rules: z.array(ruleSchema).max(MAX_RULES) });
