import type { RawAttributeValue } from './raw-attribute';

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
  /** What the provider calls it, for people to read. */
  friendlyName?: string;
  count: number;
}

/** One value of an attribute that the map knows, from the message to what became of it. */
export interface ValueFate {
  attr: string;
  name: string;
  nameFormat?: string;
  friendlyName?: string;
  /** As it stood in the message. */
  came: RawAttributeValue;
  /** As it was decoded; absent when it could not be. */
  value?: AttributeValue;
  /** `repeated`: the same value was there already, under this name or another one of the attribute. */
  fate: 'kept' | 'repeated' | 'dropped';
  /** For `dropped`. */
  why?: DropReason;
  /** The policy rule that decided; absent when none did. */
  rule?: string;
}

/** Everything that came in one release: a line for each value, in the order in which they came. */
export interface ReleaseAccount {
  values: ValueFate[];
  unmapped: UnmappedAttribute[];
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
  /** The same as one line for each value that came. */
  readonly account: ReleaseAccount;
  /** The serialised values of one attribute (`student@uni.example`); empty when it was not released. */
  values(id: string): string[];
}
