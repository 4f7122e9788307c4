import type { XmlElement } from '../xml/xml-element';
import type { IdentityProviderMetadata } from '../metadata/identity-provider-metadata';
import type { ServiceProvider } from '../service-provider';
import type { PendingRequest } from './steps/match-pending';

/** A message whose signature holds, with what its values are compared to. */
export interface VerifiedMessage {
  /**
   * The response. Its fields are proved only when `isResponseVerified`; else they may lead to a refusal but never
   * to an acceptance.
   */
  readonly response: XmlElement;
  readonly isResponseVerified: boolean;
  /** The assertion, parsed from signed bytes (or from what signed bytes held encrypted). */
  readonly assertion: XmlElement;
  /** The text that `assertion` was parsed from; the assertion is its document element or the child of it. */
  readonly assertionSource: string;
  readonly sp: ServiceProvider;
  readonly idp: IdentityProviderMetadata;
  readonly pending: PendingRequest;
  readonly now: Date;
}
