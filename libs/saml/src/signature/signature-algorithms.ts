/** A digest we know, by the name OpenSSL has for it. */
export type Hash = 'sha256' | 'sha384' | 'sha512';

/** How a signature value is checked. */
export interface SignatureAlgorithm {
  hash: Hash;
  scheme: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa';
}

/**
 * Digests by their URI (RFC 9231, 2.1). SHA-1 and MD5 are out (IIP-ALG08).
 */
export const digestAlgorithms: ReadonlyMap<string, Hash> = new Map([
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
]);

/** Signatures by their URI (RFC 9231, 2.3). */
export const signatureAlgorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', { hash: 'sha256', scheme: 'rsa-pkcs1' }],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha384', { hash: 'sha384', scheme: 'rsa-pkcs1' }],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', { hash: 'sha512', scheme: 'rsa-pkcs1' }],
  ['http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1', { hash: 'sha256', scheme: 'rsa-pss' }],
  ['http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1', { hash: 'sha384', scheme: 'rsa-pss' }],
  ['http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1', { hash: 'sha512', scheme: 'rsa-pss' }],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256', { hash: 'sha256', scheme: 'ecdsa' }],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384', { hash: 'sha384', scheme: 'ecdsa' }],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512', { hash: 'sha512', scheme: 'ecdsa' }],
] as const);

/** Exclusive canonical XML without comments, the only form that is verified (SAML core 5.4.3). */
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** The transform that takes the signature out of what it signs. */
export const ENVELOPED_SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
