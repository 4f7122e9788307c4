import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { SignatureAlgorithm } from './signature-algorithms';
import { SignatureFault } from './signature-fault';

/** SAML2Int SDP-MD06 and SDP-MD07. */
const MIN_RSA_BITS = 2_048;
const CURVES: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** A signature value and what it is said to sign. */
export interface SignatureValueInput {
  algorithm: SignatureAlgorithm;
  value: Buffer;
  /** Canonical form of SignedInfo. */
  signedInfo: Buffer;
  /** PEM certificates, or public keys in PEM, that are trusted already; only their keys count. Each is tried. */
  keys: readonly string[];
}

/**
 * Verifies a signature value with whichever of the trusted keys fits.
 *
 * @throws SignatureFault `no-usable-key` when there is none of the algorithm's kind and long enough, also when there is
 *   none at all; `value-mismatch` when the value is of none of them
 */
export function verifySignatureValue({ algorithm, value, signedInfo, keys }: SignatureValueInput): void {
  const usable = keys.map(readKey).filter((key) => key !== undefined && fits(key, algorithm));
  if (usable.length === 0) {
    throw new SignatureFault('no-usable-key', `none of ${keys.length} keys is fit for ${algorithm.scheme}`);
  }
  if (usable.some((key) => key && verifyWith(key, algorithm, signedInfo, value))) return;
  throw new SignatureFault('value-mismatch', `the signature is of none of ${usable.length} keys`);
}

function readKey(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

function fits(
  { asymmetricKeyType, asymmetricKeyDetails }: KeyObject,
  { scheme }: SignatureAlgorithm,
): boolean {
  if (scheme === 'ecdsa') {
    return asymmetricKeyType === 'ec' && CURVES.has(asymmetricKeyDetails?.namedCurve ?? '');
  }
  return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS;
}

function verifyWith(
  key: KeyObject,
  { hash, scheme }: SignatureAlgorithm,
  signedInfo: Buffer,
  value: Buffer,
): boolean {
  if (scheme === 'ecdsa') return verify(hash, signedInfo, { key, dsaEncoding: 'ieee-p1363' }, value);
  if (scheme === 'rsa-pkcs1') return verify(hash, signedInfo, key, value);
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return verify(hash, signedInfo, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, value);
}
