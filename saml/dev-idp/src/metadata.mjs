import { escapeXml } from './xml-text.mjs';

const VALID_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Writes the identity provider's metadata (saml-metadata-2.0 section 2): the key, where to sign in, the scope that it
 * alone may assert, its names, whom to ask.
 *
 * @param {import('./people.mjs').Organisation} organisation
 * @param {{ publicUrl: string, certificate: string, now: Date }} options
 * @returns {string}
 */
export function idpMetadata(organisation, { publicUrl, certificate, now }) {
  const { entityId, scope, displayName, contact } = organisation;
  const base64 = certificate.replace(/-----[^-]+-----|\s/g, '');
  const validUntil = new Date(now.getTime() + VALID_DAYS * DAY_MS).toISOString();
  /** @param {string} element @param {import('./people.mjs').Words} words */
  const inBothLanguages = (element, words) =>
    Object.entries(words)
      .map(([language, text]) => `<${element} xml:lang="${language}">${escapeXml(text)}</${element}>`)
      .join('\n        ');
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"
    xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0"
    xmlns:remd="http://refeds.org/metadata"
    entityID="${escapeXml(entityId)}" validUntil="${validUntil}" cacheDuration="PT1H">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAuthnRequestsSigned="true"
      errorURL="${escapeXml(publicUrl)}/error">
    <md:Extensions>
      <shibmd:Scope regexp="false">${escapeXml(scope)}</shibmd:Scope>
      <mdui:UIInfo>
        ${inBothLanguages('mdui:DisplayName', displayName)}
        ${inBothLanguages('mdui:Description', {
          en: `Practice identity provider of the made-up ${displayName.en}`,
          pt: `Fornecedor de identidade de treino, de uma instituição inventada: ${displayName.pt}`,
        })}
      </mdui:UIInfo>
      <mdui:DiscoHints>
        <mdui:DomainHint>${escapeXml(scope)}</mdui:DomainHint>
      </mdui:DiscoHints>
    </md:Extensions>
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo><ds:X509Data><ds:X509Certificate>${base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>
    </md:KeyDescriptor>
    <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${escapeXml(publicUrl)}/slo"/>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${escapeXml(publicUrl)}/sso"/>
  </md:IDPSSODescriptor>
  <md:Organization>
    ${inBothLanguages('md:OrganizationName', displayName)}
    ${inBothLanguages('md:OrganizationDisplayName', displayName)}
    ${inBothLanguages('md:OrganizationURL', { en: `https://www.${scope}/en`, pt: `https://www.${scope}/` })}
  </md:Organization>
  <md:ContactPerson contactType="technical">
    <md:GivenName>Identity team</md:GivenName>
    <md:EmailAddress>mailto:${escapeXml(contact)}</md:EmailAddress>
  </md:ContactPerson>
  <md:ContactPerson contactType="support">
    <md:GivenName>Help desk</md:GivenName>
    <md:EmailAddress>mailto:help@${escapeXml(scope)}</md:EmailAddress>
  </md:ContactPerson>
  <md:ContactPerson contactType="other" remd:contactType="http://refeds.org/metadata/contactType/security">
    <md:GivenName>Security team</md:GivenName>
    <md:EmailAddress>mailto:security@${escapeXml(scope)}</md:EmailAddress>
  </md:ContactPerson>
</md:EntityDescriptor>
`;
}
