import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

/** Certificates that must not be used, and one that only looks so. */
export interface WeakCertificates {
  rsa1024: string;
  /** A good key of another kind than most have. */
  ec: string;
  /** A key of a kind that XML signatures are not verified with. */
  ed25519: string;
  /** A good key in a certificate whose dates have passed. */
  expired: string;
}

const rsa = (modulusLength: number) => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
});

export async function makeWeakCertificates(): Promise<WeakCertificates> {
  const future = new Date('2040-01-01T00:00:00Z');
  return {
    rsa1024: await selfSigned(rsa(1024), future),
    ec: await selfSigned({ name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }, future),
    ed25519: await selfSigned({ name: 'Ed25519' }, future),
    expired: await selfSigned(rsa(2048), new Date('2020-01-01T00:00:00Z')),
  };
}

async function selfSigned(
  algorithm:
    webcrypto.RsaHashedKeyGenParams | (webcrypto.EcKeyGenParams & { hash: string }) | { name: 'Ed25519' },
  notAfter: Date,
): Promise<string> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: '01',
      name: 'CN=weak',
      notBefore: new Date('2010-01-01T00:00:00Z'),
      notAfter,
      keys,
      signingAlgorithm: algorithm,
    },
    webcrypto as Parameters<typeof X509CertificateGenerator.createSelfSigned>[1],
  );
  return `${certificate.toString('pem')}\n`;
}
