import type { AcceptResponseInput } from '../../response/accept-response';
import {
  assertionXml,
  at,
  attributeXml,
  authnStatementXml,
  conditionsXml,
  confirmationXml,
  IDP_ENTITY_ID,
  NOW,
  REQUEST_ID,
  type ResponseShape,
} from '../response-shape';
import { EXCEPTION, type HostileCase, signed, signedAssertion } from './hostile-case';

const PENDING = {
  requestId: REQUEST_ID,
  idpEntityId: IDP_ENTITY_ID,
  createdAt: new Date(NOW.getTime() - 60_000),
};

function says(shape: Partial<ResponseShape>, overrides?: Partial<AcceptResponseInput>): HostileCase['make'] {
  return (parties) => ({ xml: signed(parties, shape), overrides });
}

const MANY = {
  attributes: Array.from({ length: 201 }, (_, index) => attributeXml(`urn:a:${index}`, ['x'])).join(''),
};

/** Rightly signed messages that say something which does not fit us, the request, or the hour. */
export const hostileClaims: readonly HostileCase[] = [
  { name: 'an answer to no request', code: 'unsolicited', make: says({ responseInResponseTo: undefined }) },
  {
    name: 'an answer to another request',
    code: 'request-mismatch',
    make: says({ responseInResponseTo: '_other' }),
  },
  {
    name: 'an answer after an hour',
    code: 'request-expired',
    make: says({}, { pending: { ...PENDING, createdAt: new Date(NOW.getTime() - 3_600_001) } }),
  },
  {
    name: 'a request from the future',
    code: 'request-expired',
    make: says({}, { pending: { ...PENDING, createdAt: new Date(NOW.getTime() + 180_001) } }),
  },
  {
    name: 'metadata of another provider than was asked',
    after: 'SimpleSAMLphp CVE-2026-49283',
    code: 'idp-mismatch',
    make: says({}, { pending: { ...PENDING, idpEntityId: 'https://other.example' } }),
  },
  {
    name: 'metadata past its end',
    code: 'idp-metadata-expired',
    make: (parties) => ({
      xml: signed(parties, {}),
      overrides: { idp: { ...parties.idp, validUntil: at(0) } },
    }),
  },
  {
    name: 'metadata whose end cannot be read',
    code: 'idp-metadata-expired',
    make: (parties) => ({
      xml: signed(parties, {}),
      overrides: { idp: { ...parties.idp, validUntil: 'soon' } },
    }),
  },
  {
    name: 'a provider without keys',
    after: 'Keycloak CVE-2026-16443, SolarWinds CVE-2026-28323',
    code: 'idp-without-keys',
    make: (parties) => ({
      xml: signed(parties, {}),
      overrides: { idp: { ...parties.idp, signingCertificates: [] } },
    }),
  },
  {
    name: 'an assertion beside a failure',
    after: 'accepted by node-saml 5.1.0',
    code: 'status-not-success',
    make: says({ status: 'urn:oasis:names:tc:SAML:2.0:status:Responder' }),
  },
  {
    name: 'success below a failure',
    code: 'status-not-success',
    make: says({
      status: 'urn:oasis:names:tc:SAML:2.0:status:Responder',
      subStatus: 'urn:oasis:names:tc:SAML:2.0:status:Success',
    }),
  },
  {
    name: 'a response for another service',
    after: 'node-saml #437',
    code: 'destination-mismatch',
    make: says({ destination: 'https://other.example/acs' }),
  },
  {
    name: 'a signed response for nobody',
    code: 'destination-mismatch',
    make: says({ destination: undefined }),
  },
  {
    name: 'a response of another provider',
    after: 'accepted by node-saml 5.1.0',
    code: 'issuer-mismatch',
    make: says({ responseIssuer: 'https://other.example' }),
  },
  {
    name: 'an assertion of another provider',
    after: 'accepted by node-saml 5.1.0',
    code: 'issuer-mismatch',
    make: says({ assertionIssuer: 'https://other.example' }),
  },
  {
    name: 'an issuer that is no entity',
    code: 'issuer-mismatch',
    make: (parties) => ({
      xml: signed(parties, {
        assertionIssuer: `${IDP_ENTITY_ID}</saml:Issuer><saml:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">x`,
      }),
    }),
  },
  { name: 'an assertion of SAML 1.1', code: 'version-unsupported', make: says({ assertionVersion: '1.1' }) },
  { name: 'an assertion without an ID', code: 'assertion-malformed', make: says({ assertionId: '' }) },
  {
    name: 'no statement of sign-in',
    after: 'accepted by node-saml 5.1.0',
    code: 'authn-statement-missing',
    make: says({ authnStatements: [] }),
  },
  {
    name: 'two statements of sign-in',
    code: 'authn-statement-repeated',
    make: says({ authnStatements: [authnStatementXml(), authnStatementXml()] }),
  },
  {
    name: 'a sign-in in the future',
    code: 'authn-in-future',
    make: says({ authnStatements: [authnStatementXml({ authnInstant: at(181) })] }),
  },
  {
    name: 'a sign-in at no time',
    code: 'authn-statement-malformed',
    make: says({ authnStatements: [authnStatementXml({ authnInstant: 'yesterday' })] }),
  },
  {
    name: 'a session that is over',
    code: 'session-expired',
    make: says({ authnStatements: [authnStatementXml({ sessionNotOnOrAfter: at(-180) })] }),
  },
  {
    name: 'an old sign-in where a fresh one was asked for',
    code: 'authn-too-old',
    make: says(
      { authnStatements: [authnStatementXml({ authnInstant: at(-241) })] },
      { pending: { ...PENDING, forceAuthn: true } },
    ),
  },
  {
    name: 'a password where a second factor was asked for',
    code: 'authn-context-mismatch',
    make: says({}, { pending: { ...PENDING, authnContextClassRefs: ['https://refeds.org/profile/mfa'] } }),
  },
  {
    name: 'no subject',
    code: 'subject-malformed',
    make: (parties) => ({
      xml: signed(parties, { nameId: '</saml:Subject><saml:Subject>' }),
    }),
  },
  {
    name: 'two names for one subject',
    code: 'subject-malformed',
    make: says({ nameId: '<saml:NameID>a</saml:NameID><saml:NameID>admin</saml:NameID>' }),
  },
  {
    name: 'no confirmation',
    after: 'accepted by node-saml 5.1.0',
    code: 'subject-confirmation-missing',
    make: says({ confirmations: [] }),
  },
  {
    name: 'a confirmation for the holder of a key',
    after: 'node-saml #435',
    code: 'subject-confirmation-not-bearer',
    make: says({
      confirmations: [confirmationXml({ method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' })],
    }),
  },
  {
    name: 'a confirmation without data',
    code: 'subject-confirmation-malformed',
    make: says({
      confirmations: ['<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"/>'],
    }),
  },
  {
    name: 'a confirmation that begins later',
    code: 'subject-confirmation-malformed',
    make: says({ confirmations: [confirmationXml({ notBefore: at(-10) })] }),
  },
  {
    name: 'a confirmation without an end',
    code: 'subject-confirmation-malformed',
    make: says({ confirmations: [confirmationXml({ notOnOrAfter: undefined })] }),
  },
  {
    name: 'a confirmation for another service',
    after: 'passport-saml #509',
    code: 'recipient-mismatch',
    make: says({ confirmations: [confirmationXml({ recipient: 'https://other.example/acs' })] }),
  },
  {
    name: 'a confirmation for nobody',
    code: 'recipient-mismatch',
    make: says({ confirmations: [confirmationXml({ recipient: undefined })] }),
  },
  {
    name: 'a confirmation of no request, which could be used again and again',
    after: 'accepted each time by node-saml 5.1.0',
    code: 'in-response-to-mismatch',
    make: says({ confirmations: [confirmationXml({ inResponseTo: undefined })] }),
  },
  {
    name: 'a confirmation of another request',
    code: 'in-response-to-mismatch',
    make: says({ confirmations: [confirmationXml({ inResponseTo: '_other' })] }),
  },
  {
    name: 'an unsolicited signed assertion in an unsigned response that claims our request',
    after: 'node-saml #433',
    code: 'in-response-to-mismatch',
    make: (parties) => ({
      xml: signedAssertion(parties, { confirmations: [confirmationXml({ inResponseTo: undefined })] }),
      overrides: EXCEPTION,
    }),
  },
  {
    name: 'a confirmation that is over',
    after: 'node-saml #436',
    code: 'confirmation-expired',
    make: says({ confirmations: [confirmationXml({ notOnOrAfter: at(-180) })] }),
  },
  { name: 'no conditions', code: 'conditions-missing', make: says({ conditions: '' }) },
  {
    name: 'conditions twice',
    code: 'conditions-repeated',
    make: says({ conditions: conditionsXml() + conditionsXml() }),
  },
  {
    name: 'a condition nobody here understands',
    code: 'condition-unknown',
    make: says({ conditions: conditionsXml({ more: '<x:OnlyOnMondays xmlns:x="urn:x"/>' }) }),
  },
  {
    name: 'conditions with an unreadable end',
    code: 'conditions-malformed',
    make: says({ conditions: conditionsXml({ notOnOrAfter: '2026-11-21 12:00' }) }),
  },
  {
    name: 'an assertion for later',
    code: 'assertion-not-yet-valid',
    make: says({ conditions: conditionsXml({ notBefore: at(181) }) }),
  },
  {
    name: 'an assertion issued in the future',
    code: 'assertion-not-yet-valid',
    make: says({ issueInstant: at(181) }),
  },
  {
    name: 'an assertion of the past',
    code: 'assertion-expired',
    make: says({ conditions: conditionsXml({ notOnOrAfter: at(-180) }) }),
  },
  {
    name: 'an assertion for anybody',
    code: 'audience-missing',
    make: says({ conditions: conditionsXml({ audiences: [] }) }),
  },
  {
    name: 'an assertion for another service',
    code: 'audience-mismatch',
    make: says({ conditions: conditionsXml({ audiences: [['https://other.example/sp']] }) }),
  },
  {
    name: 'an assertion restricted to us and to another',
    code: 'audience-mismatch',
    make: says({
      conditions: conditionsXml({
        audiences: [['https://virlab.example/saml/sp'], ['https://other.example']],
      }),
    }),
  },
  { name: 'more attributes than anybody has', code: 'attributes-too-many', make: says(MANY) },
  {
    name: 'more values than anybody has',
    code: 'attributes-too-many',
    make: says({
      attributes: attributeXml(
        'urn:a',
        Array.from({ length: 1001 }, () => 'x'),
      ),
    }),
  },
  {
    name: 'a value of nine thousand bytes',
    code: 'attribute-value-too-long',
    make: says({ attributes: attributeXml('urn:a', ['x'.repeat(9_000)]) }),
  },
  {
    name: 'an attribute without a name',
    code: 'attribute-malformed',
    make: says({ attributes: attributeXml('', ['x']) }),
  },
  {
    name: 'a failure report that brings an assertion along in its message',
    code: 'assertion-misplaced',
    make: (parties) => ({
      xml: signed(parties, { statusMessage: assertionXml({ assertionId: '_x' }) }).replace(
        /(<\/samlp:Status>)<saml:Assertion[\s\S]*<\/saml:Assertion>/,
        '$1',
      ),
    }),
  },
];
