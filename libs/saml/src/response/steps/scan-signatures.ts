import { ns } from '../../xml/namespaces';
import { attributeOf, childOf, isElement, walk } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import { SamlRefusal, type SamlRefusalCode } from '../saml-refusal';

const STEP = 'scan-signatures';

const EXC_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/** SHA-1 and MD5 are out (IIP-ALG08); the rest is what the signature library can verify. */
const signatureAlgorithms = new Set([
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
]);
const digestAlgorithms = new Set([
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
]);
/** SAML core 5.4.4 allows these two and no others. */
const transformAlgorithms = new Set([ENVELOPED, EXC_C14N]);

/** Quotes and blanks have no place in an ID, and would be read as something else by an XPath expression. */
const ID = /^[^\s'"<>&]{1,256}$/;

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
    scanSignature(element, parent);
  }
  const locals = [...signed].map(({ local }) => local);
  return { isResponseSigned: locals.includes('Response'), isAssertionSigned: locals.includes('Assertion') };
}

function maySign(parent: XmlElement, root: XmlElement): boolean {
  if (parent === root) return true;
  return isElement(parent, ns.saml, 'Assertion') && root.children.includes(parent);
}

function scanSignature(signature: XmlElement, parent: XmlElement): void {
  for (const { element } of walk(signature)) {
    if (element.comments > 0) {
      throw new SamlRefusal(STEP, 'comment-in-signature', `a comment inside ${element.local}`);
    }
  }
  const hasKeyInfo = childOf(signature, ns.ds, 'KeyInfo') !== undefined;
  requireChildren(
    signature,
    hasKeyInfo ? ['SignedInfo', 'SignatureValue', 'KeyInfo'] : ['SignedInfo', 'SignatureValue'],
  );
  const [signedInfo, signatureValue] = signature.children as [XmlElement, XmlElement];
  requireChildren(signatureValue, []);
  requireChildren(signedInfo, ['CanonicalizationMethod', 'SignatureMethod', 'Reference']);
  const [canonicalization, method, reference] = signedInfo.children as [XmlElement, XmlElement, XmlElement];
  requireAlgorithm(canonicalization, new Set([EXC_C14N]), 'canonicalization-forbidden');
  requireAlgorithm(method, signatureAlgorithms, 'signature-algorithm-forbidden');
  requireChildren(method, []);
  scanReference(reference, parent);
}

function scanReference(reference: XmlElement, parent: XmlElement): void {
  const id = attributeOf(parent, 'ID') ?? '';
  const uri = attributeOf(reference, 'URI');
  if (!ID.test(id) || uri !== `#${id}`) {
    throw new SamlRefusal(
      STEP,
      'signature-reference-wrong',
      `Reference "${uri ?? ''}" must be "#${id}", its parent`,
    );
  }
  requireChildren(reference, ['Transforms', 'DigestMethod', 'DigestValue']);
  const [transforms, digestMethod, digestValue] = reference.children as [XmlElement, XmlElement, XmlElement];
  requireAlgorithm(digestMethod, digestAlgorithms, 'digest-algorithm-forbidden');
  requireChildren(digestMethod, []);
  requireChildren(digestValue, []);
  const used = transforms.children.map((transform) => {
    if (!isElement(transform, ns.ds, 'Transform')) malformed(`${transform.local} inside Transforms`);
    requireAlgorithm(transform, transformAlgorithms, 'transform-forbidden');
    const foreign = transform.children.find((child) => !isElement(child, ns.ec, 'InclusiveNamespaces'));
    if (foreign) throw new SamlRefusal(STEP, 'transform-forbidden', `${foreign.local} inside Transform`);
    return attributeOf(transform, 'Algorithm');
  });
  if (used.length !== 2 || used[0] !== ENVELOPED || used[1] !== EXC_C14N) {
    throw new SamlRefusal(
      STEP,
      'transform-forbidden',
      `transforms must be enveloped, then exclusive; found ${used.length}`,
    );
  }
}

function requireChildren(element: XmlElement, names: readonly string[]): void {
  const found = element.children.map((child) =>
    child.namespace === ns.ds ? child.local : `foreign ${child.local}`,
  );
  if (found.join() !== names.join()) {
    malformed(`${element.local} must hold [${names.join(', ')}], found [${found.slice(0, 8).join(', ')}]`);
  }
}

function requireAlgorithm(element: XmlElement, allowed: ReadonlySet<string>, code: SamlRefusalCode): void {
  const algorithm = attributeOf(element, 'Algorithm') ?? '';
  if (!allowed.has(algorithm))
    throw new SamlRefusal(STEP, code, `${element.local} "${algorithm}" is not allowed`);
}

function malformed(detail: string): never {
  throw new SamlRefusal(STEP, 'signature-malformed', detail);
}
