import { beforeAll, describe, expect, it } from 'vitest';
import { encryptAssertion } from '../testing/encrypt-assertion';
import { post } from '../testing/post-response';
import { at, IDP_ENTITY_ID, REQUEST_ID, responseXml, SP_ENTITY_ID } from '../testing/response-shape';
import { signMessage } from '../testing/sign-message';
import { type TestParties, testParties } from '../testing/test-parties';

describe('acceptResponse', () => {
  let parties: TestParties;
  beforeAll(async () => {
    parties = await testParties();
  });

  it('should accept a signed response and give all that it proves', async () => {
    const accepted = await post(parties, signMessage(responseXml(), 'Response', parties.idpKey));
    expect(accepted).toEqual({
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
          nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
          values: ['student@uni.example', 'member@uni.example'],
        },
        {
          name: 'urn:oid:2.16.840.1.113730.3.1.241',
          nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
          values: ['Ana Silva'],
        },
      ],
    });
  });

  it('should accept an encrypted assertion in a signed response, whichever of our keys it was made for', async () => {
    for (const { certificatePem } of parties.sp.decryption) {
      const xml = await encryptAssertion(responseXml(), certificatePem);
      const accepted = await post(parties, signMessage(xml, 'Response', parties.idpKey));
      expect(accepted.attributes[1]?.values).toEqual(['Ana Silva']);
    }
  });
});
