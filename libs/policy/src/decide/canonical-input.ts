import { compareText } from '../compile/compare-text';
import type { DecisionInput } from './decision-input';

/**
 * The input as canonical JSON (members sorted as RFC 8785 does, no blanks), for callers to hash: the same text for
 * the same facts, whatever the order of attributes or of the values of one attribute.
 */
export function canonicalInput(input: DecisionInput): string {
  const sorted = (values: readonly string[]) => values.toSorted(compareText);
  const { idp, attributes, dropped, authn, session, lti } = input;
  const names = Object.keys(attributes).toSorted(compareText);
  return canonical({
    idp: {
      ...idp,
      entityCategories: idp.entityCategories && sorted(idp.entityCategories),
      assurance: idp.assurance && sorted(idp.assurance),
    },
    attributes: new Map(names.map((name) => [name, sorted(attributes[name] ?? [])])),
    dropped: dropped?.map(({ attr, value, why }) => canonical({ attr, value, why })).toSorted(compareText),
    authn,
    session,
    lti: lti && { ...lti, roles: lti.roles && sorted(lti.roles) },
  });
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  // A map keeps a name such as "__proto__" an ordinary one.
  const entries: [string, unknown][] = value instanceof Map ? [...value] : Object.entries(value);
  const members = entries
    .filter(([, item]) => item !== undefined)
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`);
  return `{${members.join(',')}}`;
}
