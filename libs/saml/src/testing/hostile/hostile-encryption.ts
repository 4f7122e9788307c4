import type { AcceptResponseInput } from '../../response/accept-response';
import { encryptAssertion, encryptText, replaceAssertion } from '../encrypt-assertion';
import { type ElementEncryption, encryptElement } from '../encrypt-element';
import { assertionXml, responseXml, SP_ENTITY_ID } from '../response-shape';
import { signMessage } from '../sign-message';
import type { TestParties } from '../test-parties';
import { EXCEPTION, type HostileCase, signedAssertion } from './hostile-case';

const certificate = (parties: TestParties): string => parties.sp.decryption[0]!.certificatePem;

/** Encrypts the usual assertion, lets a case spoil the result, and signs the response. */
function spoiled(spoil: (xml: string) => string): HostileCase['make'] {
  return async (parties) => {
    const xml = await encryptAssertion(responseXml(), certificate(parties));
    const changed = spoil(xml);
    if (changed === xml) throw new Error('nothing was spoiled');
    return { xml: signMessage(changed, 'Response', parties.idpKey) };
  };
}

function encrypted(shape: Parameters<typeof encryptAssertion>[2]): HostileCase['make'] {
  return async (parties) => ({
    xml: signMessage(
      await encryptAssertion(responseXml(), certificate(parties), shape),
      'Response',
      parties.idpKey,
    ),
  });
}

function holding(text: string): HostileCase['make'] {
  return async (parties) => ({
    xml: signMessage(
      replaceAssertion(responseXml(), await encryptText(text, certificate(parties))),
      'Response',
      parties.idpKey,
    ),
  });
}

/** Changes one character of a cipher value: of the assertion (`xenc`) or of the key (`e`). */
function change(prefix: 'xenc' | 'e'): (xml: string) => string {
  return (xml) => {
    const place = xml.lastIndexOf(`</${prefix}:CipherValue>`) - 8;
    return `${xml.slice(0, place)}${xml[place] === 'A' ? 'B' : 'A'}${xml.slice(place + 1)}`;
  };
}

