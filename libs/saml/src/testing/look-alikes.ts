import type { AcceptResponseInput } from '../response/accept-response';
import { encryptAssertion } from './encrypt-assertion';
import { EXCEPTION, signed, signedAssertion } from './hostile/hostile-case';
import {
  at,
  attributeXml,
  authnStatementXml,
  conditionsXml,
  confirmationXml,
  IDP_ENTITY_ID,
  NOW,
  REQUEST_ID,
  type ResponseShape,
  responseXml,
  SP_ENTITY_ID,
} from './response-shape';
import { encryptedLookAlikes } from './look-alikes-encrypted';
import { signedLookAlikes } from './look-alikes-signed';
import { signMessage } from './sign-message';
import type { TestParties } from './test-parties';

/** A message that looks odd, or like a hostile one, and must be accepted all the same. */
export interface LookAlike {
  name: string;
  make(parties: TestParties): Promise<{ xml: string; overrides?: Partial<AcceptResponseInput> }>;
}

const certificate = (parties: TestParties): string => parties.sp.decryption[1]!.certificatePem;

function says(
  name: string,
  shape: Partial<ResponseShape>,
  overrides?: Partial<AcceptResponseInput>,
): LookAlike {
  return { name, make: async (parties) => ({ xml: signed(parties, shape), overrides }) };
}

function made(
  name: string,
  make: (parties: TestParties) => string | Promise<string>,
  overrides?: Partial<AcceptResponseInput>,
): LookAlike {
  return { name, make: async (parties) => ({ xml: await make(parties), overrides }) };
}

const PENDING = {
  requestId: REQUEST_ID,
  idpEntityId: IDP_ENTITY_ID,
  createdAt: new Date(NOW.getTime() - 60_000),
};

