import { MetadataRefusal } from '../metadata/metadata-refusal';
import { ns } from '../xml/namespaces';
import { attributeOf, childOf, childrenOf, isElement } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const EXCLUSIVE_WITH_COMMENTS = `${EXCLUSIVE}WithComments`;
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const DIGESTS: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
};
const SIGNATURES: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'RSA-SHA256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': 'RSA-SHA384',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'RSA-SHA512',
};

/** How something is canonicalised. */
export interface Canonicalization {
  inclusivePrefixes: string[];
  withComments: boolean;
}

/** What a signature over a whole document says of itself; each algorithm is on the list. */
export interface DocumentSignature {
  signedInfo: Canonicalization;
  content: Canonicalization;
  /** As node:crypto calls them. */
  digestName: string;
  signatureName: string;
  digestValue: Buffer;
  signatureValue: Buffer;
  /** Base64 of DER, as they stood. */
  embeddedCertificates: string[];
}

/**
 * Reads the Signature of a metadata document (XML Signature 4; SAML core 5.4): one Reference, to the document element,
 * with the two transforms that SAML allows, and algorithms of today only.
 *
 * @param id of the document element
 * @throws MetadataRefusal `metadata-signature-malformed`, `metadata-signature-algorithm`, `metadata-signature-reference`
 */
export function readDocumentSignature(signature: XmlElement, id: string | undefined): DocumentSignature {
  const [signedInfo, value, ...others] = signature.children;
  const isKnown = others.every((one) => isElement(one, ns.ds, 'KeyInfo')) && others.length <= 1;
  if (!isDs(signedInfo, 'SignedInfo') || !isDs(value, 'SignatureValue') || !isKnown) {
    throw malformed('a Signature must hold SignedInfo, SignatureValue, and KeyInfo at most');
  }
  const [canonicalization, method, reference, another] = signedInfo.children;
  if (!isDs(canonicalization, 'CanonicalizationMethod') || !isDs(method, 'SignatureMethod')) {
    throw malformed('SignedInfo must begin with CanonicalizationMethod and SignatureMethod');
  }
  if (!isDs(reference, 'Reference') || another) {
    const message = `SignedInfo must hold one Reference, found ${signedInfo.children.length - 2}`;
    throw new MetadataRefusal('metadata-signature-reference', message);
  }
  const uri = attributeOf(reference, 'URI');
  if (uri !== '' && (id === undefined || uri !== `#${id}`)) {
    const message = `Reference to "${(uri ?? '').slice(0, 80)}", expected the document element "#${id ?? ''}"`;
    throw new MetadataRefusal('metadata-signature-reference', message);
  }
  const [transforms, digestMethod, digest, ...rest] = reference.children;
  if (
    !isDs(transforms, 'Transforms') ||
    !isDs(digestMethod, 'DigestMethod') ||
    !isDs(digest, 'DigestValue') ||
    rest.length > 0
  ) {
    throw malformed('a Reference must hold Transforms, DigestMethod and DigestValue');
  }
  const keyInfo = others[0];
  return {
    signedInfo: readCanonicalization(canonicalization),
    content: readTransforms(transforms),
    digestName: allowed(digestMethod, DIGESTS),
    signatureName: allowed(method, SIGNATURES),
    digestValue: bytesOf(digest),
    signatureValue: bytesOf(value),
    embeddedCertificates: keyInfo ? certificatesOf(keyInfo) : [],
  };
}

function readTransforms(transforms: XmlElement): Canonicalization {
  const [enveloped, canonicalization, ...rest] = transforms.children;
  const isEnveloped =
    isDs(enveloped, 'Transform') &&
    attributeOf(enveloped, 'Algorithm') === ENVELOPED &&
    enveloped.children.length === 0;
  if (!isEnveloped || !isDs(canonicalization, 'Transform') || rest.length > 0) {
    const found = transforms.children.map((one) => attributeOf(one, 'Algorithm') ?? one.local).join(', ');
    const message = `transforms must be enveloped-signature and exclusive canonicalisation, found ${found.slice(0, 200)}`;
    throw new MetadataRefusal('metadata-signature-algorithm', message);
  }
  return readCanonicalization(canonicalization);
}

function readCanonicalization(element: XmlElement): Canonicalization {
  const algorithm = attributeOf(element, 'Algorithm') ?? '';
  if (algorithm !== EXCLUSIVE && algorithm !== EXCLUSIVE_WITH_COMMENTS) {
    const message = `canonicalisation "${algorithm.slice(0, 100)}", expected ${EXCLUSIVE}`;
    throw new MetadataRefusal('metadata-signature-algorithm', message);
  }
  const inclusive = childOf(element, ns.ec, 'InclusiveNamespaces');
  if (element.children.length > (inclusive ? 1 : 0))
    throw malformed(`${element.local} holds what is not known`);
  const prefixes = (inclusive && attributeOf(inclusive, 'PrefixList')) ?? '';
  return {
    inclusivePrefixes: prefixes.split(/\s+/).filter(Boolean),
    withComments: algorithm === EXCLUSIVE_WITH_COMMENTS,
  };
}

function allowed(method: XmlElement, known: Readonly<Record<string, string>>): string {
  const algorithm = attributeOf(method, 'Algorithm') ?? '';
  const name = Object.hasOwn(known, algorithm) ? known[algorithm] : undefined;
  if (name !== undefined && method.children.length === 0) return name;
  const message = `${method.local} "${algorithm.slice(0, 100)}", expected one of ${Object.keys(known).join(', ')}`;
  throw new MetadataRefusal('metadata-signature-algorithm', message);
}

function bytesOf(element: XmlElement): Buffer {
  const base64 = element.text.replace(/[\t\n\r ]/g, '');
  if (element.comments > 0 || element.children.length > 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    throw malformed(`${element.local} must hold base64 and nothing else`);
  }
  return Buffer.from(base64, 'base64');
}

function certificatesOf(keyInfo: XmlElement): string[] {
  return childrenOf(keyInfo, ns.ds, 'X509Data')
    .flatMap((data) => childrenOf(data, ns.ds, 'X509Certificate'))
    .map(({ text }) => text.replace(/\s+/g, ''));
}

function isDs(element: XmlElement | undefined, local: string): element is XmlElement {
  return element !== undefined && isElement(element, ns.ds, local);
}

function malformed(message: string): MetadataRefusal {
  return new MetadataRefusal('metadata-signature-malformed', message);
}
