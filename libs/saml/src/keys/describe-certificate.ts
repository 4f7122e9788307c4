import { X509Certificate } from 'node:crypto';

/** What a person is shown of a key. Dates and names carry no meaning in SAML metadata (SAML2Int SDP-MD05). */
export interface KeyDescription {
  /** SHA-256 of the certificate's DER bytes, 64 lower-case hex digits: what is read out on the telephone. */
  sha256: string;
  /** `rsa`, `ec`, … */
  algorithm: string;
  /** Of an RSA modulus; undefined for other keys. */
  bits: number | undefined;
  /** What the certificate calls itself; never checked. */
  subject: string;
  notBefore: Date;
  notAfter: Date;
}

/**
 * Describes the key of a certificate.
 *
 * @throws Error when the text is no PEM certificate
 */
export function describeCertificate(pem: string): KeyDescription {
  const certificate = new X509Certificate(pem);
  const { asymmetricKeyType = 'unknown', asymmetricKeyDetails } = certificate.publicKey;
  return {
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    algorithm: asymmetricKeyType,
    bits: asymmetricKeyDetails?.modulusLength,
    subject: certificate.subject.replaceAll('\n', ', '),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  };
}
