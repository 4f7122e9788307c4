import type { AttributeValue } from '../normalized-attributes';

/** The text form that policies and people see: `value@scope`, or the value alone. */
export function serializeValue({ value, scope }: AttributeValue): string {
  return scope === undefined ? value : `${value}@${scope}`;
}
