import type { KeyPair } from '../../keys/key-pair';
import { digestOf, signatureElement, type SignatureShape, transformsWith } from '../aggregate/sign-document';
import { entityXml } from '../metadata-shape';

export const MD = 'urn:oasis:names:tc:SAML:2.0:metadata';
export const VALID_UNTIL = '2026-12-06T00:00:00Z';
export const ROOT_ID = '_root';

/** The parts of a signed metadata document; a case replaces what it is about. */
export interface DocumentParts {
  /** Before the document element. */
  prolog: string;
  /** Attributes of the document element, namespaces too. */
  attributes: string;
  element: string;
  /** Everything in it but the signature. */
  body: string;
  shape: Partial<SignatureShape>;
  inclusivePrefixes: string;
  digestName: string;
}

/** Two identity providers, one after the other. */
export function twoEntities(key: KeyPair): string {
  return ['https://idp.one.example', 'https://idp.two.example']
    .map((entityId) => entityXml(key.certificatePem, { entityId }))
    .join('\n');
}

/** A document, signed as a federation does it, with the signature first. */
export function signedMetadata(key: KeyPair, given: Partial<DocumentParts> = {}): string {
  const parts: DocumentParts = {
    prolog: '<?xml version="1.0" encoding="UTF-8"?>\n',
    element: 'md:EntitiesDescriptor',
    attributes: `xmlns:md="${MD}" ID="${ROOT_ID}" validUntil="${VALID_UNTIL}"`,
    body: twoEntities(key),
    shape: {},
    inclusivePrefixes: '',
    digestName: 'sha256',
    ...given,
  };
  return assemble(parts, signatureOver(key, parts));
}

/** The same with something else where the signature is. */
export function assemble(
  { prolog, element, attributes, body }: Pick<DocumentParts, 'prolog' | 'element' | 'attributes' | 'body'>,
  signature: string,
): string {
  return `${prolog}<${element} ${attributes}>${signature}${body}</${element}>`;
}

/** The signature that fits a document's parts, wherever it is put. */
export function signatureOver(key: KeyPair, parts: DocumentParts): string {
  const prefixes = parts.inclusivePrefixes.split(' ').filter(Boolean);
  // What is no XML for us has no digest; the signature then fits nothing, and what is wrong is seen before.
  const digest = digestOrNothing(assemble({ ...parts, prolog: '' }, ''), parts.digestName, prefixes);
  return signatureElement(key, digest, {
    uri: `#${ROOT_ID}`,
    digestName: parts.digestName,
    transforms: transformsWith(parts.inclusivePrefixes),
    ...parts.shape,
  });
}

function digestOrNothing(xml: string, digestName: string, prefixes: string[]): string {
  try {
    return digestOf([xml], digestName, prefixes);
  } catch {
    return Buffer.alloc(32).toString('base64');
  }
}
