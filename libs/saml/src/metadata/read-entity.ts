import type { readCertificate } from '../keys/read-certificate';
import { ns } from '../xml/namespaces';
import { attributeIn, attributeOf, childOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import type { IdentityProviderMetadata, ProviderContact } from './identity-provider-metadata';
import { MetadataRefusal, type MetadataRefusalCode } from './metadata-refusal';
import { readDisplay } from './read-display';
import { readEntityAttributes } from './read-entity-attributes';
import { readScopes } from './read-scopes';
import { readSingleLogout } from './read-single-logout';
import { readSigningCertificates } from './read-signing-certificates';
import { earliest, validUntilOf } from './valid-until';

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
/** The schema's limit for an entityID. */
const MAX_ENTITY_ID = 1024;
const ENTITY_CATEGORY = 'http://macedir.org/entity-category';
const ASSURANCE = 'urn:oasis:names:tc:SAML:attribute:assurance-certification';
const HIDE = 'http://refeds.org/category/hide-from-discovery';

/** True when the entity states the role of an identity provider, usable or not. */
export function hasIdentityProviderRole(entity: XmlElement): boolean {
  return childOf(entity, ns.md, 'IDPSSODescriptor') !== undefined;
}

/**
 * Reads one EntityDescriptor as an identity provider (SAML metadata 2.3.2, 2.4.3).
 *
 * @param context the end of validity of the groups around it, the time now, and how to read certificates
 * @throws MetadataRefusal when anything is missing without which nobody could be signed in safely
 */
export function readEntity(
  entity: XmlElement,
  context: { validUntil: Date | undefined; now: Date; readCertificate?: typeof readCertificate },
): IdentityProviderMetadata {
  const entityId = readEntityId(entity);
  const refuse = (code: MetadataRefusalCode, message: string, at: XmlElement = entity): never => {
    throw new MetadataRefusal(code, message, entityId, at.line);
  };
  const role = readRole(entity, refuse);
  const validUntil = earliest(earliest(context.validUntil, validUntilOf(entity)), validUntilOf(role));
  if (validUntil && validUntil.getTime() <= context.now.getTime()) {
    refuse('metadata-expired', `"${entityId}" was valid until ${validUntil.toISOString()}`);
  }
  const extensions = childOf(entity, ns.md, 'Extensions');
  const attributes = readEntityAttributes(extensions);
  const entityCategories = attributes.get(ENTITY_CATEGORY) ?? [];
  const registration = extensions && childOf(extensions, ns.mdrpi, 'RegistrationInfo');
  const errorUrl = attributeOf(role, 'errorURL');
  return {
    entityId,
    ...readDisplay(entity, role),
    ...readScopes(entity, role),
    ssoRedirectUrl: readRedirectUrl(role, refuse),
    ...readSingleLogout(role),
    signingCertificates: readSigningCertificates(role, refuse, context.readCertificate),
    ...(errorUrl !== undefined && isWebUrl(errorUrl) ? { errorUrl } : {}),
    contacts: [
      ...childrenOf(entity, ns.md, 'ContactPerson'),
      ...childrenOf(role, ns.md, 'ContactPerson'),
    ].map(readContact),
    registrationAuthority: registration && attributeOf(registration, 'registrationAuthority'),
    entityCategories,
    assurance: attributes.get(ASSURANCE) ?? [],
    hideFromDiscovery: entityCategories.includes(HIDE),
    wantAuthnRequestsSigned: ['true', '1'].includes(attributeOf(role, 'WantAuthnRequestsSigned') ?? ''),
    validUntil: validUntil?.toISOString(),
  };
}

function readEntityId(entity: XmlElement): string {
  const entityId = attributeOf(entity, 'entityID');
  if (!entityId) {
    throw new MetadataRefusal(
      'entity-id-missing',
      'EntityDescriptor without an entityID',
      undefined,
      entity.line,
    );
  }
  // It is compared character by character, so nothing that could be trimmed or folded may be in it.
  if (entityId.length > MAX_ENTITY_ID || !/^[a-z][a-z0-9+.-]*:[^\s<>"]+$/i.test(entityId)) {
    const message = `entityID "${entityId.slice(0, MAX_ENTITY_ID)}" is no absolute URI of at most ${MAX_ENTITY_ID} characters`;
    throw new MetadataRefusal('entity-id-malformed', message, entityId.slice(0, MAX_ENTITY_ID), entity.line);
  }
  return entityId;
}

type Refuse = (code: MetadataRefusalCode, message: string, at?: XmlElement) => never;

function readRole(entity: XmlElement, refuse: Refuse): XmlElement {
  const roles = childrenOf(entity, ns.md, 'IDPSSODescriptor');
  if (roles.length === 0)
    return refuse('idp-role-missing', 'no IDPSSODescriptor: this is no identity provider');
  const saml2 = roles.filter((role) =>
    (attributeOf(role, 'protocolSupportEnumeration') ?? '').split(/\s+/).includes(ns.samlp),
  );
  const [role, another] = saml2;
  if (!role) return refuse('saml2-unsupported', 'no IDPSSODescriptor speaks SAML 2.0', roles[0]);
  if (another)
    return refuse('idp-role-ambiguous', `${saml2.length} IDPSSODescriptor speak SAML 2.0`, another);
  return role;
}

function readRedirectUrl(role: XmlElement, refuse: Refuse): string {
  const service = childrenOf(role, ns.md, 'SingleSignOnService').find(
    (candidate) => attributeOf(candidate, 'Binding') === REDIRECT,
  );
  if (!service)
    return refuse('sso-redirect-missing', `no SingleSignOnService with binding ${REDIRECT}`, role);
  const location = attributeOf(service, 'Location') ?? '';
  // Browsers are sent there, so a script or data URL must never get this far.
  if (!isWebUrl(location))
    return refuse('sso-url-malformed', `Location "${location}" is no http(s) URL`, service);
  return location;
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);
}

function readContact(contact: XmlElement): ProviderContact {
  const name = ['GivenName', 'SurName']
    .map((part) => childOf(contact, ns.md, part)?.text.trim())
    .filter(Boolean);
  const refedsKind = attributeIn(contact, ns.remd, 'contactType');
  return {
    kind: attributeOf(contact, 'contactType') ?? 'other',
    ...(refedsKind === undefined ? {} : { refedsKind }),
    ...(name.length > 0 ? { name: name.join(' ') } : {}),
    emails: childrenOf(contact, ns.md, 'EmailAddress').map(({ text }) =>
      text.trim().replace(/^mailto:/i, ''),
    ),
  };
}
