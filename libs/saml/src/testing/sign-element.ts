import { createHash, type KeyObject, sign } from 'node:crypto';
import { ns } from '../xml/namespaces';
import { canonicalPart } from './canonical-part';

/** How an element is signed, beyond what other signers offer. */
export interface ElementSignature {
  /** The ID of the element; the signature is put where its {@link SIGNATURE_PLACE} stands, as a child of it. */
  id: string;
  privateKey: KeyObject | string;
  scheme: 'rsa' | 'ecdsa';
  bits?: 256 | 384 | 512;
  digestBits?: 256 | 384 | 512;
  /** Prefix of the signature's elements; empty for a default namespace. */
  prefix?: string;
  contentPrefixes?: string;
  signedInfoPrefixes?: string;
  /** Written around and into base64. */
  breakLines?: boolean;
  /** Written between the elements of the signature, as it stands. */
  between?: string;
  keyInfo?: string;
}

/** Stands in a document where the signature comes to. */
export const SIGNATURE_PLACE = '@@signature@@';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const DIGESTS = {
  256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  384: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  512: 'http://www.w3.org/2001/04/xmlenc#sha512',
} as const;

/** Signs one element of a document with our own canonicaliser; what others make of it is for other specs to say. */
export function signElement(xml: string, shape: ElementSignature): string {
  const { bits = 256, digestBits = 256 } = shape;
  const content = canonicalPart(xml.replace(SIGNATURE_PLACE, ''), {
    isWanted: ({ attributes }) =>
      attributes.some(({ namespace, local, value }) => !namespace && local === 'ID' && value === shape.id),
    inclusivePrefixes: listOf(shape.contentPrefixes),
  });
  const digest = createHash(`sha${digestBits}`).update(content).digest('base64');
  const unsigned = xml.replace(SIGNATURE_PLACE, () => signatureXml(shape, digest, ''));
  const start = Buffer.byteLength(xml.slice(0, xml.indexOf(SIGNATURE_PLACE)));
  const signedInfo = canonicalPart(unsigned, {
    isWanted: (element) =>
      element.start >= start && element.local === 'SignedInfo' && element.namespace === ns.ds,
    inclusivePrefixes: listOf(shape.signedInfoPrefixes),
  });
  const value = sign(`sha${bits}`, Buffer.from(signedInfo), {
    key: shape.privateKey as KeyObject,
    dsaEncoding: 'ieee-p1363',
  });
  return xml.replace(SIGNATURE_PLACE, () => signatureXml(shape, digest, value.toString('base64')));
}

function listOf(prefixes: string | undefined): string[] {
  return (prefixes ?? '').split(/\s+/).filter(Boolean);
}

function signatureXml(shape: ElementSignature, digest: string, value: string): string {
  const { prefix = 'ds', between = '', bits = 256, digestBits = 256 } = shape;
  const name = (local: string): string => (prefix ? `${prefix}:${local}` : local);
  const element = (local: string, attributes: string, ...children: string[]): string =>
    children.length === 0
      ? `<${name(local)}${attributes}/>`
      : `<${name(local)}${attributes}>${between}${children.join(between)}${between}</${name(local)}>`;
  const algorithm = (uri: string): string => ` Algorithm="${uri}"`;
  const list = (prefixes: string | undefined): string[] =>
    prefixes === undefined
      ? []
      : [`<ec:InclusiveNamespaces xmlns:ec="${EXCLUSIVE}" PrefixList="${prefixes}"/>`];
  const base64 = (text: string): string =>
    shape.breakLines ? `\n${text.replace(/.{1,64}/g, '$&\r\n')}\t ` : text;
  const reference = element(
    'Reference',
    ` URI="#${shape.id}"`,
    element(
      'Transforms',
      '',
      element('Transform', algorithm(`${ns.ds}enveloped-signature`)),
      element('Transform', algorithm(EXCLUSIVE), ...list(shape.contentPrefixes)),
    ),
    element('DigestMethod', algorithm(DIGESTS[digestBits])),
    `<${name('DigestValue')}>${base64(digest)}</${name('DigestValue')}>`,
  );
  return element(
    'Signature',
    ` xmlns${prefix ? `:${prefix}` : ''}="${ns.ds}"`,
    element(
      'SignedInfo',
      '',
      element('CanonicalizationMethod', algorithm(EXCLUSIVE), ...list(shape.signedInfoPrefixes)),
      element(
        'SignatureMethod',
        algorithm(`http://www.w3.org/2001/04/xmldsig-more#${shape.scheme}-sha${bits}`),
      ),
      reference,
    ),
    `<${name('SignatureValue')}>${base64(value)}</${name('SignatureValue')}>`,
    ...(shape.keyInfo === undefined ? [] : [element('KeyInfo', '', shape.keyInfo)]),
  );
}