/** Encryption that is weak, ambiguous, for somebody else, or holds something else. */
export const hostileEncryption: readonly HostileCase[] = [
  {
    name: 'AES in CBC mode',
    after: 'accepted by xml-encryption 3.1.0',
    code: 'encryption-algorithm-forbidden',
    make: encrypted({ encryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#aes256-cbc' }),
  },
  {
    name: 'triple DES',
    after: 'accepted by xml-encryption 3.1.0',
    code: 'encryption-algorithm-forbidden',
    make: encrypted({ encryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc' }),
  },
  {
    name: 'RSA with PKCS #1 1.5 padding',
    code: 'encryption-algorithm-forbidden',
    make: encrypted({ keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5' }),
  },
  {
    name: 'an OAEP digest that is another than was used',
    code: 'decryption-failed',
    make: spoiled((xml) =>
      xml.replace('http://www.w3.org/2000/09/xmldsig#sha1', 'http://www.w3.org/2001/04/xmlenc#sha256'),
    ),
  },
  {
    name: 'an OAEP digest that nobody trusts',
    code: 'encryption-algorithm-forbidden',
    make: spoiled((xml) =>
      xml.replace('http://www.w3.org/2000/09/xmldsig#sha1', 'http://www.w3.org/2001/04/xmldsig-more#md5'),
    ),
  },
  {
    name: 'an assertion for another service',
    code: 'decryption-failed',
    make: async (parties) => ({
      xml: signMessage(
        await encryptAssertion(responseXml(), parties.strangerKey.certificatePem),
        'Response',
        parties.idpKey,
      ),
    }),
  },
  { name: 'a changed cipher text', code: 'decryption-failed', make: spoiled(change('xenc')) },
  { name: 'a changed key', code: 'decryption-failed', make: spoiled(change('e')) },
  {
    name: 'an encrypted assertion while we have no key',
    code: 'decryption-key-missing',
    make: async (parties) => ({
      ...(await encrypted({})(parties)),
      overrides: { sp: { ...parties.sp, decryption: [] } },
    }),
  },
  {
    name: 'a cipher text too short to hold its tag',
    after: 'xmlseclibs CVE-2026-32313',
    code: 'encryption-malformed',
    make: spoiled((xml) => {
      const start = xml.lastIndexOf('<xenc:CipherValue>') + '<xenc:CipherValue>'.length;
      return `${xml.slice(0, start)}${'A'.repeat(20)}${xml.slice(xml.lastIndexOf('</xenc:CipherValue>'))}`;
    }),
  },
  {
    name: 'two cipher texts',
    code: 'encryption-malformed',
    make: spoiled((xml) => xml.replace(/(<xenc:EncryptedData[\s\S]*<\/xenc:EncryptedData>)/, '$1$1')),
  },
  {
    name: 'two keys',
    code: 'encryption-malformed',
    make: spoiled((xml) => xml.replace(/(<e:EncryptedKey[\s\S]*<\/e:EncryptedKey>)/, '$1$1')),
  },
  {
    name: 'a key that nothing points to',
    code: 'encryption-malformed',
    make: spoiled((xml) => {
      const [key] = /<e:EncryptedKey[\s\S]*<\/e:EncryptedKey>/.exec(xml)!;
      return xml.replace(key, '').replace('</saml:EncryptedAssertion>', `${key}</saml:EncryptedAssertion>`);
    }),
  },
  {
    name: 'an encrypted name',
    code: 'encryption-malformed',
    make: async (parties) => {
      const data = await encryptText('<saml:NameID>x</saml:NameID>', certificate(parties));
      const nameId = `<saml:EncryptedID>${data}</saml:EncryptedID>`;
      return { xml: signMessage(responseXml({ nameId }), 'Response', parties.idpKey) };
    },
  },
  {
    name: 'something else than an assertion',
    code: 'decrypted-content-wrong',
    make: holding('<saml:Attribute xmlns:saml="urn:x"/>'),
  },
  {
    name: 'an assertion of another namespace',
    code: 'namespace-wrong',
    make: holding(assertionXml({ assertionNamespace: 'urn:other' })),
  },
  {
    name: 'one assertion inside another',
    code: 'assertion-repeated',
    make: holding(assertionXml({ insideAssertion: assertionXml({ assertionId: '_inner' }) })),
  },
  {
    name: 'a forged assertion that a stranger encrypted for us',
    after: 'Keycloak CVE-2026-2092',
    code: 'signature-missing',
    make: async (parties) => ({ xml: await encryptAssertion(responseXml(), certificate(parties)) }),
  },
  {
    name: 'a forged assertion that a stranger encrypted for us, with the exception',
    code: 'signature-missing',
    make: async (parties) => ({
      xml: await encryptAssertion(responseXml(), certificate(parties)),
      overrides: EXCEPTION,
    }),
  },
  {
    name: 'an encrypted assertion with a stranger’s signature, with the exception',
    code: 'signature-invalid',
    make: async (parties) => ({
      xml: await encryptAssertion(
        signMessage(responseXml(), 'Assertion', parties.strangerKey),
        certificate(parties),
      ),
      overrides: EXCEPTION,
    }),
  },
  {
    name: 'an encrypted assertion signed with SHA-1, with the exception',
    code: 'signature-algorithm-forbidden',
    make: async (parties) => {
      const xml = signMessage(responseXml(), 'Assertion', parties.idpKey, {
        signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
      });
      return { xml: await encryptAssertion(xml, certificate(parties)), overrides: EXCEPTION };
    },
  },
  {
    name: 'a signed assertion changed before encryption, with the exception',
    code: 'signature-invalid',
    make: async (parties) => ({
      xml: await encryptAssertion(signedAssertion(parties).replace('>_t1<', '>admin<'), certificate(parties)),
      overrides: EXCEPTION,
    }),
  },
];

const CBC = { allowCbcEncryption: true } as const;

function uncommon(
  shape: Partial<ElementEncryption>,
  spoil: (data: string) => string = (data) => data,
  overrides: Partial<AcceptResponseInput> = {},
): HostileCase['make'] {
  return (parties) => {
    const data = encryptElement(assertionXml(), { certificatePem: certificate(parties), ...shape });
    const changed = spoil(data);
    const xml = replaceAssertion(responseXml(), changed);
    return { xml: signMessage(xml, 'Response', parties.idpKey), overrides };
  };
}

/** Encryption in forms that only our own reading knows. */
export const hostileEncryptionForms: readonly HostileCase[] = [
  {
    name: 'AES-128 in CBC mode, allowed for nobody',
    code: 'encryption-algorithm-forbidden',
    make: uncommon({ mode: 'cbc', bits: 128 }),
  },
  {
    name: 'a forged assertion by CBC in an unsigned response, with both exceptions',
    after: 'the oracle of CVE-2011-1096',
    code: 'decryption-failed',
    make: (parties) => {
      const data = encryptElement(assertionXml(), { certificatePem: certificate(parties), mode: 'cbc' });
      return { xml: replaceAssertion(responseXml(), data), overrides: { ...EXCEPTION, ...CBC } };
    },
  },
  {
    name: 'a changed text by CBC in an unsigned response, with both exceptions',
    after: 'the oracle of CVE-2011-1096',
    code: 'decryption-failed',
    make: (parties) => {
      const [assertion = ''] =
        /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(signedAssertion(parties)) ?? [];
      const data = encryptElement(assertion, { certificatePem: certificate(parties), mode: 'cbc' });
      const place = data.lastIndexOf('</xenc:CipherValue>') - 60;
      const changed = data.slice(0, place) + (data[place] === 'A' ? 'B' : 'A') + data.slice(place + 1);
      return { xml: replaceAssertion(responseXml(), changed), overrides: { ...EXCEPTION, ...CBC } };
    },
  },
  {
    name: 'keys for others only',
    code: 'decryption-failed',
    make: uncommon({ recipient: 'https://other.example' }),
  },
  {
    name: 'two keys for one recipient',
    code: 'encryption-malformed',
    make: (parties) =>
      uncommon({
        recipient: SP_ENTITY_ID,
        otherRecipient: { recipient: SP_ENTITY_ID, certificatePem: certificate(parties) },
      })(parties),
  },
  {
    name: 'a key of another length than the cipher’s',
    code: 'decryption-failed',
    make: uncommon({ bits: 128 }, (data) => data.replace('aes128-gcm', 'aes256-gcm')),
  },
  {
    name: 'a label that was not used',
    code: 'decryption-failed',
    make: uncommon({ label: 'one' }, (data) => data.replace(Buffer.from('one').toString('base64'), 'dHdv')),
  },
  {
    name: 'a mask that was not used',
    code: 'decryption-failed',
    make: uncommon({ mask: 'sha256' }, (data) => data.replace('mgf1sha256', 'mgf1sha512')),
  },
  {
    name: 'a mask nobody knows',
    code: 'encryption-algorithm-forbidden',
    make: uncommon({ mask: 'sha256' }, (data) => data.replace('mgf1sha256', 'mgf1md5')),
  },
  {
    name: 'content in place of an element',
    code: 'encryption-malformed',
    make: uncommon({}, (data) => data.replace('#Element"', '#Content"')),
  },
  {
    name: 'a cipher text elsewhere',
    after: 'server-side request forgery',
    code: 'encryption-malformed',
    make: uncommon({}, (data) =>
      data.replace(
        /<xenc:CipherValue>[^<]*<\/xenc:CipherValue>(?=<\/xenc:CipherData><\/xenc:EncryptedData>)/,
        '<xenc:CipherReference URI="https://evil.example/"/>',
      ),
    ),
  },
  {
    name: 'a tag cut off to one byte',
    after: 'xmlseclibs CVE-2026-32313',
    code: 'decryption-failed',
    make: uncommon({}, (data) =>
      data.replace(/([^>]*)(?=<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedData>)/, (base64) =>
        Buffer.from(base64, 'base64').subarray(0, -15).toString('base64'),
      ),
    ),
  },
];
