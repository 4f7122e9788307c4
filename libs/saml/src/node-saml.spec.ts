import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { decryptUnverified, type MessageInput, NodeSamlFault, verifyMessage } from './node-saml';
import { encryptAssertion } from './testing/encrypt-assertion';
import { signed, signedAssertion } from './testing/hostile/hostile-case';
import { ACS_URL, responseXml, SP_ENTITY_ID } from './testing/response-shape';
import { signMessage } from './testing/sign-message';
import { type TestParties, testParties } from './testing/test-parties';

const require = createRequire(import.meta.url);

function versionOf(name: string): string {
  const file = require.resolve(name).replace(/(.*node_modules\/(?:@[^/]+\/)?[^/]+)\/.*/, '$1/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

describe('the wrapping of node-saml', () => {
  let parties: TestParties;
  let usual: Omit<MessageInput, 'xml'>;
  beforeAll(async () => {
    parties = await testParties();
    usual = {
      entityId: SP_ENTITY_ID,
      acsUrl: ACS_URL,
      certificates: parties.idp.signingCertificates,
      isResponseSigned: true,
      isAssertionSigned: false,
    };
  });

  it('should run on the versions whose errors and gaps it knows; at a new one, look at the hostile corpus again', () => {
    expect(versionOf('@node-saml/node-saml')).toBe('5.1.0');
    expect(versionOf('xml-crypto')).toBe('6.3.2');
    expect(versionOf('xml-encryption')).toBe('4.0.1');
    expect(versionOf('@xmldom/xmldom')).toBe('0.8.15');
  });

  it('should give the signed element and nothing around it', async () => {
    const { signed: bytes } = await verifyMessage({
      ...usual,
      xml: signedAssertion(parties),
      isResponseSigned: false,
      isAssertionSigned: true,
    });
    expect(bytes).toMatch(/^<saml:Assertion /);
    expect(bytes).not.toContain('samlp:Response');
    expect(bytes).not.toContain('ds:Signature');
  });

  const kindOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'accepted',
      (error: unknown) => (error instanceof NodeSamlFault ? error.kind : error),
    );

  it('should tell a signature that does not hold from a key that does not fit', async () => {
    const key = parties.sp.decryption[0]!;
    const encrypted = await encryptAssertion(responseXml(), parties.sp.decryption[1]!.certificatePem);
    const forged = signMessage(encrypted, 'Response', parties.strangerKey);
    const right = signMessage(encrypted, 'Response', parties.idpKey);
    const decryptionKeyPem = key.privateKeyPem;
    expect(await kindOf(verifyMessage({ ...usual, xml: forged, decryptionKeyPem }))).toBe('signature');
    expect(await kindOf(verifyMessage({ ...usual, xml: right, decryptionKeyPem }))).toBe('decryption');
    expect(await kindOf(verifyMessage({ ...usual, xml: signed(parties, {}).replace('_t1', '_t2') }))).toBe(
      'signature',
    );
    expect(await kindOf(decryptUnverified({ ...usual, xml: encrypted, decryptionKeyPem }))).toBe(
      'decryption',
    );
    expect(await kindOf(decryptUnverified({ ...usual, xml: '<a/>', decryptionKeyPem }))).toBe('decryption');
  });

  it('should take keys and no certificates from strangers: a certificate in the message is not looked at', async () => {
    const xml = signMessage(responseXml(), 'Response', parties.strangerKey);
    expect(xml).toContain('X509Certificate');
    expect(await kindOf(verifyMessage({ ...usual, xml }))).toBe('signature');
  });
});
