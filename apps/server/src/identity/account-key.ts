import { sha256 } from '../platform/index';

/** What a provider says about who somebody is. All four parts together recognise a person, and nothing else does. */
export interface Subject {
  /** The way of signing in, such as `saml`. */
  provider: string;
  /** Who says so: the identity provider's entityID. */
  issuer: string;
  /** Which identifier it is, such as `pairwise-id`. */
  identifierType: string;
  /** The identifier, in the form in which equal ones are equal texts. */
  identifier: string;
}

/** The account's key: SHA-256 over all four parts (OWASP ASVS 5.0, 6.8.1), 64 hex digits. */
export function accountKey(subject: Subject): string {
  return sha256(subject.provider, subject.issuer, subject.identifierType, subject.identifier);
}
