import type { RawAttribute } from '@virlab/attributes';

/** The subject's name as the identity provider wrote it; all four parts are needed to ask for a logout. */
export interface NameId {
  value: string;
  format?: string;
  nameQualifier?: string;
  spNameQualifier?: string;
}

/** What a response proved. Every field was read from bytes whose signature was verified. */
export interface AcceptedAssertion {
  /** The entityID of the identity provider. */
  issuer: string;
  /** To be put into the caller's table of used assertions, unique together with `issuer`. */
  assertionId: string;
  /** Until when the assertion could be presented again; the table may forget it after this plus the clock skew. */
  assertionNotOnOrAfter: Date;
  /** The request this answers; equal to the pending request's id. */
  inResponseTo: string;
  nameId?: NameId;
  sessionIndex?: string;
  sessionNotOnOrAfter?: Date;
  authnInstant: Date;
  authnContextClassRef?: string;
  attributes: RawAttribute[];
}
