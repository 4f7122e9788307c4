import type { Chance } from './chance';
import { type MadeUpUniversity, madeUpUniversity } from './made-up-university';

const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings';
const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
const LINE = /.{1,76}/g;

/** One identity provider as national federations publish them: some 9.5 kB, its prefixes declared around it. */
export function madeUpEntity(
  number: number,
  chance: Chance,
  certificate: (chance: Chance) => string,
): string {
  const university = madeUpUniversity(number, chance);
  const { domain } = university;
  const hidden = chance.below(40) === 0;
  return `  <md:EntityDescriptor entityID="https://idp.${domain}/idp/shibboleth" ID="e${number}">
    <md:Extensions>
${registration(university)}
${entityAttributes(hidden)}
    </md:Extensions>
    <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol urn:oasis:names:tc:SAML:1.1:protocol" errorURL="https://idp.${domain}/error?code=ERRORURL_CODE&amp;ts=ERRORURL_TS">
      <md:Extensions>
        <shibmd:Scope regexp="false">${domain}</shibmd:Scope>
        <shibmd:Scope regexp="false">alumni.${domain}</shibmd:Scope>
${userInterface(university)}
      </md:Extensions>
${key('signing', certificate(chance))}
${key('signing', certificate(chance))}
${key('encryption', certificate(chance))}
      <md:ArtifactResolutionService Binding="${BINDINGS}:SOAP" Location="https://idp.${domain}:8443/idp/profile/SAML2/SOAP/ArtifactResolution" index="2"/>
      <md:SingleLogoutService Binding="${BINDINGS}:HTTP-Redirect" Location="https://idp.${domain}/idp/profile/SAML2/Redirect/SLO"/>
      <md:SingleLogoutService Binding="${BINDINGS}:SOAP" Location="https://idp.${domain}:8443/idp/profile/SAML2/SOAP/SLO"/>
      <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>
      <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
      <md:SingleSignOnService Binding="${BINDINGS}:HTTP-POST" Location="https://idp.${domain}/idp/profile/SAML2/POST/SSO"/>
      <md:SingleSignOnService Binding="${BINDINGS}:HTTP-POST-SimpleSign" Location="https://idp.${domain}/idp/profile/SAML2/POST-SimpleSign/SSO"/>
      <md:SingleSignOnService Binding="${BINDINGS}:HTTP-Redirect" Location="https://idp.${domain}/idp/profile/SAML2/Redirect/SSO"/>
    </md:IDPSSODescriptor>
${organization(university)}
${contact('technical', 'Identity', 'Team', `idm@${domain}`)}
${contact('support', 'Help', 'Desk', `help@${domain}`)}
    <md:ContactPerson contactType="other" remd:contactType="http://refeds.org/metadata/contactType/security">
      <md:GivenName>CSIRT</md:GivenName>
      <md:EmailAddress>mailto:abuse@${domain}</md:EmailAddress>
    </md:ContactPerson>
  </md:EntityDescriptor>
`;
}

/** A service provider that takes part in discovery. */
export function madeUpService(number: number): string {
  const host = `service${number}.example`;
  return `  <md:EntityDescriptor entityID="https://${host}/sp">
    <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
      <md:Extensions>
        <idpdisc:DiscoveryResponse Binding="urn:oasis:names:tc:SAML:profiles:SSO:idp-discovery-protocol" Location="https://${host}/Login" index="1"/>
      </md:Extensions>
      <md:AssertionConsumerService Binding="${BINDINGS}:HTTP-POST" Location="https://${host}/acs" index="1"/>
    </md:SPSSODescriptor>
  </md:EntityDescriptor>
`;
}

function registration({ country }: MadeUpUniversity): string {
  return `      <mdrpi:RegistrationInfo registrationAuthority="https://federation.${country}" registrationInstant="2019-03-12T09:26:53Z">
        <mdrpi:RegistrationPolicy xml:lang="en">https://federation.${country}/metadata-registration-practice-statement</mdrpi:RegistrationPolicy>
      </mdrpi:RegistrationInfo>`;
}

