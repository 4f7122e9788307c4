import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { KeyPair } from '@virlab/saml';
import { SignedXml } from 'xml-crypto';

const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
const RESPONSE = `//*[local-name()='Response']`;

/** What a response says; a spec overrides what its case is about. */
export interface TestResponse {
  issuer: string;
  audience: string;
  /** Minutes from now after which the assertion is over. */
  validForMinutes: number;
  status: string;
  nameIdFormat: string;
  nameId: string;
  assertionId: string;
  /** SAML name and values, in order; a name may come twice. */
  attributes: readonly (readonly [name: string, ...values: string[]])[];
  /** ISO instant, when the provider limits the session. */
  sessionNotOnOrAfter: string | undefined;
  sessionIndex: string;
}

/** What an AuthnRequest asked, as a provider reads it. */
export interface ReadRequest {
  id: string;
  acsUrl: string;
  issuer: string;
  relayState: string;
}

/** An identity provider in a spec's hands: written apart from our own SAML code, and able to lie. */
export class TestIdentityProvider {
  constructor(
    readonly entityId: string,
    private readonly key: KeyPair,
    private readonly now: () => Date,
    private readonly scopes: readonly string[] = ['uni.example'],
  ) {}

  get metadataXml(): string {
    const certificate = this.key.certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
    const scopes = this.scopes
      .map((scope) => `<shibmd:Scope regexp="false">${scope}</shibmd:Scope>`)
      .join('');
    return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"
  xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" entityID="${this.entityId}">
 <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" errorURL="https://uni.example/help">
  <md:Extensions>${scopes}<mdui:UIInfo><mdui:DisplayName xml:lang="en">Example University</mdui:DisplayName></mdui:UIInfo></md:Extensions>
  <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
  <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.uni.example/sso"/>
 </md:IDPSSODescriptor>
 <md:ContactPerson contactType="support"><md:GivenName>Help desk</md:GivenName><md:EmailAddress>mailto:help@uni.example</md:EmailAddress></md:ContactPerson>
</md:EntityDescriptor>`;
  }

  /** Reads the redirect that brought somebody here. */
  read(redirect: string): ReadRequest {
    const query = new URL(redirect).searchParams;
    const xml = inflateRawSync(Buffer.from(query.get('SAMLRequest') ?? '', 'base64')).toString();
    const find = (pattern: RegExp) => pattern.exec(xml)?.[1] ?? '';
    return {
      id: find(/ ID="([^"]+)"/),
      acsUrl: find(/AssertionConsumerServiceURL="([^"]+)"/),
      issuer: find(/<(?:saml:)?Issuer[^>]*>([^<]+)</),
      relayState: query.get('RelayState') ?? '',
    };
  }

  /** A signed response to a request, as the form field carries it. */
  respond(request: ReadRequest, said: Partial<TestResponse> = {}, signingKey: KeyPair = this.key): string {
    const signer = new SignedXml({
      privateKey: signingKey.privateKeyPem,
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    });
    signer.addReference({
      xpath: RESPONSE,
      transforms: [
        'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
        'http://www.w3.org/2001/10/xml-exc-c14n#',
      ],
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    });
    signer.computeSignature(this.responseXml(request, said), {
      location: { reference: `${RESPONSE}/*[local-name()='Issuer']`, action: 'after' },
    });
    return Buffer.from(signer.getSignedXml()).toString('base64');
  }

  private responseXml(request: ReadRequest, overrides: Partial<TestResponse>): string {
    const said: TestResponse = {
      issuer: this.entityId,
      audience: request.issuer,
      validForMinutes: 5,
      status: 'Success',
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
      nameId: '_transient',
      assertionId: `_${randomBytes(16).toString('hex')}`,
      attributes: [],
      sessionNotOnOrAfter: undefined,
      sessionIndex: '_index',
      ...overrides,
    };
    const now = this.now();
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
    const issuer = `<saml:Issuer>${said.issuer}</saml:Issuer>`;
    const end = said.sessionNotOnOrAfter ? ` SessionNotOnOrAfter="${said.sessionNotOnOrAfter}"` : '';
    const attributes = said.attributes
      .map(([name, ...values]) => {
        const list = values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('');
        return `<saml:Attribute Name="${name}" NameFormat="${URI_FORMAT}">${list}</saml:Attribute>`;
      })
      .join('');
    const assertion = `<saml:Assertion ID="${said.assertionId}" Version="2.0" IssueInstant="${at(0)}">${issuer}<saml:Subject>
      <saml:NameID Format="${said.nameIdFormat}">${said.nameId}</saml:NameID>
      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${request.id}" Recipient="${request.acsUrl}" NotOnOrAfter="${at(said.validForMinutes)}"/></saml:SubjectConfirmation>
      </saml:Subject><saml:Conditions NotBefore="${at(said.validForMinutes - 6)}" NotOnOrAfter="${at(said.validForMinutes)}"><saml:AudienceRestriction><saml:Audience>${said.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
      <saml:AuthnStatement AuthnInstant="${at(-1)}" SessionIndex="${said.sessionIndex}"${end}><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
      ${attributes ? `<saml:AttributeStatement>${attributes}</saml:AttributeStatement>` : ''}</saml:Assertion>`;
    return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_${randomBytes(16).toString('hex')}" Version="2.0" IssueInstant="${at(0)}" Destination="${request.acsUrl}" InResponseTo="${request.id}">${issuer}<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${said.status}"/></samlp:Status>${said.status === 'Success' ? assertion : ''}</samlp:Response>`;
  }
}
