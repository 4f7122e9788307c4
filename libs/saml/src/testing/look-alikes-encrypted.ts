import { type ElementEncryption, encryptElement } from './encrypt-element';
import { replaceAssertion } from './encrypt-assertion';
import { EXCEPTION, signedAssertion } from './hostile/hostile-case';
import type { LookAlike } from './look-alikes';
import { assertionXml, responseXml, SP_ENTITY_ID } from './response-shape';
import { signMessage } from './sign-message';

/** A response whose encrypted assertion stands in a signed response, encrypted in an uncommon way. */
function encrypted(
  name: string,
  shape: (certificates: { ours: string; strangers: string }) => Partial<ElementEncryption>,
  overrides?: Awaited<ReturnType<LookAlike['make']>>['overrides'],
): LookAlike {
  return {
    name,
    make: (parties) => {
      const ours = parties.sp.decryption[1]?.certificatePem ?? '';
      const more = shape({ ours, strangers: parties.strangerKey.certificatePem });
      const data = encryptElement(assertionXml(), { certificatePem: ours, ...more });
      const xml = signMessage(replaceAssertion(responseXml(), data), 'Response', parties.idpKey);
      return Promise.resolve({ xml, overrides });
    },
  };
}

const ALLOW_CBC = { allowCbcEncryption: true };

/** Encrypted assertions that must be opened. */
export const encryptedLookAlikes: readonly LookAlike[] = [
  encrypted('an encrypted assertion by AES-192', () => ({ bits: 192 })),
  encrypted('base64 with line breaks in what is encrypted', () => ({ breakLines: true })),
  encrypted('OAEP with SHA-256 and a mask by SHA-1', () => ({ digest: 'sha256' })),
  encrypted('OAEP with SHA-256 in both places', () => ({ digest: 'sha256', mask: 'sha256' })),
  encrypted('OAEP with SHA-512 and a mask by SHA-256', () => ({ digest: 'sha512', mask: 'sha256' })),
  encrypted('OAEP with SHA-1 and a mask by SHA-384', () => ({ digest: 'sha1', mask: 'sha384' })),
  encrypted('OAEP with a label', () => ({ label: 'a label' })),
  encrypted('OAEP with a label and two digests', () => ({ label: 'a label', digest: 'sha384' })),
  encrypted('a key beside the assertion that names us as recipient', () => ({ recipient: SP_ENTITY_ID })),
  encrypted('keys for another recipient and for us', ({ strangers }) => ({
    recipient: SP_ENTITY_ID,
    otherRecipient: { recipient: 'https://other.example', certificatePem: strangers },
  })),
  encrypted('AES-128 in CBC mode where an operator allows it', () => ({ bits: 128, mode: 'cbc' }), ALLOW_CBC),
  encrypted('AES-256 in CBC mode where an operator allows it', () => ({ mode: 'cbc' }), ALLOW_CBC),
  {
    name: 'AES-256 in CBC mode around a signed assertion, with both exceptions',
    make: (parties) => {
      const certificatePem = parties.sp.decryption[0]?.certificatePem ?? '';
      const assertion = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(signedAssertion(parties))?.[0] ?? '';
      const data = encryptElement(assertion, { certificatePem, mode: 'cbc' });
      const overrides = { ...EXCEPTION, ...ALLOW_CBC };
      return Promise.resolve({ xml: replaceAssertion(responseXml(), data), overrides });
    },
  },
];
