/** Everything a response can say, as the builder writes it. A spec overrides what its case is about. */
export interface ResponseShape {
  responseId: string;
  responseVersion: string;
  /** Left out when undefined, as are all others that may be. */
  responseInResponseTo: string | undefined;
  destination: string | undefined;
  responseIssuer: string | undefined;
  status: string;
  subStatus: string | undefined;
  statusMessage: string | undefined;
  assertionId: string;
  assertionVersion: string;
  assertionNamespace: string;
  assertionIssuer: string;
  issueInstant: string;
  nameId: string;
  confirmations: string[];
  conditions: string;
  authnStatements: string[];
  attributes: string;
  /** Put before the assertion, and after it. */
  beforeAssertion: string;
  afterAssertion: string;
  /** Put as the last thing into the assertion. */
  insideAssertion: string;
}

export const NOW = new Date('2026-11-21T10:00:00.000Z');
export const REQUEST_ID = '_5b2f6c1d8e9a4073b1c2d3e4f5a6b7c8';
export const SP_ENTITY_ID = 'https://virlab.example/saml/sp';
export const ACS_URL = 'https://virlab.example/saml/acs';
export const IDP_ENTITY_ID = 'https://idp.uni.example/idp/shibboleth';
const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';

/** An instant relative to the specs' fixed now, in seconds. */
export function at(seconds: number): string {
  return new Date(NOW.getTime() + seconds * 1000).toISOString();
}

export interface ConfirmationShape {
  method?: string;
  recipient?: string | undefined;
  inResponseTo?: string | undefined;
  notOnOrAfter?: string | undefined;
  notBefore?: string;
}

export function confirmationXml(shape: ConfirmationShape = {}): string {
  const full = { recipient: ACS_URL, inResponseTo: REQUEST_ID, notOnOrAfter: at(300), ...shape };
  const data = attributesXml({
    Recipient: full.recipient,
    InResponseTo: full.inResponseTo,
    NotBefore: full.notBefore,
    NotOnOrAfter: full.notOnOrAfter,
  });
  const method = shape.method ?? 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
  return `<saml:SubjectConfirmation Method="${method}"><saml:SubjectConfirmationData${data}/></saml:SubjectConfirmation>`;
}

export function conditionsXml(
  shape: {
    notBefore?: string;
    notOnOrAfter?: string | undefined;
    audiences?: string[][];
    more?: string;
  } = {},
): string {
  const full = { notBefore: at(-5), notOnOrAfter: at(300), audiences: [[SP_ENTITY_ID]], more: '', ...shape };
  const restrictions = full.audiences.map((audiences) => {
    const list = audiences.map((audience) => `<saml:Audience>${audience}</saml:Audience>`).join('');
    return `<saml:AudienceRestriction>${list}</saml:AudienceRestriction>`;
  });
  const times = attributesXml({ NotBefore: full.notBefore, NotOnOrAfter: full.notOnOrAfter });
  return `<saml:Conditions${times}>${restrictions.join('')}${full.more}</saml:Conditions>`;
}

export function authnStatementXml(
  shape: { authnInstant?: string; sessionNotOnOrAfter?: string; classRef?: string } = {},
): string {
  const attributes = attributesXml({
    AuthnInstant: shape.authnInstant ?? at(-10),
    SessionIndex: '_session1',
    SessionNotOnOrAfter: shape.sessionNotOnOrAfter,
  });
  const classRef = shape.classRef ?? 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
  return `<saml:AuthnStatement${attributes}><saml:AuthnContext><saml:AuthnContextClassRef>${classRef}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;
}

/** An Attribute element; `values` are XML, so that a case can put anything there. */
export function attributeXml(
  name: string,
  values: readonly string[],
  more: Record<string, string | undefined> = {},
): string {
  const attributes = attributesXml({ Name: name, NameFormat: URI_FORMAT, ...more });
  const list = values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('');
  return `<saml:Attribute${attributes}>${list}</saml:Attribute>`;
}

export function validShape(): ResponseShape {
  return {
    responseId: '_response1',
    responseVersion: '2.0',
    responseInResponseTo: REQUEST_ID,
    destination: ACS_URL,
    responseIssuer: IDP_ENTITY_ID,
    status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
    subStatus: undefined,
    statusMessage: undefined,
    assertionId: '_assertion1',
    assertionVersion: '2.0',
    assertionNamespace: 'urn:oasis:names:tc:SAML:2.0:assertion',
    assertionIssuer: IDP_ENTITY_ID,
    issueInstant: at(-5),
    nameId: `<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" NameQualifier="${IDP_ENTITY_ID}" SPNameQualifier="${SP_ENTITY_ID}">_t1</saml:NameID>`,
    confirmations: [confirmationXml()],
    conditions: conditionsXml(),
    authnStatements: [authnStatementXml()],
    attributes: [
      attributeXml('urn:oid:1.3.6.1.4.1.5923.1.1.1.9', ['student@uni.example', 'member@uni.example']),
      attributeXml('urn:oid:2.16.840.1.113730.3.1.241', ['Ana Silva']),
    ].join(''),
    beforeAssertion: '',
    afterAssertion: '',
    insideAssertion: '',
  };
}

export function responseXml(overrides: Partial<ResponseShape> = {}): string {
  const shape = { ...validShape(), ...overrides };
  const attributes = attributesXml({
    ID: shape.responseId,
    Version: shape.responseVersion,
    IssueInstant: shape.issueInstant,
    Destination: shape.destination,
    InResponseTo: shape.responseInResponseTo,
  });
  const issuer =
    shape.responseIssuer === undefined ? '' : `<saml:Issuer>${shape.responseIssuer}</saml:Issuer>`;
  const sub = shape.subStatus ? `<samlp:StatusCode Value="${shape.subStatus}"/>` : '';
  const message = shape.statusMessage
    ? `<samlp:StatusMessage>${shape.statusMessage}</samlp:StatusMessage>`
    : '';
  return [
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"${attributes}>`,
    issuer,
    `<samlp:Status><samlp:StatusCode Value="${shape.status}">${sub}</samlp:StatusCode>${message}</samlp:Status>`,
    shape.beforeAssertion,
    assertionXml(shape),
    shape.afterAssertion,
    '</samlp:Response>',
  ].join('');
}

export function assertionXml(overrides: Partial<ResponseShape> = {}): string {
  const shape = { ...validShape(), ...overrides };
  const attributes = attributesXml({
    ID: shape.assertionId,
    Version: shape.assertionVersion,
    IssueInstant: shape.issueInstant,
  });
  const statement = shape.attributes
    ? `<saml:AttributeStatement>${shape.attributes}</saml:AttributeStatement>`
    : '';
  return [
    `<saml:Assertion xmlns:saml="${shape.assertionNamespace}"${attributes}>`,
    `<saml:Issuer>${shape.assertionIssuer}</saml:Issuer>`,
    `<saml:Subject>${shape.nameId}${shape.confirmations.join('')}</saml:Subject>`,
    shape.conditions,
    ...shape.authnStatements,
    statement,
    shape.insideAssertion,
    '</saml:Assertion>',
  ].join('');
}

function attributesXml(attributes: Record<string, string | undefined>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
}
