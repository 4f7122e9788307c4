/**
 * A NameID that stands inside an AttributeValue, as `eduPersonTargetedID` carries it (SAML core 2.2.2).
 * Qualifiers are kept apart because the same text under another qualifier is another person.
 */
export interface RawNameId {
  value: string;
  format?: string;
  nameQualifier?: string;
  spNameQualifier?: string;
}

/** XML that is neither text nor a NameID; only the name of its first element is kept, to tell the admin. */
export interface RawUnsupportedValue {
  unsupportedElement: string;
}

/** One `AttributeValue` as it stood in the message. */
export type RawAttributeValue = string | RawNameId | RawUnsupportedValue;

/**
 * One attribute as an identity provider released it, before any mapping. `name` together with `nameFormat` says
 * which attribute it is (SAML core 2.7.3.1); an absent format counts as `unspecified`. `friendlyName` is for
 * people to read and never decides.
 */
export interface RawAttribute {
  name: string;
  nameFormat?: string;
  friendlyName?: string;
  values: RawAttributeValue[];
}
