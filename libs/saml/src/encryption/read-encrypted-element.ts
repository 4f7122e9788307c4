import { decodeBase64 } from '../signature/decode-base64';
import { ns } from '../xml/namespaces';
import { attributeOf, childOf, childrenOf, isElement, walk } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import {
  contentCiphers,
  type ContentCipher,
  maskFunctions,
  oaepDigests,
  type OaepHash,
  RSA_OAEP,
  RSA_OAEP_MGF1P,
} from './encryption-algorithms';
import { EncryptionFault } from './encryption-fault';

/** A content key, encrypted for one recipient. */
export interface EncryptedKey {
  /** The entityID it says it is for; undefined when it says nothing. */
  recipient: string | undefined;
  digest: OaepHash;
  mask: OaepHash;
  label: Buffer;
  value: Buffer;
}

/** An element in encrypted form, all of it by allowed algorithms. */
export interface EncryptedElement {
  /** URI of the algorithm, for those who must be told. */
  algorithm: string;
  cipher: ContentCipher;
  value: Buffer;
  /** At least one. */
  keys: EncryptedKey[];
}

const XENC11 = 'http://www.w3.org/2009/xmlenc11#';
const TYPE_ELEMENT = 'http://www.w3.org/2001/04/xmlenc#Element';
const TYPE_KEY = 'http://www.w3.org/2001/04/xmlenc#EncryptedKey';
const MAX_KEYS = 8;
const NONCE_BYTES = { gcm: 12, cbc: 16 } as const;
/** Tag of AES-GCM, or one block of CBC. */
const TAG_BYTES = 16;

/**
 * Reads an element of type `EncryptedElementType` (SAML core 2.2.4), such as EncryptedAssertion: one EncryptedData and
 * its keys, in its KeyInfo, or beside it where a RetrievalMethod points to one or each names its Recipient.
 *
 * @throws EncryptionFault when it can be opened in none or more ways than one, or by an algorithm that is not allowed;
 *   CBC is read here, and allowed or not by who opens it
 */
export function readEncryptedElement(element: XmlElement): EncryptedElement {
  const [data, another] = childrenOf(element, ns.xenc, 'EncryptedData');
  if (!data || another) return malformed(`${element.local} must hold one EncryptedData`);
  if ((attributeOf(data, 'Type') ?? TYPE_ELEMENT) !== TYPE_ELEMENT) malformed('EncryptedData is no element');
  const { algorithm } = methodOf(data);
  const cipher = contentCiphers.get(algorithm) ?? forbidden('EncryptedData', algorithm);
  const value = cipherValueOf(data);
  const least = NONCE_BYTES[cipher.isAuthenticated ? 'gcm' : 'cbc'] + TAG_BYTES;
  if (value.length < least) malformed(`${value.length} bytes of cipher text, at least ${least} expected`);
  return { algorithm, cipher, value, keys: keysOf(element, data).map(readKey) };
}

function keysOf(element: XmlElement, data: XmlElement): XmlElement[] {
  const keyInfo = childOf(data, ns.ds, 'KeyInfo');
  if (!keyInfo) return malformed('EncryptedData without KeyInfo does not say which key opens it');
  const inside = childrenOf(keyInfo, ns.xenc, 'EncryptedKey');
  const beside = childrenOf(element, ns.xenc, 'EncryptedKey');
  const count = walk(element).filter((step) => isElement(step.element, ns.xenc, 'EncryptedKey')).length;
  if (count !== inside.length + beside.length) malformed('an EncryptedKey where none belongs');
  if (inside.length > 0) {
    return count === 1 ? inside : malformed(`${count} EncryptedKey, expected one where it stands in KeyInfo`);
  }
  const pointer = childOf(keyInfo, ns.ds, 'RetrievalMethod');
  if (pointer) return [pointedTo(pointer, beside)];
  const recipients = new Set(beside.map((key) => attributeOf(key, 'Recipient')));
  if (recipients.has(undefined))
    malformed('EncryptedKey stands beside EncryptedData, which does not point to it');
  if (count === 0 || count > MAX_KEYS) malformed(`${count} EncryptedKey, expected 1 to ${MAX_KEYS}`);
  return recipients.size === count ? beside : malformed('two EncryptedKey for one recipient');
}

function pointedTo(pointer: XmlElement, keys: readonly XmlElement[]): XmlElement {
  const uri = attributeOf(pointer, 'URI') ?? '';
  const [key, another] = keys.filter((one) => `#${attributeOf(one, 'Id') ?? ''}` === uri);
  const isPlain = pointer.children.length === 0 && (attributeOf(pointer, 'Type') ?? TYPE_KEY) === TYPE_KEY;
  if (!key || another || uri === '#' || !isPlain)
    return malformed(`RetrievalMethod "${uri}" points to no key`);
  return key;
}

function readKey(key: XmlElement): EncryptedKey {
  const { method, algorithm } = methodOf(key);
  if (algorithm !== RSA_OAEP && algorithm !== RSA_OAEP_MGF1P) return forbidden('EncryptedKey', algorithm);
  const digest = parameterOf(method, ns.ds, 'DigestMethod', oaepDigests) ?? 'sha1';
  const mask = parameterOf(method, XENC11, 'MGF', maskFunctions);
  if (mask && algorithm === RSA_OAEP_MGF1P) malformed('rsa-oaep-mgf1p has a mask function already');
  const [label, another] = childrenOf(method, ns.xenc, 'OAEPparams');
  if (another) malformed('OAEPparams twice');
  return {
    recipient: attributeOf(key, 'Recipient'),
    digest,
    mask: mask ?? 'sha1',
    label: label?.text.trim()
      ? (decodeBase64(label.text) ?? malformed('OAEPparams is no base64'))
      : Buffer.alloc(0),
    value: cipherValueOf(key),
  };
}

function parameterOf(
  method: XmlElement,
  namespace: string,
  local: string,
  allowed: ReadonlyMap<string, OaepHash>,
): OaepHash | undefined {
  const [parameter, another] = childrenOf(method, namespace, local);
  if (another) malformed(`${local} twice`);
  if (!parameter) return undefined;
  const algorithm = attributeOf(parameter, 'Algorithm') ?? '';
  return allowed.get(algorithm) ?? forbidden(`OAEP ${local}`, algorithm);
}

function methodOf(element: XmlElement): { method: XmlElement; algorithm: string } {
  const [method, another] = childrenOf(element, ns.xenc, 'EncryptionMethod');
  if (!method || another) return malformed(`${element.local} must name one EncryptionMethod`);
  return { method, algorithm: attributeOf(method, 'Algorithm') ?? '' };
}

function cipherValueOf(element: XmlElement): Buffer {
  const [data, anotherData] = childrenOf(element, ns.xenc, 'CipherData');
  const [value, another] = data?.children ?? [];
  if (
    anotherData ||
    another ||
    !value ||
    !isElement(value, ns.xenc, 'CipherValue') ||
    value.children.length > 0
  ) {
    return malformed(`${element.local} must hold one CipherValue`);
  }
  return decodeBase64(value.text) ?? malformed(`CipherValue of ${element.local} is not base64`);
}

function malformed(detail: string): never {
  throw new EncryptionFault('encryption-malformed', detail);
}

function forbidden(what: string, algorithm: string): never {
  throw new EncryptionFault('encryption-algorithm-forbidden', `${what} "${algorithm}" is not allowed`);
}
