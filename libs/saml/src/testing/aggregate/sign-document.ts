import { createHash, createSign } from 'node:crypto';
import type { KeyPair } from '../../keys/key-pair';
import { certificateToBase64 } from '../../keys/read-certificate';
import { ExclusiveCanonicalizer } from '../../xml/exclusive-canonicalizer';
import { XmlTokenizer } from '../../xml/xml-tokenizer';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/** What a signature says of itself; a hostile one lies in one of these. */
export interface SignatureShape {
  /** Of what is referred to; `#` and an ID, or empty for the whole document. */
  uri: string;
  digestAlgorithm: string;
  /** As node:crypto calls it. */
  digestName: string;
  signatureAlgorithm: string;
  signatureName: string;
  canonicalization: string;
  /** Written into SignedInfo as they are. */
  transforms: string;
  /** Further references, as XML. */
  moreReferences: string;
  /** Base64; computed when left out. */
  digestValue?: string;
  signatureValue?: string;
  keyInfo: boolean;
}

/** Prefixes that a signature names in InclusiveNamespaces for its reference. */
export function transformsWith(prefixes = ''): string {
  const inclusive = prefixes
    ? `<ec:InclusiveNamespaces xmlns:ec="${EXCLUSIVE}" PrefixList="${prefixes}"></ec:InclusiveNamespaces>`
    : '';
  return `<ds:Transform Algorithm="${ENVELOPED}"></ds:Transform><ds:Transform Algorithm="${EXCLUSIVE}">${inclusive}</ds:Transform>`;
}

const USUAL: Omit<SignatureShape, 'uri'> = {
  digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  digestName: 'sha256',
  signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  signatureName: 'RSA-SHA256',
  canonicalization: EXCLUSIVE,
  transforms: transformsWith(),
  moreReferences: '',
  keyInfo: true,
};

/** The digest over the exclusive canonical form of a document, base64; the document comes in pieces. */
export function digestOf(
  pieces: Iterable<string>,
  digestName: string,
  inclusivePrefixes: string[] = [],
): string {
  const hash = createHash(digestName);
  const tokenizer = new XmlTokenizer(
    new ExclusiveCanonicalizer((piece) => void hash.update(piece), { inclusivePrefixes }),
  );
  for (const piece of pieces) tokenizer.write(Buffer.from(piece));
  tokenizer.end();
  return hash.digest('base64');
}

/** A Signature element over a document whose digest is known; SignedInfo is written in canonical form. */
export function signatureElement(
  key: KeyPair,
  digestValue: string,
  shape: Partial<SignatureShape> & Pick<SignatureShape, 'uri'>,
): string {
  const it: SignatureShape = { ...USUAL, ...shape };
  const signedInfo =
    `<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:CanonicalizationMethod Algorithm="${it.canonicalization}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${it.signatureAlgorithm}"></ds:SignatureMethod>` +
    `<ds:Reference URI="${it.uri}"><ds:Transforms>${it.transforms}</ds:Transforms><ds:DigestMethod Algorithm="${it.digestAlgorithm}"></ds:DigestMethod>` +
    `<ds:DigestValue>${it.digestValue ?? digestValue}</ds:DigestValue></ds:Reference>${it.moreReferences}</ds:SignedInfo>`;
  const value =
    it.signatureValue ?? createSign(it.signatureName).update(signedInfo).sign(key.privateKeyPem, 'base64');
  const info = it.keyInfo
    ? `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificateToBase64(key.certificatePem)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`
    : '';
  return `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${signedInfo}<ds:SignatureValue>${value}</ds:SignatureValue>${info}</ds:Signature>`;
}
