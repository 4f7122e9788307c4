import { ns } from '../../xml/namespaces';
import { attributeOf, childOf, childrenOf, isElement, walk } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import { SamlRefusal } from '../saml-refusal';

const STEP = 'scan-encryption';

/** Authenticated ciphers only: CBC and 3DES let a stranger decrypt by asking often enough. */
const dataAlgorithms = new Set([
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
]);
const keyAlgorithms = new Set(['http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p']);
/** The digest inside OAEP; SHA-1 is harmless there (SAML2Int SDP-ALG01) and all that the library below reads. */
const oaepDigests = new Set(['http://www.w3.org/2000/09/xmldsig#sha1']);
/** Nonce (12 bytes) and tag (16 bytes) of AES-GCM, and at least one byte between: a shorter value has no whole tag. */
const MIN_GCM_BYTES = 29;

/**
 * Requires an EncryptedAssertion that can be opened in one way only: one EncryptedData, one EncryptedKey, allowed
 * algorithms. The refusal names the algorithm that came, so that the provider's admin can change it.
 *
 * @throws SamlRefusal `encryption-malformed`, `encryption-algorithm-forbidden`
 */
export function scanEncryption(root: XmlElement): { isEncrypted: boolean } {
  const data = walk(root).filter(({ element }) => isElement(element, ns.xenc, 'EncryptedData'));
  const foreign = data.find(({ parent }) => !parent || !isElement(parent, ns.saml, 'EncryptedAssertion'));
  if (foreign)
    malformed(`EncryptedData inside ${foreign.parent?.local ?? 'nothing'}: only assertions may be encrypted`);
  const encrypted = childOf(root, ns.saml, 'EncryptedAssertion');
  if (!encrypted) return { isEncrypted: false };
  if (data.length !== 1 || !data[0]) return malformed(`${data.length} EncryptedData, expected one`);
  scanData(data[0].element);
  scanKey(encrypted, data[0].element);
  return { isEncrypted: true };
}

function scanData(data: XmlElement): void {
  requireAlgorithm(data, dataAlgorithms);
  const value = cipherValueOf(data);
  const size = Buffer.from(value, 'base64').length;
  if (size < MIN_GCM_BYTES) malformed(`${size} bytes of cipher text, at least ${MIN_GCM_BYTES} expected`);
}

function scanKey(encrypted: XmlElement, data: XmlElement): void {
  const keys = walk(encrypted).filter(({ element }) => isElement(element, ns.xenc, 'EncryptedKey'));
  const [only] = keys;
  if (!only || keys.length !== 1) return malformed(`${keys.length} EncryptedKey, expected one`);
  const keyInfo = childOf(data, ns.ds, 'KeyInfo');
  if (!keyInfo) return malformed('EncryptedData without KeyInfo does not say which key opens it');
  if (only.parent !== keyInfo) {
    const pointer = childOf(keyInfo, ns.ds, 'RetrievalMethod');
    const id = attributeOf(only.element, 'Id');
    if (!pointer || id === undefined || attributeOf(pointer, 'URI') !== `#${id}` || !/^[\w.-]+$/.test(id)) {
      malformed('EncryptedKey stands beside EncryptedData, which does not point to it');
    }
  }
  const method = requireAlgorithm(only.element, keyAlgorithms);
  for (const digest of childrenOf(method, ns.ds, 'DigestMethod')) {
    const algorithm = attributeOf(digest, 'Algorithm') ?? '';
    if (!oaepDigests.has(algorithm)) forbidden('OAEP digest', algorithm);
  }
  cipherValueOf(only.element);
}

function cipherValueOf(element: XmlElement): string {
  const data = childrenOf(element, ns.xenc, 'CipherData');
  const values = data.flatMap((child) => childrenOf(child, ns.xenc, 'CipherValue'));
  if (data.length !== 1 || values.length !== 1) malformed(`${element.local} must hold one CipherValue`);
  return values[0]?.text ?? '';
}

function requireAlgorithm(element: XmlElement, allowed: ReadonlySet<string>): XmlElement {
  const [method, another] = childrenOf(element, ns.xenc, 'EncryptionMethod');
  if (!method || another) return malformed(`${element.local} must name one EncryptionMethod`);
  const algorithm = attributeOf(method, 'Algorithm') ?? '';
  if (!allowed.has(algorithm)) forbidden(element.local, algorithm);
  return method;
}

function malformed(detail: string): never {
  throw new SamlRefusal(STEP, 'encryption-malformed', detail);
}

function forbidden(what: string, algorithm: string): never {
  throw new SamlRefusal(STEP, 'encryption-algorithm-forbidden', `${what} "${algorithm}" is not allowed`);
}
