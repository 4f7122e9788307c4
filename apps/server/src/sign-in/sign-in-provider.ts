import type { SignInOption } from '@virlab/contracts';
import type { ReadRelease } from '../attributes/index';
import type { Release } from '../identity/index';

/** Somebody who wants to sign in: where, and what they wanted to see. */
export interface SignInWish {
  /** One of the ids that `describe` gave. */
  issuer: string;
  /** A path of our own to go to afterwards. */
  target: string;
}

/** A cookie that ties the answer to the browser that asked. */
export interface CorrelationCookie {
  name: string;
  value: string;
}

/** Where the browser is sent to sign in, and what it must bring back. */
export interface SignInStart {
  redirectTo: string;
  cookie: CorrelationCookie;
}

/** What came back: the fields of the request and its cookies. */
export interface SignInAnswer {
  fields: Record<string, unknown>;
  /** The value of a cookie of the request; undefined when it was not sent. */
  cookie(name: string): string | undefined;
}

/** Somebody whom an identity provider vouches for. Nothing here was decided by us but what the identifier is. */
export interface AssertedIdentity {
  /** The sign-in provider's id. */
  provider: string;
  /** Who vouches. */
  issuer: string;
  /** Which identifier it is and its comparable form: see `accountKey` of the identity room. */
  identifierType: string;
  identifier: string;
  displayName: string;
  /** What was released, decoded and filtered. */
  release: Release;
  /** The same value by value, to be kept for who asks why somebody lacks something. */
  read: ReadRelease;
  /** When the issuer wants the session to be over. */
  endsAt?: Date;
  /** What a logout at the issuer would have to name. */
  logout: { sessionIndex?: string; nameId?: string; nameKey?: string };
  /** For the audit: message ids and the like, no values. */
  facts: Record<string, string>;
}

/** A sign-in that went well as far as the provider can tell. */
export interface CompletedSignIn {
  identity: AssertedIdentity;
  /** As it was wished. */
  target: string;
  /** The cookie that is of no more use. */
  spentCookie: string;
}

/**
 * A way to sign in. An implementation throws VirlabError and nothing else for whatever a person or an identity provider
 * can send; `context.idp` names the issuer as soon as it is known.
 */
export interface SignInProvider {
  /** Stands in accounts and audit; never changes. */
  readonly id: string;
  /** What can be chosen on the sign-in page, in the order in which it is to be shown. */
  describe(): Promise<SignInOption[]>;
  /** @throws VirlabError `sign-in-unknown-provider`, `sign-in-provider-disabled`, `sign-in-provider-unusable` */
  begin(wish: SignInWish): Promise<SignInStart>;
  /**
   * Accepts one answer once.
   *
   * @throws VirlabError `sign-in-…` or one of the implementation's own codes
   */
  complete(answer: SignInAnswer): Promise<CompletedSignIn>;
}

/** Injection token of the list of all sign-in providers. */
export const SIGN_IN_PROVIDERS = Symbol('sign-in providers');
