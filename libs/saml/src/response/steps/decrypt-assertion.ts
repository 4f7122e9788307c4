import { decryptUnverified, type MessageInput, NodeSamlFault } from '../../node-saml';
import { ns } from '../../xml/namespaces';
import { isElement, walk } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import { SamlRefusal } from '../saml-refusal';
import { scanEncryption } from './scan-encryption';
import { scanSignatures } from './scan-signatures';
import { isAssertion, scanStructure } from './scan-structure';
import { scanText } from './scan-text';

const STEP = 'decrypt-assertion';

/**
 * Tries each of our keys in turn, so that keys can be changed while providers still use the old one.
 *
 * @throws SamlRefusal `decryption-key-missing` when we have none; `decryption-failed` when none fits. A wrong key, a
 *   changed cipher text and a broken padding are told apart neither in the code nor in the text.
 */
export async function withEachKey<T>(
  keys: readonly string[],
  attempt: (decryptionKeyPem: string) => Promise<T | undefined>,
): Promise<T> {
  if (keys.length === 0)
    throw new SamlRefusal(STEP, 'decryption-key-missing', 'the assertion is encrypted, we have no key');
  for (const key of keys) {
    const result = await attempt(key);
    if (result !== undefined) return result;
  }
  throw new SamlRefusal(STEP, 'decryption-failed', `none of ${keys.length} keys opens the assertion`);
}

/**
 * Opens an assertion whose signature is inside the encryption, and looks at its shape only.
 *
 * @returns undefined when the key does not fit
 * @throws SamlRefusal `decrypted-content-wrong`, `signature-missing` and the codes of the scans
 */
export async function decryptForVerification(input: MessageInput): Promise<true | undefined> {
  let xml: string;
  try {
    xml = await decryptUnverified(input);
  } catch (error) {
    if (error instanceof NodeSamlFault) return undefined;
    throw error;
  }
  const assertion = scanDecrypted(xml);
  if (!scanSignatures(assertion).isAssertionSigned) {
    throw new SamlRefusal(
      STEP,
      'signature-missing',
      'neither the response nor the decrypted assertion is signed',
    );
  }
  return true;
}

/**
 * Requires that what was encrypted is one assertion and nothing else, in the shape asked of plain ones.
 *
 * @throws SamlRefusal `decrypted-content-wrong`, `assertion-repeated` and the codes of the scans
 */
export function scanDecrypted(xml: string): XmlElement {
  scanText(xml, STEP);
  const assertion = scanStructure(xml);
  if (!isElement(assertion, ns.saml, 'Assertion')) {
    throw new SamlRefusal(
      STEP,
      'decrypted-content-wrong',
      `decrypted to ${assertion.local}, expected saml:Assertion`,
    );
  }
  const count = walk(assertion).filter(({ element }) => isAssertion(element)).length;
  if (count !== 1)
    throw new SamlRefusal(STEP, 'assertion-repeated', `${count} assertions decrypted, expected one`);
  scanEncryption(assertion);
  return assertion;
}
