import type { IdentityProviderMetadata } from '../metadata/identity-provider-metadata';
import { MAX_RELAY_STATE_BYTES } from '../response/limits';
import type { ServiceProvider } from '../service-provider';
import { ns } from '../xml/namespaces';
import { writeElement as el } from '../xml/write-element';
import { signRedirect } from './sign-redirect';

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';

/** What has come of a LogoutRequest: all sessions over, some of them, or a name that nobody had here. */
export type LogoutOutcome = 'success' | 'partial' | 'unknown-principal';

/** Outer and inner status code (SAML core 3.2.2.2, 3.7.3.2). */
const CODES: Record<LogoutOutcome, readonly [outer: string, inner?: string]> = {
  success: ['Success'],
  partial: ['Success', 'PartialLogout'],
  'unknown-principal': ['Requester', 'UnknownPrincipal'],
};

/** What is needed to answer an identity provider that asked for a logout. */
export interface LogoutResponseInput {
  sp: Pick<ServiceProvider, 'entityId' | 'signing'>;
  idp: IdentityProviderMetadata;
  /** Random, at least 128 bits, an XML name. */
  responseId: string;
  inResponseTo: string;
  outcome: LogoutOutcome;
  /** As it came with the request; echoed only when it is as short as the standard says (SAML bindings 3.4.3). */
  relayState?: string;
  now: Date;
}

/**
 * Builds the signed LogoutResponse for HTTP-Redirect as a URL to send the browser back to (SAML core 3.7.2).
 *
 * @returns undefined when the provider's metadata names no place for it
 */
export function buildLogoutResponse(input: LogoutResponseInput): string | undefined {
  const { sp, idp, relayState } = input;
  const location = idp.singleLogoutResponseUrl ?? idp.singleLogoutUrl;
  if (location === undefined) return undefined;
  const [outer, inner] = CODES[input.outcome];
  const code = (name: string, children: string[] = []) =>
    el('samlp:StatusCode', { Value: `${STATUS}${name}` }, children);
  const xml = el(
    'samlp:LogoutResponse',
    {
      'xmlns:samlp': ns.samlp,
      'xmlns:saml': ns.saml,
      ID: input.responseId,
      Version: '2.0',
      IssueInstant: input.now.toISOString(),
      Destination: location,
      InResponseTo: input.inResponseTo,
    },
    [
      el('saml:Issuer', {}, sp.entityId),
      el('samlp:Status', {}, [code(outer, inner === undefined ? [] : [code(inner)])]),
    ],
  );
  const isEchoed = relayState !== undefined && Buffer.byteLength(relayState) <= MAX_RELAY_STATE_BYTES;
  return signRedirect({
    parameter: 'SAMLResponse',
    xml,
    location,
    ...(isEchoed ? { relayState } : {}),
    privateKeyPem: sp.signing.privateKeyPem,
  });
}
