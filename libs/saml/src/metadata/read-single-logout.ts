import { ns } from '../xml/namespaces';
import { attributeOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import type { IdentityProviderMetadata } from './identity-provider-metadata';

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

/**
 * Where a provider's single logout is reached by HTTP-Redirect (SAML metadata 2.2.2, 2.4.2). An address that no browser
 * may be sent to counts as none: signing in does not depend on it.
 */
export function readSingleLogout(
  role: XmlElement,
): Pick<IdentityProviderMetadata, 'singleLogoutUrl' | 'singleLogoutResponseUrl'> {
  for (const service of childrenOf(role, ns.md, 'SingleLogoutService')) {
    if (attributeOf(service, 'Binding') !== REDIRECT) continue;
    const location = webUrl(attributeOf(service, 'Location'));
    if (location === undefined) continue;
    const responses = webUrl(attributeOf(service, 'ResponseLocation'));
    return {
      singleLogoutUrl: location,
      ...(responses === undefined ? {} : { singleLogoutResponseUrl: responses }),
    };
  }
  return {};
}

function webUrl(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  return ['https:', 'http:'].includes(new URL(text).protocol) ? text : undefined;
}
