import { ns } from '../xml/namespaces';
import { attributeOf, isElement, walk } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import { decodeBase64 } from './decode-base64';
import {
  digestAlgorithms,
  ENVELOPED_SIGNATURE,
  EXCLUSIVE_C14N,
  type Hash,
  type SignatureAlgorithm,
  signatureAlgorithms,
} from './signature-algorithms';
import { SignatureFault, type SignatureFaultKind } from './signature-fault';

/** What a Signature element says, all of it allowed. */
export interface SignatureReading {
  /** The ID of the element that is signed; the signature's parent. */
  signedId: string;
  algorithm: SignatureAlgorithm;
  value: Buffer;
  /** InclusiveNamespaces of the canonicalisation of SignedInfo, and of the signed element. */
  signedInfoPrefixes: string[];
  contentPrefixes: string[];
  digest: { hash: Hash; value: Buffer };
}

/** Quotes and blanks have no place in an ID. */
const ID = /^[^\s'"<>&]{1,256}$/;
const MAX_PREFIXES = 64;

/**
 * Reads a Signature of the one form that SAML core 5.4 describes: one Reference, to the parent, by ID; enveloped, in
 * exclusive canonical form; by algorithms of our list; without comments, parameters or foreign content. KeyInfo is
 * passed over, since keys come from metadata and never from the message. Whether the signature holds is not asked.
 *
 * @param signedId the ID of the element the signature stands in, undefined when it has none
 * @throws SignatureFault
 */
export function readSignature(signature: XmlElement, signedId: string | undefined): SignatureReading {
  for (const { element } of walk(signature)) {
    if (element.comments > 0) fail('comment-in-signature', `a comment inside ${element.local}`);
  }
  const hasKeyInfo = signature.children.length === 3;
  const [signedInfo, signatureValue] = childrenNamed(
    signature,
    hasKeyInfo ? ['SignedInfo', 'SignatureValue', 'KeyInfo'] : ['SignedInfo', 'SignatureValue'],
  );
  const [canonicalization, method, reference] = childrenNamed(signedInfo, [
    'CanonicalizationMethod',
    'SignatureMethod',
    'Reference',
  ]);
  if (attributeOf(canonicalization, 'Algorithm') !== EXCLUSIVE_C14N) {
    fail('canonicalization-forbidden', forbidden(canonicalization));
  }
  childrenNamed(method, []);
  const algorithm = signatureAlgorithms.get(attributeOf(method, 'Algorithm') ?? '');
  return {
    algorithm: algorithm ?? fail('signature-algorithm-forbidden', forbidden(method)),
    value: binary(signatureValue),
    signedInfoPrefixes: prefixesOf(canonicalization, 'canonicalization-forbidden'),
    ...readReference(reference, signedId),
  };
}

function readReference(
  reference: XmlElement,
  signedId: string | undefined,
): Pick<SignatureReading, 'signedId' | 'contentPrefixes' | 'digest'> {
  const uri = attributeOf(reference, 'URI');
  if (signedId === undefined || !ID.test(signedId) || uri !== `#${signedId}`) {
    const detail = `Reference "${uri ?? ''}" must be "#${signedId ?? ''}", its parent`;
    return fail('signature-reference-wrong', detail);
  }
  const [transforms, digestMethod, digestValue] = childrenNamed(reference, [
    'Transforms',
    'DigestMethod',
    'DigestValue',
  ]);
  childrenNamed(digestMethod, []);
  const hash = digestAlgorithms.get(attributeOf(digestMethod, 'Algorithm') ?? '');
  if (!hash) return fail('digest-algorithm-forbidden', forbidden(digestMethod));
  return {
    signedId,
    contentPrefixes: readTransforms(transforms),
    digest: { hash, value: binary(digestValue) },
  };
}

/** SAML core 5.4.4 allows these two and no others; without the second, another canonical form would be meant. */
function readTransforms(transforms: XmlElement): string[] {
  const used = transforms.children.map((transform) => {
    if (!isElement(transform, ns.ds, 'Transform')) {
      fail('signature-malformed', `${transform.local} inside Transforms`);
    }
    return attributeOf(transform, 'Algorithm') ?? '';
  });
  const [enveloped, exclusive] = transforms.children;
  if (!enveloped || !exclusive || used.join(' ') !== `${ENVELOPED_SIGNATURE} ${EXCLUSIVE_C14N}`) {
    const found = used.slice(0, 4).join(', ');
    return fail('transform-forbidden', `transforms must be enveloped, then exclusive; found ${found}`);
  }
  if (enveloped.children.length > 0) fail('transform-forbidden', 'a parameter of the enveloped transform');
  return prefixesOf(exclusive, 'transform-forbidden');
}

function prefixesOf(element: XmlElement, kind: SignatureFaultKind): string[] {
  const [list, another] = element.children;
  if (!list) return [];
  if (another || !isElement(list, ns.ec, 'InclusiveNamespaces') || list.children.length > 0) {
    fail(kind, `${element.local} may hold one InclusiveNamespaces`);
  }
  const text = attributeOf(list, 'PrefixList') ?? '';
  // Some readers take two blanks, or one at an end, for the default namespace between them.
  if (/^\s|\s\s|\s$/.test(text)) fail(kind, 'a PrefixList with more blanks than it needs');
  const prefixes = text.split(/\s/).filter(Boolean);
  if (prefixes.length > MAX_PREFIXES) fail(kind, `a PrefixList of more than ${MAX_PREFIXES} prefixes`);
  return prefixes;
}

/** The children of an element of the signature, which must be these and no others. */
function childrenNamed<const Names extends readonly string[]>(
  element: XmlElement,
  names: Names,
): { [Index in keyof Names]: XmlElement } {
  const found = element.children.map(({ namespace, local }) =>
    namespace === ns.ds ? local : `foreign ${local}`,
  );
  if (found.join() !== names.join()) {
    const detail = `${element.local} must hold [${names.join(', ')}], found [${found.slice(0, 8).join(', ')}]`;
    fail('signature-malformed', detail);
  }
  return element.children as { [Index in keyof Names]: XmlElement };
}

function binary(element: XmlElement): Buffer {
  childrenNamed(element, []);
  return decodeBase64(element.text) ?? fail('signature-malformed', `${element.local} is not base64`);
}

function forbidden(element: XmlElement): string {
  return `${element.local} "${attributeOf(element, 'Algorithm') ?? ''}" is not allowed`;
}

function fail(kind: SignatureFaultKind, message: string): never {
  throw new SignatureFault(kind, message);
}
