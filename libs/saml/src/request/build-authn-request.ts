import type { IdentityProviderMetadata } from '../metadata/identity-provider-metadata';
import { makeRedirectUrl } from '../node-saml';
import type { ServiceProvider } from '../service-provider';

/** What is needed to send somebody to their identity provider. */
export interface AuthnRequestInput {
  sp: ServiceProvider;
  idp: IdentityProviderMetadata;
  /** Random, at least 128 bits, an XML name: `_` and hexadecimal digits. It must not be guessable or reused. */
  requestId: string;
  /** An opaque handle of letters, digits, `-` and `_`; never a URL. */
  relayState: string;
  now: Date;
  forceAuthn?: boolean;
  /** Asked for with exact comparison. Leave it out unless access depends on it (SAML2Int SDP-SP07). */
  authnContextClassRefs?: readonly string[];
}

const REQUEST_ID = /^[A-Za-z_][A-Za-z0-9_.-]{20,255}$/;

/** At most 80 bytes (SAML bindings 3.4.3), and only characters that every encoder writes in the same way, since the signature is made over the encoded query. */
const RELAY_STATE = /^[A-Za-z0-9_-]{1,80}$/;

/**
 * Builds the signed AuthnRequest for HTTP-Redirect as a URL to send the browser to.
 *
 * @throws RangeError when the request id or the relay state has a form that could not be carried faithfully
 */
export async function buildAuthnRequest(
  input: AuthnRequestInput,
): Promise<{ url: string; requestId: string }> {
  const { sp, idp, requestId, relayState } = input;
  if (!REQUEST_ID.test(requestId)) {
    throw new RangeError(
      `request id must be an XML name of 21 to 256 characters, got ${requestId.length} characters`,
    );
  }
  if (!RELAY_STATE.test(relayState)) {
    throw new RangeError(
      `relay state must be 1 to 80 of letters, digits, - and _, got ${relayState.length} characters`,
    );
  }
  const url = await makeRedirectUrl({
    entityId: sp.entityId,
    acsUrl: sp.acsUrl,
    privateKeyPem: sp.signing.privateKeyPem,
    ssoRedirectUrl: idp.ssoRedirectUrl,
    requestId,
    relayState,
    issueInstant: input.now.toISOString(),
    forceAuthn: input.forceAuthn ?? false,
    authnContextClassRefs: input.authnContextClassRefs ?? [],
  });
  return { url, requestId };
}
