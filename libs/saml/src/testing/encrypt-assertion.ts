import { createPublicKey, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import xmlenc from 'xml-encryption';

/** How a test assertion is encrypted; the defaults are what a well-behaved provider does. */
export interface EncryptionShape {
  encryptionAlgorithm?: string;
  keyEncryptionAlgorithm?: string;
}

const ASSERTION = /<saml:Assertion[\s\S]*<\/saml:Assertion>/;

/** Replaces the assertion of a message by one that is encrypted for the holder of a certificate. */
export async function encryptAssertion(
  xml: string,
  certificatePem: string,
  shape: EncryptionShape = {},
): Promise<string> {
  const [assertion] = ASSERTION.exec(xml) ?? [];
  if (!assertion) throw new RangeError('no saml:Assertion to encrypt');
  return replaceAssertion(xml, await encryptText(assertion, certificatePem, shape));
}

/** Puts encrypted data where the assertion was. */
export function replaceAssertion(xml: string, encryptedData: string): string {
  return xml.replace(ASSERTION, () => `<saml:EncryptedAssertion>${encryptedData}</saml:EncryptedAssertion>`);
}

/** Encrypts any text as EncryptedData. */
export async function encryptText(
  text: string,
  certificatePem: string,
  shape: EncryptionShape = {},
): Promise<string> {
  const publicKey = createPublicKey(
    new X509Certificate(certificatePem).publicKey.export({ type: 'spki', format: 'pem' }),
  );
  const encrypt = promisify<string, Parameters<typeof xmlenc.encrypt>[1], string>(xmlenc.encrypt);
  return encrypt(text, {
    rsa_pub: publicKey.export({ type: 'spki', format: 'pem' }),
    pem: certificatePem,
    encryptionAlgorithm: shape.encryptionAlgorithm ?? 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    keyEncryptionAlgorithm: shape.keyEncryptionAlgorithm ?? 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
    disallowEncryptionWithInsecureAlgorithm: false,
    warnInsecureAlgorithm: false,
  } as Parameters<typeof xmlenc.encrypt>[1]);
}
