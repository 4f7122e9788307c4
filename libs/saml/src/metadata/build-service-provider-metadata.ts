import { certificateToBase64 } from '../keys/read-certificate';
import type {
  ContactPerson,
  LocalizedText,
  Organization,
  RequestedAttribute,
  ServiceProvider,
} from '../service-provider';
import { ns } from '../xml/namespaces';
import { writeElement as el } from '../xml/write-element';

const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
const SECURITY_CONTACT = 'http://refeds.org/metadata/contactType/security';
const SUBJECT_IDS = new Set([
  'urn:oasis:names:tc:SAML:attribute:subject-id',
  'urn:oasis:names:tc:SAML:attribute:pairwise-id',
]);
const ENCRYPTION_METHODS = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
];

/** Properties of the document itself; a signature needs the id. */
export interface DocumentProperties {
  id?: string;
  /** Until when it may be relied on. Left out of what is registered by hand: it would run out in the registry. */
  validUntil?: Date;
  /** After how many seconds those who fetch it should look again. */
  cacheSeconds?: number;
}

/**
 * Writes our own EntityDescriptor (SAML metadata 2.3.2, 2.4.4; SAML2Int SDP-SP39). It advertises what this service
 * does and nothing more: signed requests, responses by POST, encrypted assertions, logout by redirect. Parts that are
 * not configured are left out. Elements follow the order of the schema.
 */
