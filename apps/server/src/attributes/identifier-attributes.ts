/** An attribute that may recognise a person, by its SAML name: which id a map gives it is its author's choice. */
export interface IdentifierAttribute {
  /** As accounts keep it. */
  type: string;
  samlName: string;
}

/**
 * What may recognise a person, best first: never reassigned before perhaps reassigned. A mail address is not among
 * them and must not be: it is given to others in time, and universities do not vouch for it.
 */
export const identifierAttributes = [
  { type: 'subject-id', samlName: 'urn:oasis:names:tc:SAML:attribute:subject-id' },
  { type: 'pairwise-id', samlName: 'urn:oasis:names:tc:SAML:attribute:pairwise-id' },
  { type: 'eduPersonUniqueId', samlName: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.13' },
  { type: 'eduPersonPrincipalName', samlName: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.6' },
] as const satisfies readonly IdentifierAttribute[];

/** NameFormat of all of them. */
export const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
