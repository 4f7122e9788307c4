import {
  createCipheriv,
  createHash,
  createPrivateKey,
  type KeyObject,
  publicEncrypt,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { KeyPair } from '@virlab/saml';

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const XENC = 'http://www.w3.org/2001/04/xmlenc#';
const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
const AES_KEY_BYTES = 32;
const GCM_IV_BYTES = 12;
const LASTS_MS = 300_000;

/** What a university of a federation releases; the name of the person is added. */
const ATTRIBUTES: readonly (readonly [name: string, ...values: string[]])[] = [
  ['urn:oid:1.3.6.1.4.1.5923.1.1.1.9', 'student@uni.example', 'member@uni.example'],
  ['urn:oid:1.3.6.1.4.1.5923.1.1.1.7', 'urn:mace:dir:entitlement:common-lib-terms'],
  [
    'urn:oid:1.3.6.1.4.1.5923.1.1.1.11',
    'https://refeds.org/assurance',
    'https://refeds.org/assurance/IAP/medium',
  ],
  ['urn:oid:1.3.6.1.4.1.5923.1.6.1.2', 'Learner@urn:mace:uni.example:crs:cs:2026:fall:CS101'],
  ['urn:oid:2.5.4.42', 'Ana'],
  ['urn:oid:2.5.4.4', 'Silva'],
];

/**
 * An identity provider that answers as federations ask for (SAML2Int SDP-IDP09 to IDP11): the response signed, the
 * assertion encrypted. It writes its messages in canonical form at once, so that making one costs little beside the
 * server that is measured.
 */
export class QuickIdp {
  readonly entityId = 'https://idp.uni.example/idp';
  private readonly key: KeyObject;
  private readonly encryptFor: KeyObject;

  constructor(
    private readonly pair: KeyPair,
    encryptionCertificatePem: string,
  ) {
    this.key = createPrivateKey(pair.privateKeyPem);
    this.encryptFor = new X509Certificate(encryptionCertificatePem).publicKey;
  }

  get metadata(): string {
    const certificate = this.pair.certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
    return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="${DS}" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" entityID="${this.entityId}"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:Extensions><shibmd:Scope regexp="false">uni.example</shibmd:Scope></md:Extensions><md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.uni.example/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>`;
  }

  /** The form field that answers the redirect by which somebody came. */
  answer(redirect: string, person: string): string {
    const query = new URL(redirect).searchParams;
    const request = inflateRawSync(Buffer.from(query.get('SAMLRequest') ?? '', 'base64')).toString();
    const find = (pattern: RegExp) => pattern.exec(request)?.[1] ?? '';
    const asked = {
      id: find(/ ID="([^"]+)"/),
      acsUrl: find(/AssertionConsumerServiceURL="([^"]+)"/),
      audience: find(/<(?:[a-z0-9]+:)?Issuer[^>]*>([^<]+)</),
    };
    const now = Date.now();
    const at = (ms: number) => new Date(now + ms).toISOString();
    const id = `_${randomBytes(16).toString('hex')}`;
    const issuer = `<saml:Issuer xmlns:saml="${SAML}">${this.entityId}</saml:Issuer>`;
    const rest = `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode></samlp:Status><saml:EncryptedAssertion xmlns:saml="${SAML}">${this.encrypt(this.assertion(asked, person, at))}</saml:EncryptedAssertion></samlp:Response>`;
    const start = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Destination="${asked.acsUrl}" ID="${id}" InResponseTo="${asked.id}" IssueInstant="${at(0)}" Version="2.0">`;
    const signature = this.sign(`${start}${issuer}${rest}`, id);
    return Buffer.from(`${start}${issuer}${signature}${rest}`).toString('base64');
  }

  private assertion(
    asked: { id: string; acsUrl: string; audience: string },
    person: string,
    at: (ms: number) => string,
  ): string {
    const attributes = [
      ...ATTRIBUTES,
      ['urn:oasis:names:tc:SAML:attribute:subject-id', `${person}@uni.example`],
      ['urn:oid:2.16.840.1.113730.3.1.241', `Ana ${person}`],
    ].map(([name = '', ...values]) => {
      const list = values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('');
      return `<saml:Attribute Name="${name}" NameFormat="${URI_FORMAT}">${list}</saml:Attribute>`;
    });
    const end = at(LASTS_MS);
    return `<saml:Assertion xmlns:saml="${SAML}" ID="_${randomBytes(16).toString('hex')}" IssueInstant="${at(0)}" Version="2.0"><saml:Issuer>${this.entityId}</saml:Issuer><saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">_${person}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${asked.id}" NotOnOrAfter="${end}" Recipient="${asked.acsUrl}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${at(-LASTS_MS)}" NotOnOrAfter="${end}"><saml:AudienceRestriction><saml:Audience>${asked.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${at(-1000)}" SessionIndex="_s${person}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement></saml:Assertion>`;
  }

  /** RSA-OAEP and AES-256-GCM, the key inside of what it opens, as Shibboleth writes it. */
  private encrypt(text: string): string {
    const key = randomBytes(AES_KEY_BYTES);
    const iv = randomBytes(GCM_IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const sealed = Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
    const wrapped = publicEncrypt({ key: this.encryptFor, oaepHash: 'sha1' }, key);
    return `<xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element"><xenc:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"></xenc:EncryptionMethod><ds:KeyInfo xmlns:ds="${DS}"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p"><ds:DigestMethod Algorithm="${DS}sha1"></ds:DigestMethod></xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>${wrapped.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>${sealed.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>`;
  }

  private sign(canonical: string, id: string): string {
    const digest = createHash('sha256').update(canonical).digest('base64');
    const info = `<ds:CanonicalizationMethod Algorithm="${EXC_C14N}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod><ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${DS}enveloped-signature"></ds:Transform><ds:Transform Algorithm="${EXC_C14N}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="${XENC}sha256"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
    const value = sign('sha256', Buffer.from(`<ds:SignedInfo xmlns:ds="${DS}">${info}`), this.key);
    return `<ds:Signature xmlns:ds="${DS}"><ds:SignedInfo>${info}<ds:SignatureValue>${value.toString('base64')}</ds:SignatureValue></ds:Signature>`;
  }
}
