import { describe, expect, it } from 'vitest';
import { ops } from '../conditions';
import { policyJsonSchema, ruleJsonSchema } from './json-schema';

describe('policyJsonSchema', () => {
  it('should describe rules, conditions inside conditions, and every op', () => {
    const schema = policyJsonSchema() as {
      $defs: Record<string, { anyOf: { properties: Record<string, { const?: string }> }[] }>;
    };
    const condition = schema.$defs.Condition;
    expect(condition?.anyOf.flatMap(({ properties }) => properties.op?.const ?? [])).toEqual(ops);
    expect(JSON.stringify(condition)).toContain('#/$defs/Condition');
    expect(schema.$defs.Effect?.anyOf).toHaveLength(5);
  });

  it('should ask a rule for its condition and effects, and nothing that has a default', () => {
    expect(ruleJsonSchema()).toMatchObject({ required: ['id', 'name', 'when', 'effects'] });
  });
});
