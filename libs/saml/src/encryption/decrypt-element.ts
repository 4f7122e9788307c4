import { constants, createDecipheriv, createPrivateKey, privateDecrypt, randomBytes } from 'node:crypto';
import { decodeOaep } from './decode-oaep';
import type { ContentCipher } from './encryption-algorithms';
import type { EncryptedElement, EncryptedKey } from './read-encrypted-element';

const TAG_BYTES = 16;
const GCM_NONCE_BYTES = 12;
const CBC_BLOCK_BYTES = 16;

/** Who opens, and with what. */
export interface DecryptionKeys {
  /** Our entityID; keys that name another recipient are passed over. */
  recipient: string;
  /** RSA keys in PEM; each is tried. */
  privateKeys: readonly string[];
}

/**
 * Opens an encrypted element with whichever of our keys fits.
 *
 * @returns the plain bytes, or undefined when none fits. A wrong key, a changed text and a broken padding are not told
 *   apart: where the content key cannot be had, the content is tried all the same, with a key made up for it.
 */
export function decryptElement(
  { cipher, value, keys }: EncryptedElement,
  { recipient, privateKeys }: DecryptionKeys,
): Buffer | undefined {
  const ours = keys.filter((key) => (key.recipient ?? recipient) === recipient);
  for (const key of ours) {
    for (const privateKey of privateKeys) {
      const unwrapped = unwrapKey(key, privateKey);
      const isFit = unwrapped?.length === cipher.keyBytes;
      const plain = decryptContent(cipher, isFit ? unwrapped : randomBytes(cipher.keyBytes), value);
      if (plain && isFit) return plain;
    }
  }
  return undefined;
}

function unwrapKey({ value, digest, mask, label }: EncryptedKey, privateKeyPem: string): Buffer | undefined {
  const key = createPrivateKey(privateKeyPem);
  try {
    if (digest === mask) {
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      return privateDecrypt({ key, padding, oaepHash: digest, oaepLabel: label }, value);
    }
    const block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, value);
    return decodeOaep(block, { digest, mask, label });
  } catch {
    return undefined;
  }
}

function decryptContent(cipher: ContentCipher, key: Buffer, value: Buffer): Buffer | undefined {
  try {
    return cipher.isAuthenticated ? decryptGcm(cipher, key, value) : decryptCbc(cipher, key, value);
  } catch {
    return undefined;
  }
}

/** XML Encryption 1.1, 5.2.4: nonce, text, tag. The tag is always the last 16 bytes, never fewer. */
function decryptGcm({ name }: ContentCipher, key: Buffer, value: Buffer): Buffer {
  const nonce = value.subarray(0, GCM_NONCE_BYTES);
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv(name as 'aes-128-gcm', key, nonce, options);
  decipher.setAuthTag(value.subarray(value.length - TAG_BYTES));
  const text = value.subarray(GCM_NONCE_BYTES, value.length - TAG_BYTES);
  return Buffer.concat([decipher.update(text), decipher.final()]);
}

/** XML Encryption 1.1, 5.2.2 and 5.2.3: only the last byte of the padding says something, its length. */
function decryptCbc({ name }: ContentCipher, key: Buffer, value: Buffer): Buffer | undefined {
  const decipher = createDecipheriv(name, key, value.subarray(0, CBC_BLOCK_BYTES)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(value.subarray(CBC_BLOCK_BYTES)), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > CBC_BLOCK_BYTES) return undefined;
  return padded.subarray(0, padded.length - padding);
}
