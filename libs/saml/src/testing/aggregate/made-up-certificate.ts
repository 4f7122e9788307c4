import { X509Certificate } from 'node:crypto';
import type { Chance } from './chance';

/**
 * Makes certificates of a size and shape as they are, each with another key, without making keys: the modulus is made
 * up, so nothing can be signed by it.
 *
 * @param templatePem a certificate of an RSA key
 */
export function madeUpCertificates(templatePem: string): (chance: Chance) => string {
  const certificate = new X509Certificate(templatePem);
  const { n = '' } = certificate.publicKey.export({ format: 'jwk' });
  const modulus = Buffer.from(n, 'base64url');
  const at = certificate.raw.indexOf(modulus);
  if (at < 0) throw new Error('the template has no RSA key');
  return (chance) => {
    const der = Buffer.from(certificate.raw);
    const made = chance.bytes(modulus.length);
    // As long as it says, and odd.
    made[0] = 0xc1;
    made[made.length - 1] = 0x41;
    made.copy(der, at);
    return der.toString('base64');
  };
}
