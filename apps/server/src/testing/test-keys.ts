import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createKeyPair, type KeyPair } from '@virlab/saml';

let made: Promise<KeyPair> | undefined;

/** A key pair for specs, made once a process: RSA keys take a second. */
export function testKey(): Promise<KeyPair> {
  made ??= createKeyPair({ commonName: 'spec.invalid', now: new Date('2026-01-01T00:00:00Z') });
  return made;
}

/** Puts keys where the server would make its own, so that each spec does not wait for new ones. */
export async function testKeys(dataDir: string): Promise<void> {
  const { privateKeyPem, certificatePem } = await testKey();
  const folder = path.join(dataDir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of ['saml-signing.pem', 'saml-decryption.pem']) {
    await writeFile(path.join(folder, name), privateKeyPem + certificatePem, { mode: 0o600 });
  }
}
