import type { NormalizedAttributes } from './normalized-attributes';

/**
 * The form the policy engine takes: serialised values by attribute id. The record has no prototype, so an attribute
 * called `__proto__` or `constructor` is an attribute and nothing else.
 */
export function toDecisionAttributes(normalized: NormalizedAttributes): Record<string, string[]> {
  const record = Object.create(null) as Record<string, string[]>;
  for (const id of normalized.attributes.keys()) record[id] = normalized.values(id);
  return record;
}
