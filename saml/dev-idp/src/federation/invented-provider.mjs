import { escapeXml } from '../xml-text.mjs';
import { CREST_SIZE, crestOf } from './crest.mjs';

const REGISTRAR = 'https://federation.example';
const HIDDEN = 'http://refeds.org/category/hide-from-discovery';
const CATEGORY = 'http://macedir.org/entity-category';
const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';

/**
 * Writes the metadata of an invented university: all that discovery shows and finds it by; its sign-in leads to a page
 * that says what it is. Every third crest stands in the metadata itself, the others are at an address.
 *
 * @param {import('./practice-federation.mjs').InventedUniversity} university
 * @param {{ base: string, certificate: string }} options - our address; a certificate (PEM)
 * @returns {string} an EntityDescriptor, without dates of its own
 */
export function inventedProviderXml({ slug, names, scope, keywords, hidden }, { base, certificate }) {
  const inside = slug.length % 3 === 0;
  const logo = inside
    ? `data:image/png;base64,${crestOf(slug).toString('base64')}`
    : `${base}/crests/${slug}.png`;
  /** @param {string} element @param {(name: string) => string} [of] */
  const inEachLanguage = (element, of = (name) => name) =>
    Object.entries(names)
      .map(([language, name]) => `<${element} xml:lang="${language}">${escapeXml(of(name))}</${element}>`)
      .join('');
  return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" xmlns:mdrpi="urn:oasis:names:tc:SAML:metadata:rpi" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" entityID="https://idp.${scope}/saml">
  <md:Extensions>
    <mdrpi:RegistrationInfo registrationAuthority="${REGISTRAR}"/>${hidden ? hiddenXml() : ''}
  </md:Extensions>
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" errorURL="${base}/error">
    <md:Extensions>
      <shibmd:Scope regexp="false">${scope}</shibmd:Scope>
      <mdui:UIInfo>
        ${inEachLanguage('mdui:DisplayName')}${keywords ? `<mdui:Keywords xml:lang="en">${escapeXml(keywords)}</mdui:Keywords>` : ''}
        <mdui:Logo height="${CREST_SIZE}" width="${CREST_SIZE}">${logo}</mdui:Logo>
      </mdui:UIInfo>
      <mdui:DiscoHints><mdui:DomainHint>${scope}</mdui:DomainHint></mdui:DiscoHints>
    </md:Extensions>
    <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate.replace(/-----[^-]+-----|\s/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${base}/invented/${slug}"/>
  </md:IDPSSODescriptor>
  <md:Organization>
    ${inEachLanguage('md:OrganizationName')}${inEachLanguage('md:OrganizationDisplayName')}
    ${inEachLanguage('md:OrganizationURL', () => `https://www.${scope}/`)}
  </md:Organization>
  <md:ContactPerson contactType="technical"><md:EmailAddress>mailto:identity@${scope}</md:EmailAddress></md:ContactPerson>
</md:EntityDescriptor>`;
}

function hiddenXml() {
  return `
    <mdattr:EntityAttributes xmlns:mdattr="urn:oasis:names:tc:SAML:metadata:attribute" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:Attribute Name="${CATEGORY}" NameFormat="${URI_FORMAT}"><saml:AttributeValue>${HIDDEN}</saml:AttributeValue></saml:Attribute></mdattr:EntityAttributes>`;
}
