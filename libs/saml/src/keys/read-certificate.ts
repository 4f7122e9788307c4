import { X509Certificate } from 'node:crypto';

/** What a certificate in metadata comes down to: its key. */
export interface CertificateReading {
  pem: string;
  keyType: string;
  /** Size of an RSA modulus in bits; undefined for other keys. */
  rsaBits?: number;
  /** Of an elliptic curve key, as OpenSSL calls it; undefined for other keys. */
  curve?: string;
}

const LINE = /.{1,64}/g;

/**
 * Reads the base64 text of an X509Certificate element, or PEM. Dates, names and chain are not looked at: in SAML
 * metadata a certificate is only the wrapping of a key (SAML2Int SDP-MD05).
 *
 * @returns undefined when the text is not a certificate with a readable key
 */
export function readCertificate(text: string): CertificateReading | undefined {
  const base64 = text.replace(/-----(BEGIN|END) CERTIFICATE-----/g, '').replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  try {
    const certificate = new X509Certificate(Buffer.from(base64, 'base64'));
    const key = certificate.publicKey;
    const pem = `-----BEGIN CERTIFICATE-----\n${certificate.raw.toString('base64').match(LINE)?.join('\n') ?? ''}\n-----END CERTIFICATE-----\n`;
    return {
      pem,
      keyType: key.asymmetricKeyType ?? 'unknown',
      rsaBits: key.asymmetricKeyType === 'rsa' ? key.asymmetricKeyDetails?.modulusLength : undefined,
      curve: key.asymmetricKeyDetails?.namedCurve,
    };
  } catch {
    return undefined;
  }
}

/** The bare base64 of a PEM certificate, on one line, as metadata carries it. */
export function certificateToBase64(pem: string): string {
  return pem.replace(/-----(BEGIN|END) CERTIFICATE-----/g, '').replace(/\s+/g, '');
}
