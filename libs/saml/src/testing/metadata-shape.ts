import { certificateToBase64 } from '../keys/read-certificate';
import { IDP_ENTITY_ID } from './response-shape';

const NAMESPACES = [
  'xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"',
  'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"',
  'xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui"',
  'xmlns:mdattr="urn:oasis:names:tc:SAML:metadata:attribute"',
  'xmlns:mdrpi="urn:oasis:names:tc:SAML:metadata:rpi"',
  'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
  'xmlns:shibmd="urn:mace:shibboleth:metadata:1.0"',
  'xmlns:remd="http://refeds.org/metadata"',
].join(' ');

/** Everything the metadata of an identity provider can say, as XML pieces. */
export interface MetadataShape {
  entityId: string | undefined;
  entityAttributes: string;
  entityExtensions: string;
  roleAttributes: string;
  protocols: string;
  roleExtensions: string;
  keys: string;
  services: string;
  roles: string;
  organization: string;
  contacts: string;
}

export function keyDescriptor(certificatePem: string, use?: string): string {
  const attribute = use === undefined ? '' : ` use="${use}"`;
  return `<md:KeyDescriptor${attribute}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n${certificateToBase64(certificatePem)}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
}

export function redirectService(location = 'https://idp.uni.example/idp/profile/SAML2/Redirect/SSO'): string {
  return `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${location}"/>`;
}

export function scope(text: string, regexp = 'false'): string {
  return `<shibmd:Scope regexp="${regexp}">${text}</shibmd:Scope>`;
}

export function entityAttribute(name: string, values: readonly string[]): string {
  const list = values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('');
  return `<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">${list}</saml:Attribute>`;
}

/** One EntityDescriptor; `certificatePem` is its signing key unless `keys` says otherwise. */
export function entityXml(certificatePem: string, overrides: Partial<MetadataShape> = {}): string {
  const shape: MetadataShape = {
    entityId: IDP_ENTITY_ID,
    entityAttributes: '',
    entityExtensions: '',
    roleAttributes: '',
    protocols: 'urn:oasis:names:tc:SAML:2.0:protocol',
    roleExtensions: scope('uni.example'),
    keys: keyDescriptor(certificatePem, 'signing'),
    services: redirectService(),
    roles: '',
    organization: '',
    contacts: '',
    ...overrides,
  };
  const id = shape.entityId === undefined ? '' : ` entityID="${shape.entityId}"`;
  const extensions = (content: string): string =>
    content ? `<md:Extensions>${content}</md:Extensions>` : '';
  const role = `<md:IDPSSODescriptor protocolSupportEnumeration="${shape.protocols}" ${shape.roleAttributes}>${extensions(shape.roleExtensions)}${shape.keys}${shape.services}</md:IDPSSODescriptor>`;
  return `<md:EntityDescriptor ${NAMESPACES}${id} ${shape.entityAttributes}>${extensions(shape.entityExtensions)}${role}${shape.roles}${shape.organization}${shape.contacts}</md:EntityDescriptor>`;
}

export function groupXml(entities: readonly string[], attributes = ''): string {
  return `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ${attributes}>${entities.join('\n')}</md:EntitiesDescriptor>`;
}