export function buildServiceProviderMetadata(sp: ServiceProvider, document: DocumentProperties = {}): string {
  const namespaces = Object.fromEntries(
    (['md', 'ds', 'mdui', 'mdattr', 'saml', 'idpdisc', 'remd'] as const).map((prefix) => [
      `xmlns:${prefix}`,
      ns[prefix],
    ]),
  );
  const attributes = {
    ...namespaces,
    entityID: sp.entityId,
    ID: document.id,
    validUntil: document.validUntil?.toISOString(),
    cacheDuration: document.cacheSeconds === undefined ? undefined : `PT${document.cacheSeconds}S`,
  };
  const descriptor = el('md:EntityDescriptor', attributes, [
    entityExtensions(sp),
    el('md:SPSSODescriptor', { protocolSupportEnumeration: ns.samlp, AuthnRequestsSigned: 'true' }, [
      roleExtensions(sp),
      ...[sp.signing.certificatePem, ...(sp.upcomingSigningCertificates ?? [])].map((pem) =>
        keyDescriptor('signing', pem),
      ),
      ...encryptionCertificates(sp).map((pem) => keyDescriptor('encryption', pem)),
      sp.sloUrl &&
        el('md:SingleLogoutService', {
          Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
          Location: sp.sloUrl,
        }),
      el('md:AssertionConsumerService', {
        Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
        Location: sp.acsUrl,
        index: '1',
        isDefault: 'true',
      }),
      attributeConsumingService(sp),
    ]),
    sp.organization && organization(sp.organization),
    ...(sp.contacts ?? []).map(contactPerson),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${descriptor}\n`;
}

function entityExtensions(sp: ServiceProvider): string | undefined {
  const attributes = [
    entityAttribute('http://macedir.org/entity-category', sp.entityCategories ?? []),
    entityAttribute(
      'urn:oasis:names:tc:SAML:profiles:subject-id:req',
      sp.subjectIdRequirement ? [sp.subjectIdRequirement] : [],
    ),
    entityAttribute(
      'urn:oasis:names:tc:SAML:attribute:assurance-certification',
      sp.assuranceCertifications ?? [],
    ),
  ].filter((attribute) => attribute !== undefined);
  if (attributes.length === 0) return undefined;
  return el('md:Extensions', {}, [el('mdattr:EntityAttributes', {}, attributes)]);
}

function entityAttribute(name: string, values: readonly string[]): string | undefined {
  if (values.length === 0) return undefined;
  const children = values.map((value) => el('saml:AttributeValue', {}, value));
  return el('saml:Attribute', { Name: name, NameFormat: URI_FORMAT }, children);
}

function roleExtensions(sp: ServiceProvider): string {
  const names = [{ language: 'en', text: sp.displayName }, ...(sp.displayNames ?? [])];
  const { logo } = sp;
  return el('md:Extensions', {}, [
    sp.discoveryResponseUrl &&
      el('idpdisc:DiscoveryResponse', { Binding: ns.idpdisc, Location: sp.discoveryResponseUrl, index: '1' }),
    el('mdui:UIInfo', {}, [
      ...localized('mdui:DisplayName', onePerLanguage(names)),
      ...localized('mdui:Description', sp.description ?? []),
      logo && el('mdui:Logo', { height: String(logo.height), width: String(logo.width) }, logo.url),
      ...localized('mdui:InformationURL', english(sp.informationUrl)),
      ...localized('mdui:PrivacyStatementURL', english(sp.privacyStatementUrl)),
    ]),
  ]);
}

function encryptionCertificates({ encryptionCertificates, decryption }: ServiceProvider): readonly string[] {
  return encryptionCertificates ?? decryption.map(({ certificatePem }) => certificatePem);
}

function keyDescriptor(use: 'signing' | 'encryption', pem: string): string {
  const certificate = el('ds:X509Certificate', {}, certificateToBase64(pem));
  const methods = use === 'encryption' ? ENCRYPTION_METHODS : [];
  return el('md:KeyDescriptor', { use }, [
    el('ds:KeyInfo', {}, [el('ds:X509Data', {}, [certificate])]),
    ...methods.map((algorithm) => el('md:EncryptionMethod', { Algorithm: algorithm })),
  ]);
}

function attributeConsumingService(sp: ServiceProvider): string | undefined {
  // What recognises people is asked for by the entity attribute and must not be listed here.
  const requested = (sp.requestedAttributes ?? []).filter(({ name }) => !SUBJECT_IDS.has(name));
  if (requested.length === 0) return undefined;
  return el('md:AttributeConsumingService', { index: '1' }, [
    ...localized(
      'md:ServiceName',
      onePerLanguage([{ language: 'en', text: sp.displayName }, ...(sp.displayNames ?? [])]),
    ),
    ...requested.map(requestedAttribute),
  ]);
}

function requestedAttribute({ name, nameFormat, friendlyName, isRequired }: RequestedAttribute): string {
  return el('md:RequestedAttribute', {
    FriendlyName: friendlyName,
    Name: name,
    NameFormat: nameFormat ?? URI_FORMAT,
    isRequired: isRequired ? 'true' : undefined,
  });
}

function organization({ language, name, displayName, url }: Organization): string {
  return el('md:Organization', {}, [
    ...localized('md:OrganizationName', [{ language, text: name }]),
    ...localized('md:OrganizationDisplayName', [{ language, text: displayName }]),
    ...localized('md:OrganizationURL', [{ language, text: url }]),
  ]);
}

function contactPerson({ kind, givenName, email }: ContactPerson): string {
  const attributes =
    kind === 'security'
      ? { contactType: 'other', 'remd:contactType': SECURITY_CONTACT }
      : { contactType: kind };
  return el('md:ContactPerson', attributes, [
    el('md:GivenName', {}, givenName),
    el('md:EmailAddress', {}, `mailto:${email}`),
  ]);
}

function localized(name: string, texts: readonly LocalizedText[]): string[] {
  return texts.map(({ language, text }) => el(name, { 'xml:lang': language }, text));
}

/** A language may be named once (mdui 2.1.2); a later text replaces an earlier one. */
function onePerLanguage(texts: readonly LocalizedText[]): LocalizedText[] {
  return [...new Map(texts.map((text) => [text.language, text])).values()];
}

function english(url: string | undefined): LocalizedText[] {
  return url === undefined ? [] : [{ language: 'en', text: url }];
}
