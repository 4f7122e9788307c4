import { createHash, X509Certificate } from 'node:crypto';

/**
 * What tells the key of a certificate apart from others, whatever certificate it stands in: SHA-256 over its
 * SubjectPublicKeyInfo (RFC 5280, 4.1.2.7), hex.
 *
 * @param pem must be a certificate that can be read
 */
export function keyDigest(pem: string): string {
  const key = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('hex');
}
