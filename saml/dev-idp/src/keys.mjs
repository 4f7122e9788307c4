import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PemConverter, X509CertificateGenerator } from '@peculiar/x509';

/** RSA, for SAML2Int wants at least 2048 bits and recommends 3072 (SDP-MD06). */
const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
};
/** Federations pin the key and ignore the date, so it is far away. */
const YEARS = 20;

/** @typedef {{ privateKey: string, certificate: string }} KeyPair - both as PEM */

/**
 * Answers the signing key of the folder, made at the first start. It never leaves the folder and is nowhere committed.
 *
 * @param {string} directory
 * @param {string} name - of the identity provider, also the certificate's
 * @returns {Promise<KeyPair>}
 */
export async function loadKeys(directory, name) {
  const file = path.join(directory, `${name}.signing-key.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const keys = await makeKeys(name);
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return keys;
}

/**
 * Makes a key with its long-lived self-signed certificate, as SAML metadata carries it.
 *
 * @param {string} name
 * @returns {Promise<KeyPair>}
 */
export async function makeKeys(name) {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const notBefore = new Date();
  const notAfter = new Date(notBefore);
  notAfter.setFullYear(notAfter.getFullYear() + YEARS);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name} practice identity provider`,
    keys,
    notBefore,
    notAfter,
    signingAlgorithm: ALGORITHM,
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { privateKey: PemConverter.encode(pkcs8, 'PRIVATE KEY'), certificate: certificate.toString('pem') };
}
