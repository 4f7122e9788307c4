import { constants } from 'node:fs';
import { link, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { KeyPair } from '@virlab/saml';
import { newRequestId } from '../../../platform/index';

/** A key file that cannot be used; the message says how to mend it. */
export class KeyFileFault extends Error {
  override readonly name = 'KeyFileFault';
}

const OTHERS_MAY_READ = 0o077;
const PRIVATE_KEY = /-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----\n?/;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----\n?/;

/**
 * Reads a key pair from one PEM file (private key and certificate), or makes it when there is no file yet. The file is
 * readable by its owner alone and appears whole or not at all; of two processes that make it at once both get the same.
 *
 * @throws KeyFileFault when others may read the file or it holds no key and certificate
 */
export async function readOrMakeKey(file: string, make: () => Promise<KeyPair>): Promise<KeyPair> {
  const known = await readKey(file);
  if (known) return known;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeOnce(file, await make());
  const written = await readKey(file);
  if (!written) throw new KeyFileFault(`${file} was written and is gone`);
  return written;
}

/**
 * Reads a key pair from one PEM file.
 *
 * @returns undefined when there is no file
 * @throws KeyFileFault when others may read the file or it holds no key and certificate
 */
export async function readKey(file: string): Promise<KeyPair | undefined> {
  const pem = await readPrivateFile(file);
  if (pem === undefined) return undefined;
  const [privateKeyPem] = PRIVATE_KEY.exec(pem) ?? [];
  const [certificatePem] = CERTIFICATE.exec(pem) ?? [];
  if (!privateKeyPem || !certificatePem) {
    throw new KeyFileFault(
      `${file} must hold one PRIVATE KEY and one CERTIFICATE in PEM: restore it from a backup`,
    );
  }
  return { privateKeyPem, certificatePem };
}

/**
 * Reads a file that is for its owner alone.
 *
 * @returns undefined when there is no file
 * @throws KeyFileFault when others may read it, or we may not
 */
export async function readPrivateFile(file: string): Promise<string | undefined> {
  const handle = await open(file, constants.O_RDONLY).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new KeyFileFault(
      `${file} cannot be read (${error.code}): give it to the user that runs the server`,
    );
  });
  if (!handle) return undefined;
  try {
    const { mode } = await handle.stat();
    if (mode & OTHERS_MAY_READ) {
      throw new KeyFileFault(`${file} can be read by others, expected its owner alone: chmod 600 "${file}"`);
    }
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

async function writeOnce(file: string, { privateKeyPem, certificatePem }: KeyPair): Promise<void> {
  const draft = `${file}.${newRequestId()}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`${privateKeyPem}${certificatePem}`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // A link, unlike a rename, never replaces the key that another process has just begun to use.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
}
