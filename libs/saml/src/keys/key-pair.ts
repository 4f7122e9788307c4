/** An RSA key with its self-signed certificate, both as PEM text. The private key is PKCS #8. */
export interface KeyPair {
  privateKeyPem: string;
  certificatePem: string;
}
