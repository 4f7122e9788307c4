import { type KeyObject, verify, X509Certificate } from 'node:crypto';
import { LogoutRefusal } from './logout-refusal';
import type { LogoutQuery } from './read-logout-query';

interface Algorithm {
  hash: 'sha256' | 'sha384' | 'sha512';
  keyType: 'rsa' | 'ec';
}

const DSIG_MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

/** What may have signed (RFC 6931); SHA-1 and MD5 can be forged, and an algorithm that is not named here is refused. */
const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map(
  (['sha256', 'sha384', 'sha512'] as const).flatMap((hash): [string, Algorithm][] => [
    [`${DSIG_MORE}rsa-${hash}`, { hash, keyType: 'rsa' }],
    [`${DSIG_MORE}ecdsa-${hash}`, { hash, keyType: 'ec' }],
  ]),
);

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Verifies the signature of the HTTP-Redirect binding over the octets as they were received (SAML bindings 3.4.4.1).
 *
 * @param certificates PEM, from the sender's current metadata; any one may have signed
 * @throws LogoutRefusal `signature-algorithm-forbidden`, `signature-malformed`, `signature-invalid`
 */
export function verifyRedirectSignature(query: LogoutQuery, certificates: readonly string[]): void {
  const algorithm = ALGORITHMS.get(query.sigAlg);
  if (!algorithm) {
    throw new LogoutRefusal('signature-algorithm-forbidden', `SigAlg "${query.sigAlg.slice(0, 200)}"`);
  }
  const base64 = query.signature.replace(/[\r\n\t ]/g, '');
  if (!BASE64.test(base64)) throw new LogoutRefusal('signature-malformed', 'the signature is not base64');
  const signature = Buffer.from(base64, 'base64');
  const isSigned = certificates
    .map((pem) => new X509Certificate(pem).publicKey)
    .some((key) => isSignedBy(key, algorithm, query.signedOctets, signature));
  if (!isSigned) {
    throw new LogoutRefusal(
      'signature-invalid',
      `no key of ${certificates.length} verifies it by ${query.sigAlg}`,
    );
  }
}

function isSignedBy(
  key: KeyObject,
  { hash, keyType }: Algorithm,
  octets: Buffer,
  signature: Buffer,
): boolean {
  if (key.asymmetricKeyType !== keyType) return false;
  if (keyType === 'rsa') return verify(hash, octets, key, signature);
  // XML Signature writes r and s side by side (RFC 6931 section 2.3.6); OpenSAML sends DER in queries.
  return (['ieee-p1363', 'der'] as const).some((dsaEncoding) =>
    verify(hash, octets, { key, dsaEncoding }, signature),
  );
}
