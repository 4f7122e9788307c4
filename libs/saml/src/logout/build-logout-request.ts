import type { IdentityProviderMetadata } from '../metadata/identity-provider-metadata';
import type { NameId } from '../response/accepted-assertion';
import type { ServiceProvider } from '../service-provider';
import { ns } from '../xml/namespaces';
import { writeElement as el } from '../xml/write-element';
import { MAX_LOGOUT_AGE_MS } from './limits';
import { signRedirect } from './sign-redirect';

/** What is needed to carry a logout on to the identity provider. */
export interface LogoutRequestInput {
  sp: Pick<ServiceProvider, 'entityId' | 'signing'>;
  idp: IdentityProviderMetadata;
  /** Random, at least 128 bits, an XML name. */
  requestId: string;
  /** The subject exactly as the assertion named it (SAML core 3.7.1). */
  nameId: NameId;
  sessionIndex?: string;
  now: Date;
}

/**
 * Builds the signed LogoutRequest for HTTP-Redirect as a URL to send the browser to (SAML core 3.7.1, SAML2Int SDP-SP33
 * and 34).
 *
 * @returns undefined when the provider's metadata offers no single logout by that binding
 */
export function buildLogoutRequest(input: LogoutRequestInput): string | undefined {
  const { sp, idp, nameId, now } = input;
  const location = idp.singleLogoutUrl;
  if (location === undefined) return undefined;
  const xml = el(
    'samlp:LogoutRequest',
    {
      'xmlns:samlp': ns.samlp,
      'xmlns:saml': ns.saml,
      ID: input.requestId,
      Version: '2.0',
      IssueInstant: now.toISOString(),
      Destination: location,
      NotOnOrAfter: new Date(now.getTime() + MAX_LOGOUT_AGE_MS).toISOString(),
    },
    [
      el('saml:Issuer', {}, sp.entityId),
      el(
        'saml:NameID',
        {
          Format: nameId.format,
          NameQualifier: nameId.nameQualifier,
          SPNameQualifier: nameId.spNameQualifier,
        },
        nameId.value,
      ),
      input.sessionIndex && el('samlp:SessionIndex', {}, input.sessionIndex),
    ],
  );
  return signRedirect({ parameter: 'SAMLRequest', xml, location, privateKeyPem: sp.signing.privateKeyPem });
}
