import {
  constants,
  createCipheriv,
  createHash,
  publicEncrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto';

type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** How an element is encrypted, beyond what other libraries offer. */
export interface ElementEncryption {
  certificatePem: string;
  /** Key size in bits, and mode; AES-256-GCM when left out. */
  bits?: 128 | 192 | 256;
  mode?: 'gcm' | 'cbc';
  digest?: Hash;
  /** Of the mask; another than SHA-1 makes it XML Encryption 1.1's RSA-OAEP. */
  mask?: Hash;
  label?: string;
  /** EncryptedKeys stand beside EncryptedData, each for its recipient; the right one for this. */
  recipient?: string;
  otherRecipient?: { recipient: string; certificatePem: string };
  breakLines?: boolean;
}

const DIGESTS: Record<Hash, string> = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha384: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
};
const XENC = 'http://www.w3.org/2001/04/xmlenc#';
const XENC11 = 'http://www.w3.org/2009/xmlenc11#';

/** What stands in an EncryptedAssertion: EncryptedData, and EncryptedKeys beside it where recipients are named. */
export function encryptElement(text: string, shape: ElementEncryption): string {
  const { bits = 256, mode = 'gcm' } = shape;
  const key = randomBytes(bits / 8);
  const value = mode === 'gcm' ? encryptGcm(text, key, bits) : encryptCbc(text, key, bits);
  const algorithm = mode === 'gcm' ? `${XENC11}aes${bits}-gcm` : `${XENC}aes${bits}-cbc`;
  const own = keyXml(key, shape, shape.certificatePem, shape.recipient);
  const other =
    shape.otherRecipient &&
    keyXml(key, shape, shape.otherRecipient.certificatePem, shape.otherRecipient.recipient);
  const inside = shape.recipient === undefined ? own : '';
  const beside = shape.recipient === undefined ? '' : `${other ?? ''}${own}`;
  return `<xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element"><xenc:EncryptionMethod Algorithm="${algorithm}"/><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${inside}</ds:KeyInfo>${cipherXml(value, shape)}</xenc:EncryptedData>${beside}`;
}

function keyXml(key: Buffer, shape: ElementEncryption, certificatePem: string, recipient?: string): string {
  const { digest = 'sha1', mask = 'sha1', label } = shape;
  const algorithm = mask === 'sha1' ? `${XENC}rsa-oaep-mgf1p` : `${XENC11}rsa-oaep`;
  const parameters = [
    `<ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="${DIGESTS[digest]}"/>`,
    mask === 'sha1' ? '' : `<x11:MGF xmlns:x11="${XENC11}" Algorithm="${XENC11}mgf1${mask}"/>`,
    label === undefined ? '' : `<xenc:OAEPparams>${Buffer.from(label).toString('base64')}</xenc:OAEPparams>`,
  ].join('');
  const attribute = recipient === undefined ? '' : ` Recipient="${recipient}"`;
  const value = encryptKey(key, certificatePem, { digest, mask, label: Buffer.from(label ?? '') });
  return `<xenc:EncryptedKey xmlns:xenc="${XENC}"${attribute}><xenc:EncryptionMethod Algorithm="${algorithm}">${parameters}</xenc:EncryptionMethod>${cipherXml(value, shape)}</xenc:EncryptedKey>`;
}

function cipherXml(value: Buffer, { breakLines }: ElementEncryption): string {
  const base64 = value.toString('base64');
  const text = breakLines ? base64.replace(/.{1,76}/g, '\n$&') : base64;
  return `<xenc:CipherData><xenc:CipherValue>${text}</xenc:CipherValue></xenc:CipherData>`;
}

function encryptGcm(text: string, key: Buffer, bits: 128 | 192 | 256): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(`aes-${bits}-gcm`, key, nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function encryptCbc(text: string, key: Buffer, bits: 128 | 192 | 256): Buffer {
  const start = randomBytes(16);
  const plain = Buffer.from(text, 'utf8');
  // All but the last byte of the padding may be anything.
  const padding = randomBytes(16 - (plain.length % 16));
  padding[padding.length - 1] = padding.length;
  const cipher = createCipheriv(`aes-${bits}-cbc`, key, start).setAutoPadding(false);
  return Buffer.concat([start, cipher.update(Buffer.concat([plain, padding])), cipher.final()]);
}

/** RSA-OAEP with any two digests (RFC 8017, 7.1.1), written out, since Node offers one digest for both. */
function encryptKey(
  key: Buffer,
  certificatePem: string,
  { digest, mask, label }: { digest: Hash; mask: Hash; label: Buffer },
): Buffer {
  const { publicKey } = new X509Certificate(certificatePem);
  const size = (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const labelHash = createHash(digest).update(label).digest();
  const data = Buffer.alloc(size - labelHash.length - 1);
  labelHash.copy(data);
  data[data.length - key.length - 1] = 1;
  key.copy(data, data.length - key.length);
  const seed = randomBytes(labelHash.length);
  const maskedData = xor(data, generateMask(seed, data.length, mask));
  const maskedSeed = xor(seed, generateMask(maskedData, seed.length, mask));
  const block = Buffer.concat([Buffer.alloc(1), maskedSeed, maskedData]);
  return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, block);
}

function generateMask(seed: Buffer, length: number, hash: Hash): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; Buffer.concat(blocks).length < length; counter += 1) {
    blocks.push(
      createHash(hash)
        .update(seed)
        .update(Buffer.from([0, 0, 0, counter]))
        .digest(),
    );
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}
