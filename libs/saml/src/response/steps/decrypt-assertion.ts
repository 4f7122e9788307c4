import { decryptElement } from '../../encryption/decrypt-element';
import { readEncryptedElement } from '../../encryption/read-encrypted-element';
import { ns } from '../../xml/namespaces';
import { isElement, walk } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import type { ServiceProvider } from '../../service-provider';
import { SamlRefusal } from '../saml-refusal';
import { refuseFault } from './refuse-fault';
import { scanEncryption } from './scan-encryption';
import { scanSignatures } from './scan-signatures';
import { isAssertion, scanStructure } from './scan-structure';
import { scanText } from './scan-text';

const STEP = 'decrypt-assertion';

/** What was encrypted, and whether its cipher would have shown a change on the way. */
export interface DecryptedAssertion {
  bytes: Buffer;
  isAuthenticated: boolean;
}

/**
 * Opens an EncryptedAssertion with whichever of our keys fits, so that keys can be changed while providers still use
 * the old one.
 *
 * @throws SamlRefusal `encryption-algorithm-forbidden` for CBC without the operator's leave;
 *   `decryption-key-missing` when we have no key; `decryption-failed` when none fits. A wrong key, a changed cipher text
 *   and a broken padding are told apart neither in the code nor in the text.
 */
export function decryptAssertion(
  encrypted: XmlElement,
  sp: ServiceProvider,
  allowCbcEncryption: boolean,
): DecryptedAssertion {
  const element = refuseFault(STEP, () => readEncryptedElement(encrypted));
  const { isAuthenticated } = element.cipher;
  if (!isAuthenticated && !allowCbcEncryption) {
    const detail = `EncryptedData "${element.algorithm}" is not allowed, and this provider has no exception`;
    throw new SamlRefusal(STEP, 'encryption-algorithm-forbidden', detail);
  }
  const privateKeys = sp.decryption.map(({ privateKeyPem }) => privateKeyPem);
  if (privateKeys.length === 0) {
    throw new SamlRefusal(STEP, 'decryption-key-missing', 'the assertion is encrypted, we have no key');
  }
  const bytes = decryptElement(element, { recipient: sp.entityId, privateKeys });
  if (bytes) return { bytes, isAuthenticated };
  throw new SamlRefusal(STEP, 'decryption-failed', `none of ${privateKeys.length} keys opens the assertion`);
}

/**
 * Requires that what was encrypted is one assertion and nothing else, in the shape asked of plain ones.
 *
 * @throws SamlRefusal `decrypted-content-wrong`, `assertion-repeated` and the codes of the scans
 */
export function scanDecrypted(bytes: Buffer): XmlElement {
  scanText(bytes.toString('utf8'), STEP);
  const assertion = scanStructure(bytes);
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
  scanSignatures(assertion);
  return assertion;
}
