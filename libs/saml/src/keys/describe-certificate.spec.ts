import { createHash, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testParties } from '../testing/test-parties';
import { describeCertificate } from './describe-certificate';

describe('describeCertificate', () => {
  it('should tell what a person compares and nothing secret', async () => {
    const { strangerKey } = await testParties();
    const { raw, validFrom } = new X509Certificate(strangerKey.certificatePem);
    expect(describeCertificate(strangerKey.certificatePem)).toEqual({
      sha256: createHash('sha256').update(raw).digest('hex'),
      algorithm: 'rsa',
      bits: 2048,
      subject: 'CN=evil.example',
      notBefore: new Date(validFrom),
      notAfter: expect.any(Date) as Date,
    });
  });

  it('should not take anything else', () => {
    expect(() => describeCertificate('no certificate')).toThrow();
  });
});
