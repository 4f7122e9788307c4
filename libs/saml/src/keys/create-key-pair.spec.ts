import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyPair } from './create-key-pair';
import { certificateToBase64, readCertificate } from './read-certificate';

const now = new Date('2026-11-21T10:00:00Z');

describe('createKeyPair', () => {
  it('should make a key of 3072 bits and a certificate of its own that outlives the service', async () => {
    const pair = await createKeyPair({ commonName: 'virlab.example', now });
    const certificate = new X509Certificate(pair.certificatePem);
    const key = createPrivateKey(pair.privateKeyPem);
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({
      modulusLength: 3072,
      publicExponent: 65537n,
    });
    expect(certificate.subject).toBe('CN=virlab.example');
    expect(new Date(certificate.validFrom)).toEqual(new Date('2026-11-20T10:00:00Z'));
    expect(new Date(certificate.validTo)).toEqual(new Date('2046-11-21T10:00:00Z'));
    const message = Buffer.from('message');
    expect(verify('sha256', message, certificate.publicKey, sign('sha256', message, key))).toBe(true);
  });

  it('should make another key and serial number each time', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => createKeyPair({ commonName: 'virlab.example', now, years: 1 })),
    );
    expect(one?.privateKeyPem).not.toBe(two?.privateKeyPem);
    const serials = [one, two].map((pair) => new X509Certificate(pair?.certificatePem ?? '').serialNumber);
    expect(new Set(serials).size).toBe(2);
  });

  it.each(['', 'a, O=b', '"quoted"', 'x'.repeat(65)])(
    'should refuse the common name %j',
    async (commonName) => {
      await expect(createKeyPair({ commonName, now })).rejects.toThrow(RangeError);
    },
  );
});

describe('readCertificate', () => {
  it('should read what metadata carries, however it is broken into lines', async () => {
    const { certificatePem } = await createKeyPair({ commonName: 'idp', now });
    const bare = certificateToBase64(certificatePem);
    const broken = `\n   ${bare.replace(/.{50}/g, '$&\n      ')}\n`;
    for (const text of [certificatePem, bare, broken]) {
      expect(readCertificate(text)).toEqual({ pem: certificatePem, keyType: 'rsa', rsaBits: 3072 });
    }
  });

  it.each(['', 'x', 'AAAA', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----'])(
    'should not read %j',
    (text) => {
      expect(readCertificate(text)).toBeUndefined();
    },
  );
});
