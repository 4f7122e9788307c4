import type { Issuer } from '@virlab/attributes';
import type { IdentityProviderMetadata } from '@virlab/saml';

/** What the filter policy may know of an identity provider, from its verified metadata. */
export function issuerOf(metadata: IdentityProviderMetadata): Issuer {
  const { entityId, scopes, registrationAuthority, entityCategories, assurance } = metadata;
  return {
    entityId,
    scopes,
    ...(registrationAuthority === undefined ? {} : { registrationAuthority }),
    entityAttributes: new Map([
      ['http://macedir.org/entity-category', entityCategories],
      ['urn:oasis:names:tc:SAML:attribute:assurance-certification', assurance],
    ]),
  };
}
