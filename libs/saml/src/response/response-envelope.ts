import type { XmlElement } from '../xml/xml-element';
import type { IdpStatus } from './saml-refusal';

/**
 * A response whose shape is fit for verification. Nothing in it is proved yet: what is called `claimed` may only
 * be used to find the pending sign-in, never to decide.
 */
export interface ResponseEnvelope {
  /** The message as it came, decoded to text. */
  readonly xml: string;
  readonly relayState?: string;
  readonly claimedInResponseTo?: string;
  readonly claimedIssuer?: string;
  /** Set when the response reports a failure and holds no assertion. */
  readonly claimedFailure?: IdpStatus;
  readonly isResponseSigned: boolean;
  readonly isAssertionSigned: boolean;
  readonly isEncrypted: boolean;
  /** The parsed document of the unverified message. */
  readonly document: XmlElement;
}
