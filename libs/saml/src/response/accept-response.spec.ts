import { beforeAll, describe, expect, it } from 'vitest';
import { encryptAssertion } from '../testing/encrypt-assertion';
import { EXCEPTION, signed, signedAssertion } from '../testing/hostile/hostile-case';
import { lookAlikes } from '../testing/look-alikes';
import { post, refusalOf, toBody } from '../testing/post-response';
import {
  at,
  attributeXml,
  conditionsXml,
  confirmationXml,
  IDP_ENTITY_ID,
  REQUEST_ID,
  responseXml,
  SP_ENTITY_ID,
} from '../testing/response-shape';
import { signMessage } from '../testing/sign-message';
import { idpMetadata, type TestParties, testParties } from '../testing/test-parties';
import { readResponseEnvelope } from './read-response-envelope';

const URI = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';

describe('acceptResponse', () => {
  let parties: TestParties;
  beforeAll(async () => {
    parties = await testParties();
  });

  it('should accept a signed response and give all that it proves', async () => {
    expect(await post(parties, signed(parties, {}))).toEqual({
      issuer: IDP_ENTITY_ID,
      assertionId: '_assertion1',
      assertionNotOnOrAfter: new Date(at(300)),
      inResponseTo: REQUEST_ID,
      nameId: {
        value: '_t1',
        format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
        nameQualifier: IDP_ENTITY_ID,
        spNameQualifier: SP_ENTITY_ID,
      },
      sessionIndex: '_session1',
      sessionNotOnOrAfter: undefined,
      authnInstant: new Date(at(-10)),
      authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
      attributes: [
        {
          name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
          nameFormat: URI,
          values: ['student@uni.example', 'member@uni.example'],
        },
        { name: 'urn:oid:2.16.840.1.113730.3.1.241', nameFormat: URI, values: ['Ana Silva'] },
      ],
    });
  });

  it.each(lookAlikes.map((lookAlike) => [lookAlike.name, lookAlike] as const))(
    'should accept %s',
    async (_name, { make }) => {
      const { xml, overrides } = await make(parties);
      expect(await post(parties, xml, overrides)).toMatchObject({
        issuer: IDP_ENTITY_ID,
        inResponseTo: REQUEST_ID,
      });
    },
  );

  it('should accept base64 that was broken into lines', async () => {
    const body = toBody(signed(parties, {}));
    const lines = body.SAMLResponse.replace(/.{76}/g, '$&\r\n');
    const accepted = post(parties, '', { envelope: readResponseEnvelope({ ...body, SAMLResponse: lines }) });
    expect((await accepted).assertionId).toBe('_assertion1');
  });

  it('should accept either key while a provider changes keys', async () => {
    const certificates = [parties.strangerKey.certificatePem, parties.idpKey.certificatePem];
    const idp = idpMetadata({ signingCertificates: certificates });
    expect((await post(parties, signed(parties, {}), { idp })).assertionId).toBe('_assertion1');
  });

  it('should open an encrypted assertion with whichever of our keys it was made for', async () => {
    for (const { certificatePem } of parties.sp.decryption) {
      const xml = await encryptAssertion(responseXml(), certificatePem);
      const accepted = await post(parties, signMessage(xml, 'Response', parties.idpKey));
      expect(accepted.attributes[1]?.values).toEqual(['Ana Silva']);
    }
  });

  it('should remember the assertion no longer than the earlier of its two ends', async () => {
    const shape = { confirmations: [confirmationXml({ notOnOrAfter: at(60) })], conditions: conditionsXml() };
    expect((await post(parties, signed(parties, shape))).assertionNotOnOrAfter).toEqual(new Date(at(60)));
    const other = { conditions: conditionsXml({ notOnOrAfter: at(30) }) };
    expect((await post(parties, signed(parties, other))).assertionNotOnOrAfter).toEqual(new Date(at(30)));
  });

  it('should join the values of elements with one name and format, and keep other formats apart', async () => {
    const attributes = [
      attributeXml('urn:x', ['a']),
      attributeXml('urn:x', ['c'], { NameFormat: undefined }),
      attributeXml('urn:x', ['b'], { FriendlyName: 'other' }),
    ].join('</saml:AttributeStatement><saml:AttributeStatement>');
    expect((await post(parties, signed(parties, { attributes }))).attributes).toEqual([
      { name: 'urn:x', nameFormat: URI, values: ['a', 'b'] },
      { name: 'urn:x', values: ['c'] },
    ]);
  });

  it('should read a value whole when a comment or CDATA stands in it', async () => {
    const attributes = attributeXml('urn:x', ['a@x.edu<!-- -->.evil.org', '<![CDATA[<b>]]>&amp;c']);
    const accepted = await post(parties, signed(parties, { attributes }));
    expect(accepted.attributes[0]?.values).toEqual(['a@x.edu.evil.org', '<b>&c']);
  });

  it('should read a NameID inside a value, and name other XML without reading it', async () => {
    const attributes = attributeXml('urn:x', [
      '<saml:NameID NameQualifier="q" SPNameQualifier="s">v</saml:NameID>',
      '<x:y xmlns:x="urn:x">z</x:y>',
      '',
    ]);
    const accepted = await post(parties, signed(parties, { attributes }));
    expect(accepted.attributes[0]?.values).toEqual([
      { value: 'v', nameQualifier: 'q', spNameQualifier: 's' },
      { unsupportedElement: 'y' },
      '',
    ]);
  });

  it('should keep attributes called like properties as attributes', async () => {
    const attributes = attributeXml('__proto__', ['x']) + attributeXml('nameID', ['admin']);
    const accepted = await post(parties, signed(parties, { attributes, nameId: '' }));
    expect(accepted.nameId).toBeUndefined();
    expect(accepted.attributes.map(({ name }) => name)).toEqual(['__proto__', 'nameID']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('should pass on what the provider says of a failure, signed or not', async () => {
    const xml = responseXml({
      status: 'urn:oasis:names:tc:SAML:2.0:status:Responder',
      subStatus: 'urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext',
      statusMessage: 'no second factor',
    }).replace(/<saml:Assertion[\s\S]*<\/saml:Assertion>/, '');
    expect(readResponseEnvelope(toBody(xml)).claimedInResponseTo).toBe(REQUEST_ID);
    const refusal = await refusalOf(() => post(parties, xml));
    expect([refusal.code, refusal.idpStatus]).toEqual([
      'status-not-success',
      {
        code: 'urn:oasis:names:tc:SAML:2.0:status:Responder',
        subCode: 'urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext',
        message: 'no second factor',
      },
    ]);
  });

  it('should let an unsigned response lead to a refusal but never help', async () => {
    const xml = signedAssertion(parties).replace('status:Success', 'status:Responder');
    expect((await refusalOf(() => post(parties, xml, EXCEPTION))).code).toBe('status-not-success');
  });

  it('should read nothing from the document as it came once the signature holds', async () => {
    const forged = readResponseEnvelope(
      toBody(responseXml({ destination: 'https://x', nameId: '<saml:NameID>admin</saml:NameID>' })),
    );
    for (const xml of [
      signed(parties, {}),
      signMessage(signedAssertion(parties), 'Response', parties.idpKey),
    ]) {
      const envelope = { ...readResponseEnvelope(toBody(xml)), document: forged.document };
      expect((await post(parties, xml, { envelope })).nameId?.value).toBe('_t1');
    }
  });

  it('should keep values from the message out of the text of a refusal', async () => {
    const xml = signed(parties, { responseIssuer: 'https://secret.example' });
    const refusal = await refusalOf(() => post(parties, xml));
    expect(refusal.message).toBe('saml response refused at check-issuer: issuer-mismatch');
    expect(refusal.detail).toContain('https://secret.example');
  });
});
