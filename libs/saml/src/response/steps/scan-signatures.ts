import { readSignature } from '../../signature/read-signature';
import { ns } from '../../xml/namespaces';
import { attributeOf, isElement, walk } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import { SamlRefusal } from '../saml-refusal';
import { refuseFault } from './refuse-fault';

const STEP = 'scan-signatures';

/**
 * Requires that every signature has the one form SAML core 5.4 describes: a child of the Response or the Assertion,
 * covering exactly its parent, by allowed algorithms, without comments or foreign content. Whether it verifies is
 * not asked here.
 *
 * @returns which of the two elements are signed
 * @throws SamlRefusal `signature-*`, `digest-algorithm-forbidden`, `canonicalization-forbidden`,
 *   `transform-forbidden`, `comment-in-signature`
 */
export function scanSignatures(root: XmlElement): { isResponseSigned: boolean; isAssertionSigned: boolean } {
  const signed = new Set<XmlElement>();
  for (const { element, parent } of walk(root)) {
    if (!isElement(element, ns.ds, 'Signature')) continue;
    if (!parent || !maySign(parent, root)) {
      throw new SamlRefusal(STEP, 'signature-misplaced', `Signature inside ${parent?.local ?? 'nothing'}`);
    }
    if (signed.has(parent))
      throw new SamlRefusal(STEP, 'signature-repeated', `two signatures on one ${parent.local}`);
    signed.add(parent);
    refuseFault(STEP, () => readSignature(element, attributeOf(parent, 'ID')));
  }
  const locals = [...signed].map(({ local }) => local);
  return { isResponseSigned: locals.includes('Response'), isAssertionSigned: locals.includes('Assertion') };
}

function maySign(parent: XmlElement, root: XmlElement): boolean {
  if (parent === root) return true;
  return isElement(parent, ns.saml, 'Assertion') && root.children.includes(parent);
}
