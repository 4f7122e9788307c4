/** A cipher for content, by the name OpenSSL has for it. */
export interface ContentCipher {
  name: 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm' | 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc';
  keyBytes: 16 | 24 | 32;
  /** False for CBC: a stranger may change such a text, and decrypt it by asking often enough. */
  isAuthenticated: boolean;
}

/** Ciphers by their URI (XML Encryption 1.1, 5.2). Triple DES is out for good. */
export const contentCiphers: ReadonlyMap<string, ContentCipher> = new Map([
  [
    'http://www.w3.org/2009/xmlenc11#aes128-gcm',
    { name: 'aes-128-gcm', keyBytes: 16, isAuthenticated: true },
  ],
  [
    'http://www.w3.org/2009/xmlenc11#aes192-gcm',
    { name: 'aes-192-gcm', keyBytes: 24, isAuthenticated: true },
  ],
  [
    'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    { name: 'aes-256-gcm', keyBytes: 32, isAuthenticated: true },
  ],
  [
    'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
    { name: 'aes-128-cbc', keyBytes: 16, isAuthenticated: false },
  ],
  [
    'http://www.w3.org/2001/04/xmlenc#aes192-cbc',
    { name: 'aes-192-cbc', keyBytes: 24, isAuthenticated: false },
  ],
  [
    'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
    { name: 'aes-256-cbc', keyBytes: 32, isAuthenticated: false },
  ],
] as const);

export type OaepHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** Digests inside OAEP by their URI. SHA-1 is harmless there (SAML2Int SDP-ALG01). */
export const oaepDigests: ReadonlyMap<string, OaepHash> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
] as const);

/** Mask generation functions by their URI (XML Encryption 1.1, 5.5.2). */
export const maskFunctions: ReadonlyMap<string, OaepHash> = new Map([
  ['http://www.w3.org/2009/xmlenc11#mgf1sha1', 'sha1'],
  ['http://www.w3.org/2009/xmlenc11#mgf1sha256', 'sha256'],
  ['http://www.w3.org/2009/xmlenc11#mgf1sha384', 'sha384'],
  ['http://www.w3.org/2009/xmlenc11#mgf1sha512', 'sha512'],
] as const);

/** RSA-OAEP with SHA-1 in the mask function. */
export const RSA_OAEP_MGF1P = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p';

/** RSA-OAEP with a mask function to be named. */
export const RSA_OAEP = 'http://www.w3.org/2009/xmlenc11#rsa-oaep';
