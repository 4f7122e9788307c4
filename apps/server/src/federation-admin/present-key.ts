import { X509Certificate } from 'node:crypto';
import type { MetadataKey } from '@virlab/contracts';

/** A certificate of metadata as an admin compares it; the certificate must be one that was read before. */
export function presentKey(pem: string): MetadataKey {
  const certificate = new X509Certificate(pem);
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  const bits = asymmetricKeyDetails?.modulusLength;
  return {
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    algorithm: asymmetricKeyType ?? 'unknown',
    ...(bits === undefined ? {} : { bits }),
    subject: (certificate.subject ?? '').replaceAll('\n', ', '),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
  };
}
