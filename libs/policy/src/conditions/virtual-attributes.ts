/** Attributes that the broker itself knows; what an identity provider sends under these names is never looked at. */
export const virtualAttributes = [
  'idp.entityId',
  'idp.registrationAuthority',
  'idp.entityCategory',
  'idp.assurance',
  'authn.context',
  'authn.ageMinutes',
  'session.protocol',
  'lti.role',
  'lti.contextId',
  'now',
] as const;

/** Name of an attribute that the broker itself knows. */
export type VirtualAttribute = (typeof virtualAttributes)[number];

const NAMES: ReadonlySet<string> = new Set(virtualAttributes);

/** Tells whether a name is that of a virtual attribute. */
export function isVirtual(name: string): name is VirtualAttribute {
  return NAMES.has(name);
}

/** Tells whether a name is in the space kept for virtual attributes, known or not. */
export function isReserved(name: string): boolean {
  return name === 'now' || /^(idp|authn|session|lti)\./.test(name);
}
