import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { PemConverter, X509CertificateGenerator } from '@peculiar/x509';
import type { KeyPair } from './key-pair';

/** What a new key is made for and with. */
export interface KeyPairInput {
  /** Shown in the certificate, which carries no other meaning in SAML: the service's host name. */
  commonName: string;
  now: Date;
  /** How long the certificate says it is valid; federations trust the key, not the dates. */
  years?: number;
  /** Randomness and key generation; the platform's by default. */
  crypto?: webcrypto.Crypto;
}

const RSA_3072 = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  // SAML2Int SDP-MD06 asks for 2048 and recommends 3072.
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const DEFAULT_YEARS = 20;
/** RFC 5280 allows 64 characters; marks that mean something in a distinguished name are left out. */
const COMMON_NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/;
const SERIAL_BYTES = 16;
const DAY_MS = 86_400_000;

/**
 * Makes an RSA key of 3072 bits with a long-lived self-signed certificate (SAML2Int SDP-MD05). The same kind of key
 * serves for signing and for decryption; the caller makes one of each, and stores them.
 *
 * @throws RangeError when the common name is not made of letters, digits, blanks, dots and hyphens
 */
export async function createKeyPair(input: KeyPairInput): Promise<KeyPair> {
  if (!COMMON_NAME.test(input.commonName)) {
    throw new RangeError(`common name must match ${COMMON_NAME.source}, got "${input.commonName}"`);
  }
  const crypto = input.crypto ?? webcrypto;
  const keys = await crypto.subtle.generateKey(RSA_3072, true, ['sign', 'verify']);
  const notAfter = new Date(input.now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + (input.years ?? DEFAULT_YEARS));
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: positiveHex(crypto.getRandomValues(new Uint8Array(SERIAL_BYTES))),
      name: [{ CN: [input.commonName] }],
      // A day back, so that a peer whose clock is behind does not meet a certificate from its future.
      notBefore: new Date(input.now.getTime() - DAY_MS),
      notAfter,
      keys,
      signingAlgorithm: RSA_3072,
    },
    crypto as Parameters<typeof X509CertificateGenerator.createSelfSigned>[1],
  );
  const privateKey = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    privateKeyPem: `${PemConverter.encode(privateKey, 'PRIVATE KEY')}\n`,
    certificatePem: `${certificate.toString('pem')}\n`,
  };
}

/** RFC 5280 4.1.2.2: a serial number is a positive integer. */
function positiveHex(bytes: Uint8Array): string {
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}