function entityAttributes(hidden: boolean): string {
  const categories = hidden ? ['http://refeds.org/category/hide-from-discovery'] : [];
  return `      <mdattr:EntityAttributes>
${attribute('http://macedir.org/entity-category-support', ['http://refeds.org/category/research-and-scholarship', 'https://refeds.org/category/code-of-conduct/v2', 'https://refeds.org/category/personalized'])}
${attribute('urn:oasis:names:tc:SAML:attribute:assurance-certification', ['https://refeds.org/sirtfi'])}
${categories.length > 0 ? `${attribute('http://macedir.org/entity-category', categories)}\n` : ''}      </mdattr:EntityAttributes>`;
}

function attribute(name: string, values: readonly string[]): string {
  const list = values
    .map((value) => `          <saml:AttributeValue>${value}</saml:AttributeValue>`)
    .join('\n');
  return `        <saml:Attribute Name="${name}" NameFormat="${URI_FORMAT}">\n${list}\n        </saml:Attribute>`;
}

function userInterface({ language, localName, englishName, short, city, domain }: MadeUpUniversity): string {
  const local =
    language === 'en'
      ? ''
      : `          <mdui:DisplayName xml:lang="${language}">${localName}</mdui:DisplayName>\n`;
  return `        <mdui:UIInfo>
${local}          <mdui:DisplayName xml:lang="en">${englishName}</mdui:DisplayName>
          <mdui:Description xml:lang="en">Sign-in for students, teachers and staff of ${englishName}, the university of the city of ${city}</mdui:Description>
          <mdui:Keywords xml:lang="en">${short} ${city}</mdui:Keywords>
          <mdui:Logo height="60" width="80" xml:lang="en">https://idp.${domain}/idp/images/logo-80x60.png</mdui:Logo>
          <mdui:Logo height="16" width="16">https://idp.${domain}/idp/images/favicon-16x16.png</mdui:Logo>
          <mdui:InformationURL xml:lang="en">https://www.${domain}/en/it/identity</mdui:InformationURL>
          <mdui:PrivacyStatementURL xml:lang="en">https://www.${domain}/en/privacy</mdui:PrivacyStatementURL>
        </mdui:UIInfo>
        <mdui:DiscoHints>
          <mdui:DomainHint>${domain}</mdui:DomainHint>
          <mdui:GeolocationHint>geo:38.7368,-9.1386</mdui:GeolocationHint>
        </mdui:DiscoHints>`;
}

function key(use: string, base64: string): string {
  const lines = base64.match(LINE)?.join('\n') ?? '';
  return `      <md:KeyDescriptor use="${use}">
        <ds:KeyInfo>
          <ds:X509Data>
            <ds:X509Certificate>
${lines}
            </ds:X509Certificate>
          </ds:X509Data>
        </ds:KeyInfo>
      </md:KeyDescriptor>`;
}

function organization({ language, localName, englishName, short, domain }: MadeUpUniversity): string {
  const names = (element: string, local: string, english: string): string =>
    `${language === 'en' ? '' : `      <md:${element} xml:lang="${language}">${local}</md:${element}>\n`}      <md:${element} xml:lang="en">${english}</md:${element}>`;
  return `    <md:Organization>
${names('OrganizationName', short, short)}
${names('OrganizationDisplayName', localName, englishName)}
${names('OrganizationURL', `https://www.${domain}/`, `https://www.${domain}/en`)}
    </md:Organization>`;
}

function contact(kind: string, givenName: string, surName: string, email: string): string {
  return `    <md:ContactPerson contactType="${kind}">
      <md:GivenName>${givenName}</md:GivenName>
      <md:SurName>${surName}</md:SurName>
      <md:EmailAddress>mailto:${email}</md:EmailAddress>
    </md:ContactPerson>`;
}