export const lookAlikes: readonly LookAlike[] = [
  made('an XML declaration', (parties) => `<?xml version="1.0" encoding="utf-8"?>\n${signed(parties, {})}`),
  made('a message laid out on many lines', (parties) =>
    signMessage(responseXml().replaceAll('><', '>\n  <'), 'Response', parties.idpKey),
  ),
  made('line ends of another system', (parties) =>
    signMessage(responseXml().replaceAll('><', '>\n<'), 'Response', parties.idpKey).replaceAll('\n', '\r\n'),
  ),
  made('other prefixes', (parties) =>
    signMessage(
      responseXml()
        .replaceAll('samlp:', 'p0:')
        .replaceAll('xmlns:samlp', 'xmlns:p0')
        .replaceAll('saml:', 'a:')
        .replaceAll('xmlns:saml', 'xmlns:a'),
      'Response',
      parties.idpKey,
    ),
  ),
  made('both the response and the assertion signed', (parties) =>
    signMessage(signedAssertion(parties), 'Response', parties.idpKey),
  ),
  made('SHA-512', (parties) =>
    signMessage(responseXml(), 'Response', parties.idpKey, {
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha512',
    }),
  ),
  made('RSA-PSS', (parties) =>
    signMessage(responseXml(), 'Response', parties.idpKey, {
      signatureAlgorithm: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
    }),
  ),
  made('an encrypted assertion', async (parties) =>
    signMessage(await encryptAssertion(responseXml(), certificate(parties)), 'Response', parties.idpKey),
  ),
  made('an encrypted assertion by AES-128', async (parties) =>
    signMessage(
      await encryptAssertion(responseXml(), certificate(parties), {
        encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes128-gcm',
      }),
      'Response',
      parties.idpKey,
    ),
  ),
  made('an encrypted assertion whose key stands beside it, pointed to', async (parties) => {
    const xml = await encryptAssertion(responseXml(), certificate(parties));
    const [key] = /<e:EncryptedKey[\s\S]*<\/e:EncryptedKey>/.exec(xml)!;
    const pointer =
      '<RetrievalMethod xmlns="http://www.w3.org/2000/09/xmldsig#" Type="http://www.w3.org/2001/04/xmlenc#EncryptedKey" URI="#_key"/>';
    const moved = xml
      .replace(key, pointer)
      .replace(
        '</saml:EncryptedAssertion>',
        `${key.replace('<e:EncryptedKey', '<e:EncryptedKey Id="_key"')}</saml:EncryptedAssertion>`,
      );
    return signMessage(moved, 'Response', parties.idpKey);
  }),
  made('only the assertion signed, with the exception', (parties) => signedAssertion(parties), EXCEPTION),
  made('a signed response, with the exception', (parties) => signed(parties, {}), EXCEPTION),
  made(
    'an assertion signed and then encrypted, with the exception',
    async (parties) => encryptAssertion(signedAssertion(parties), certificate(parties)),
    EXCEPTION,
  ),
  made(
    'an unsigned response without destination and issuer, with the exception',
    (parties) =>
      signedAssertion(parties, { destination: undefined }).replace(
        /<saml:Issuer>[^<]*<\/saml:Issuer><samlp:Status>/,
        '<samlp:Status>',
      ),
    EXCEPTION,
  ),
  says('a subject without a name', { nameId: '' }),
  says('no attributes', { attributes: '' }),
  says('a confirmation that does not fit before one that does', {
    confirmations: [confirmationXml({ recipient: 'https://other.example' }), confirmationXml()],
  }),
  says('another kind of confirmation beside the bearer one', {
    confirmations: [
      confirmationXml({ method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' }),
      confirmationXml(),
    ],
  }),
  says('conditions that bind only others', {
    conditions: conditionsXml({ more: '<saml:OneTimeUse/><saml:ProxyRestriction Count="0"/>' }),
  }),
  says('conditions without times', {
    conditions: conditionsXml({ notBefore: undefined, notOnOrAfter: undefined }),
  }),
  says('several audiences, of which we are one', {
    conditions: conditionsXml({ audiences: [['https://other.example', SP_ENTITY_ID]] }),
  }),
  says('clocks that differ by three minutes, theirs ahead', {
    issueInstant: at(180),
    conditions: conditionsXml({ notBefore: at(180) }),
    authnStatements: [authnStatementXml({ authnInstant: at(180) })],
  }),
  says('clocks that differ by three minutes, theirs behind', {
    conditions: conditionsXml({ notOnOrAfter: at(-179) }),
    confirmations: [confirmationXml({ notOnOrAfter: at(-179) })],
    authnStatements: [authnStatementXml({ sessionNotOnOrAfter: at(-179) })],
  }),
  says('times with an offset and fractions', {
    conditions: conditionsXml({ notOnOrAfter: '2026-11-21T11:05:00.1234567+01:00' }),
  }),
  says('a fresh sign-in where one was asked for', {}, { pending: { ...PENDING, forceAuthn: true } }),
  says(
    'a second factor where one was asked for',
    { authnStatements: [authnStatementXml({ classRef: 'https://refeds.org/profile/mfa' })] },
    { pending: { ...PENDING, authnContextClassRefs: ['https://refeds.org/profile/mfa'] } },
  ),
  says('a value that speaks of a doctype, escaped', {
    attributes: attributeXml('urn:x', ['&lt;!DOCTYPE x&gt;']),
  }),
  says('attributes called like properties', {
    attributes: ['nameID', '__proto__', 'constructor', 'sessionIndex', 'inResponseTo']
      .map((name) => attributeXml(name, ['x']))
      .join(''),
  }),
  says('clocks that differ by half a minute, theirs ahead', {
    issueInstant: at(30),
    conditions: conditionsXml({ notBefore: at(30) }),
    authnStatements: [authnStatementXml({ authnInstant: at(30) })],
  }),
  says('clocks that differ by half a minute, theirs behind', {
    conditions: conditionsXml({ notOnOrAfter: at(-30) }),
    confirmations: [confirmationXml({ notOnOrAfter: at(-30) })],
  }),
  ...signedLookAlikes,
  ...encryptedLookAlikes,
];
