import { readEncryptedElement } from '../../encryption/read-encrypted-element';
import { ns } from '../../xml/namespaces';
import { childOf, isElement, walk } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import { SamlRefusal } from '../saml-refusal';
import { refuseFault } from './refuse-fault';

const STEP = 'scan-encryption';

/**
 * Requires an EncryptedAssertion that can be opened in one way only, and nothing else encrypted. The refusal names the
 * algorithm that came, so that the provider's admin can change it. Whether CBC is allowed depends on the provider, and
 * is asked where the assertion is opened.
 *
 * @throws SamlRefusal `encryption-malformed`, `encryption-algorithm-forbidden`
 */
export function scanEncryption(root: XmlElement): { isEncrypted: boolean } {
  const encrypted = childOf(root, ns.saml, 'EncryptedAssertion');
  const foreign = walk(root).find(
    ({ element, parent }) => isElement(element, ns.xenc, 'EncryptedData') && parent !== encrypted,
  );
  if (foreign) {
    const detail = `EncryptedData inside ${foreign.parent?.local ?? 'nothing'}: only assertions may be encrypted`;
    throw new SamlRefusal(STEP, 'encryption-malformed', detail);
  }
  if (encrypted) refuseFault(STEP, () => readEncryptedElement(encrypted));
  return { isEncrypted: encrypted !== undefined };
}
