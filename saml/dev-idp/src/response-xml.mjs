import { escapeXml } from './xml-text.mjs';

const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
const STATUS = 'urn:oasis:names:tc:SAML:2.0:status';

/**
 * @typedef {object} ResponseModel - what a response says; saml-core-2.0 sections 2 and 3.2
 * @property {string} responseId
 * @property {string} assertionId
 * @property {string} issuer
 * @property {string} audience
 * @property {string} destination
 * @property {string} recipient
 * @property {string | undefined} inResponseTo
 * @property {Date} issueInstant
 * @property {Date} notBefore
 * @property {Date} notOnOrAfter
 * @property {Date} sessionNotOnOrAfter
 * @property {string} sessionIndex
 * @property {string} nameId - transient
 * @property {string} spEntityId
 * @property {[name: string, friendlyName: string, values: string[]][]} attributes
 * @property {string} [failure] - second-level status; the response then has no assertion
 */

/**
 * Writes the response, not yet signed or encrypted.
 *
 * @param {ResponseModel} model
 * @returns {string}
 */
export function responseXml(model) {
  const status =
    model.failure === undefined
      ? `<samlp:StatusCode Value="${STATUS}:Success"/>`
      : `<samlp:StatusCode Value="${STATUS}:Responder"><samlp:StatusCode Value="${STATUS}:${model.failure}"/></samlp:StatusCode>` +
        '<samlp:StatusMessage>The person did not sign in</samlp:StatusMessage>';
  return (
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"' +
    ` ID="${model.responseId}" Version="2.0" IssueInstant="${model.issueInstant.toISOString()}"` +
    ` Destination="${escapeXml(model.destination)}"${inResponseTo(model)}>` +
    `<saml:Issuer>${escapeXml(model.issuer)}</saml:Issuer>` +
    `<samlp:Status>${status}</samlp:Status>` +
    (model.failure === undefined ? assertionXml(model) : '') +
    '</samlp:Response>'
  );
}

/** @param {ResponseModel} model */
function assertionXml(model) {
  const instant = model.issueInstant.toISOString();
  const end = model.notOnOrAfter.toISOString();
  return (
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${model.assertionId}" Version="2.0" IssueInstant="${instant}">` +
    `<saml:Issuer>${escapeXml(model.issuer)}</saml:Issuer>` +
    '<saml:Subject>' +
    `<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient" NameQualifier="${escapeXml(model.issuer)}"` +
    ` SPNameQualifier="${escapeXml(model.spEntityId)}">${escapeXml(model.nameId)}</saml:NameID>` +
    '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">' +
    `<saml:SubjectConfirmationData NotOnOrAfter="${end}" Recipient="${escapeXml(model.recipient)}"${inResponseTo(model)}/>` +
    '</saml:SubjectConfirmation></saml:Subject>' +
    `<saml:Conditions NotBefore="${model.notBefore.toISOString()}" NotOnOrAfter="${end}">` +
    `<saml:AudienceRestriction><saml:Audience>${escapeXml(model.audience)}</saml:Audience></saml:AudienceRestriction>` +
    '</saml:Conditions>' +
    `<saml:AuthnStatement AuthnInstant="${instant}" SessionIndex="${model.sessionIndex}"` +
    ` SessionNotOnOrAfter="${model.sessionNotOnOrAfter.toISOString()}"><saml:AuthnContext>` +
    '<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef>' +
    '</saml:AuthnContext></saml:AuthnStatement>' +
    attributesXml(model.attributes) +
    '</saml:Assertion>'
  );
}

/** @param {ResponseModel['attributes']} attributes - without any there is no statement: the schema wants at least one */
function attributesXml(attributes) {
  if (attributes.length === 0) return '';
  const elements = attributes.map(
    ([name, friendlyName, values]) =>
      `<saml:Attribute Name="${escapeXml(name)}" NameFormat="${URI_FORMAT}" FriendlyName="${escapeXml(friendlyName)}">` +
      values.map((value) => `<saml:AttributeValue>${escapeXml(value)}</saml:AttributeValue>`).join('') +
      '</saml:Attribute>',
  );
  return `<saml:AttributeStatement>${elements.join('')}</saml:AttributeStatement>`;
}

/** @param {ResponseModel} model */
function inResponseTo(model) {
  return model.inResponseTo === undefined ? '' : ` InResponseTo="${escapeXml(model.inResponseTo)}"`;
}
