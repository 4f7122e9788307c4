import type { AttributeValue } from '../normalized-attributes';

/** What is known of the identity provider that released, from its verified metadata. */
export interface Issuer {
  entityId: string;
  /** Domains it may put behind an `@`. */
  scopes: readonly string[];
  /** Who registered it with its federation (mdrpi:RegistrationInfo); absent when metadata is silent. */
  registrationAuthority?: string;
  /** Values of its entity attributes, by attribute name; only those of `readableEntityAttributes` are ever asked for. */
  entityAttributes?: ReadonlyMap<string, readonly string[]>;
}

/** The entity attributes that are read of metadata; a rule about another one is a fault of the file. */
export const readableEntityAttributes: readonly string[] = [
  'http://macedir.org/entity-category',
  'urn:oasis:names:tc:SAML:attribute:assurance-certification',
];

/** What rules are evaluated against: everything decoded, who released it, to whom, and how the person signed in. */
export interface FilterContext {
  valuesOf(attributeId: string): readonly AttributeValue[];
  isCaseSensitive(attributeId: string): boolean;
  idp: Issuer;
  requester?: string | undefined;
  authnContext?: string | undefined;
}

/** The value that is being let through or not; absent while a policy's requirement is evaluated. */
export interface FilterSubject {
  attr: string;
  value: AttributeValue;
}
