import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFileFault, readOrMakeKey } from './key-files';

const pem = (label: string, text: string) => `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`;
let count = 0;
const make = async () => {
  count += 1;
  return { privateKeyPem: pem('PRIVATE KEY', `k${count}`), certificatePem: pem('CERTIFICATE', `c${count}`) };
};

describe('readOrMakeKey', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-keys-'));
    file = path.join(folder, 'keys', 'saml-signing.pem');
    count = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('should make a key once and read the same one ever after', async () => {
    const first = await readOrMakeKey(file, make);
    expect(await readOrMakeKey(file, make)).toEqual(first);
    expect(count).toBe(1);
  });

  it('should let nobody but the owner near the key', async () => {
    await readOrMakeKey(file, make);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  });

  it('should give one key to all that make it at once, and leave no drafts', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => readOrMakeKey(file, make)));
    expect(new Set(keys.map(({ privateKeyPem }) => privateKeyPem)).size).toBe(1);
    expect(readdirSync(path.dirname(file))).toEqual(['saml-signing.pem']);
  });

  it('should refuse a key that others may read, and say how to mend it', async () => {
    await readOrMakeKey(file, make);
    chmodSync(file, 0o640);
    await expect(readOrMakeKey(file, make)).rejects.toThrow(/chmod 600/);
  });

  it('should refuse a broken file and not replace it', async () => {
    await readOrMakeKey(file, make);
    writeFileSync(file, 'half a ke');
    await expect(readOrMakeKey(file, make)).rejects.toBeInstanceOf(KeyFileFault);
    expect(count).toBe(1);
  });

  it('should leave nothing behind when making fails', async () => {
    const failing = () => Promise.reject(new Error('no randomness'));
    await expect(readOrMakeKey(file, failing)).rejects.toThrow('no randomness');
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });
});
