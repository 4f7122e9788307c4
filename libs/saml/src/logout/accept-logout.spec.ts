import { sign } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOGOUT_ID, logoutXml, NAME, type QueryShape, signedQuery, SLO_URL } from '../testing/logout-message';
import { IDP_ENTITY_ID, NOW } from '../testing/response-shape';
import { ecKey } from '../testing/ec-key';
import { type TestParties, testParties } from '../testing/test-parties';
import { acceptLogoutRequest } from './accept-logout-request';
import { acceptLogoutResponse } from './accept-logout-response';
import { LogoutRefusal } from './logout-refusal';
import { readLogoutEnvelope } from './read-logout-envelope';

const lower = (text: string) =>
  encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
const index = (...values: string[]) =>
  values.map((value) => `<samlp:SessionIndex>${value}</samlp:SessionIndex>`).join('');
const at = (milliseconds: number) => new Date(NOW.getTime() + milliseconds).toISOString();

describe('an acceptable logout message', () => {
  let parties: TestParties;
  beforeAll(async () => {
    parties = await testParties();
  });
  const take = (query: string, idp = parties.idp) =>
    acceptLogoutRequest({ envelope: readLogoutEnvelope(query), idp, sloUrl: SLO_URL, now: NOW });
  const request = (xml = logoutXml(), query: Partial<QueryShape> = {}) =>
    signedQuery(xml, parties.idpKey, query);

  it('should give who is meant, where, and until when its id matters', () => {
    expect(take(request())).toEqual({
      id: '_0123456789abcdef0123456789abcdef',
      acceptableUntil: new Date(NOW.getTime() + 300_000),
      issuer: IDP_ENTITY_ID,
      nameId: { value: '_ana', format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' },
      sessionIndexes: ['_index'],
    });
  });

  it('should take a name with all its qualifiers, and its text as it stands', () => {
    const name =
      '<saml:NameID NameQualifier="a" SPNameQualifier="b" Format="f"> x&amp;<!-- -->y </saml:NameID>';
    expect(take(request(logoutXml({ content: name }))).nameId).toEqual({
      value: ' x&y ',
      format: 'f',
      nameQualifier: 'a',
      spNameQualifier: 'b',
    });
  });

  it.each<[string, () => string]>([
    ['parameters in any order', () => request().split('&').reverse().join('&')],
    ['percent-encoding in small letters, as ADFS sends', () => request(logoutXml(), { encode: lower })],
    ['a relay state that is empty', () => request(logoutXml(), { relayState: '' })],
    ['a parameter of somebody else', () => `${request()}&lang=pt`],
    [
      'the encoding named',
      () =>
        `${request()}&SAMLEncoding=urn%3Aoasis%3Anames%3Atc%3ASAML%3A2.0%3Abindings%3AURL-Encoding%3ADEFLATE`,
    ],
    [
      'base64 with line breaks',
      () => {
        const message = readLogoutEnvelope(request()).query.message.replace(/.{76}/g, '$&\r\n');
        return request(logoutXml(), { message });
      },
    ],
    [
      'RSA with SHA-512',
      () =>
        request(logoutXml(), { sigAlg: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', hash: 'sha512' }),
    ],
    ['a clock 179 s ahead', () => request(logoutXml({ attributes: { IssueInstant: at(179_000) } }))],
    [
      'a clock 179 s behind',
      () => request(logoutXml({ attributes: { IssueInstant: at(-179_000), NotOnOrAfter: at(-179_000) } })),
    ],
    ['an XML declaration', () => request(logoutXml({ before: '<?xml version="1.0" encoding="UTF-8"?>' }))],
    [
      'default namespaces',
      () => request(logoutXml().replaceAll('samlp:', '').replace('xmlns:samlp', 'xmlns')),
    ],
    [
      'a reason and extensions',
      () =>
        request(
          logoutXml({
            attributes: { Reason: 'urn:oasis:names:tc:SAML:2.0:logout:user' },
            content: `<samlp:Extensions><x:Asynchronous xmlns:x="urn:x"/></samlp:Extensions>${NAME}`,
          }),
        ),
    ],
  ])('should be taken with %s', (_name, make) => {
    expect(take(make()).nameId.value).toBe('_ana');
  });

  it('should be taken without a session index and with several', () => {
    expect(take(request(logoutXml({ content: NAME }))).sessionIndexes).toEqual([]);
    expect(take(request(logoutXml({ content: NAME + index('_1', '_2', '_3') }))).sessionIndexes).toEqual([
      '_1',
      '_2',
      '_3',
    ]);
  });

  it('should be taken when any key of the provider has signed it', () => {
    const idp = {
      ...parties.idp,
      signingCertificates: [parties.strangerKey.certificatePem, ...parties.idp.signingCertificates],
    };
    expect(take(request(), idp).issuer).toBe(IDP_ENTITY_ID);
  });

  it.each(['ieee-p1363', 'der'] as const)(
    'should be taken when signed by ECDSA, written as %s',
    async (dsaEncoding) => {
      const { certificatePem, privateKey } = await ecKey();
      const sigAlg = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
      const unsigned = request(logoutXml(), { sigAlg }).replace(/&Signature=.*/, '');
      const signature = sign('sha256', Buffer.from(unsigned), { key: privateKey, dsaEncoding });
      const query = `${unsigned}&Signature=${encodeURIComponent(signature.toString('base64'))}`;
      const idp = { ...parties.idp, signingCertificates: [certificatePem] };
      expect(take(query, idp).issuer).toBe(IDP_ENTITY_ID);
      expect(() => take(query)).toThrow(LogoutRefusal);
    },
  );

  it('should be refused whatever octet of what is signed is another', () => {
    const query = request(logoutXml(), { relayState: 'a-relay-state' });
    const end = query.indexOf('&Signature=');
    fc.assert(
      fc.property(fc.nat(end - 1), fc.constantFrom('a', 'B', '0', '%', '&', '='), (place, put) => {
        fc.pre(query[place] !== put);
        const altered = query.slice(0, place) + put + query.slice(place + 1);
        expect(() => take(altered)).toThrow(LogoutRefusal);
      }),
      { numRuns: 500 },
    );
  });

  it('should never make anything but a refusal of what anybody sends', () => {
    const piece = fc.constantFrom(
      'SAMLRequest=',
      'SAMLResponse=',
      '&',
      'SigAlg=',
      'Signature=',
      'RelayState=',
      '%',
      '=',
      'eJw',
      '%00',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 12 })), { maxLength: 12 }), (pieces) => {
        expect(() => take(pieces.join(''))).toThrow(LogoutRefusal);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an acceptable answer to our own request', () => {
  let parties: TestParties;
  beforeAll(async () => {
    parties = await testParties();
  });
  const code = (value: string, inner = '') =>
    `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${value}">${inner}</samlp:StatusCode>`;
  const answer = (status: string) => {
    const xml = logoutXml({ element: 'LogoutResponse', content: `<samlp:Status>${status}</samlp:Status>` });
    const envelope = readLogoutEnvelope(signedQuery(xml, parties.idpKey));
    return acceptLogoutResponse({
      envelope,
      idp: parties.idp,
      sloUrl: SLO_URL,
      now: NOW,
      requestId: LOGOUT_ID,
    });
  };

  it.each([
    ['success', code('Success'), ['Success']],
    ['partial', code('Success', code('PartialLogout')), ['Success', 'PartialLogout']],
    ['partial', code('Responder', code('PartialLogout')), ['Responder', 'PartialLogout']],
    ['failed', code('Responder'), ['Responder']],
    ['failed', code('Requester', code('UnknownPrincipal')), ['Requester', 'UnknownPrincipal']],
  ])('should say %s for %s', (outcome, status, codes) => {
    expect(answer(status)).toMatchObject({ outcome, status: codes, inResponseTo: LOGOUT_ID });
  });
});
