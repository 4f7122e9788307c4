/** One decoded value; `scope` is set for scoped attributes and lower-cased, since scopes are domain names. */
export interface AttributeValue {
  value: string;
  scope?: string;
}

/** Every reason for which a released value does not reach the policy. The codes are stable. */
export const dropReasons = [
  'value-empty',
  'value-not-text',
  'value-not-name-id',
  'value-not-base64',
  'value-unscoped',
  'scope-not-asserted-by-idp',
  'no-rule-for-attribute',
  'not-permitted',
  'denied',
] as const;
export type DropReason = (typeof dropReasons)[number];

/** Where a kept value came from: the SAML name that carried it and the policy rule that let it through. */
export interface KeptValue {
  attr: string;
  value: string;
  name: string;
  nameFormat?: string;
  rule: string;
}

/** A value that was released, mapped and then refused; `rule` names the policy rule when one decided. */
export interface DroppedValue {
  attr: string;
  value: string;
  why: DropReason;
  rule?: string;
}

/** An attribute that the map does not know. Its values are not kept, only how many there were. */
export interface UnmappedAttribute {
  name: string;
  nameFormat?: string;
  count: number;
}

/**
 * What an identity provider's release came down to: the sets that the policy may read, and the account of every
 * value that was kept, dropped, or unknown.
 */
export interface NormalizedAttributes {
  /** Decoded values by attribute id, in order of release, each value once. */
  readonly attributes: ReadonlyMap<string, readonly AttributeValue[]>;
  readonly kept: readonly KeptValue[];
  readonly dropped: readonly DroppedValue[];
  readonly unmapped: readonly UnmappedAttribute[];
  /** The serialised values of one attribute (`student@uni.example`); empty when it was not released. */
  values(id: string): string[];
}
