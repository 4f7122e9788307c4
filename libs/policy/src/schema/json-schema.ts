import { z } from 'zod';
import { conditionSchema, effectSchema, policySchema, ruleSchema } from './whole-schema';

/** JSON Schema (2020-12) of one rule, as written: fields with a default may be left out. */
export function ruleJsonSchema(): Record<string, unknown> {
  return jsonSchema(ruleSchema);
}

/** JSON Schema (2020-12) of a whole policy, for editors outside the product too. */
export function policyJsonSchema(): Record<string, unknown> {
  return jsonSchema(policySchema);
}

function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  registry.add(conditionSchema, { id: 'Condition' });
  registry.add(effectSchema, { id: 'Effect' });
  return { ...z.toJSONSchema(schema, { io: 'input', metadata: registry }) };
}
