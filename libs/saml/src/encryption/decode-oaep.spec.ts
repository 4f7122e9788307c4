import { spawnSync } from 'node:child_process';
import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeOaep } from './decode-oaep';
import type { OaepHash } from './encryption-algorithms';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const LABEL = Buffer.from('label');

describe.skipIf(!hasOpenssl)('decodeOaep, beside the padding of the openssl command', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-oaep-'));
    writeFileSync(path.join(folder, 'key.pem'), keys.publicKey.export({ type: 'spki', format: 'pem' }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The number that `text` was padded to, decrypted. */
  function padded(text: Buffer, digest: OaepHash, mask: OaepHash): Buffer {
    const options = ['rsa_padding_mode:oaep', `rsa_oaep_md:${digest}`, `rsa_mgf1_md:${mask}`];
    const command = ['pkeyutl', '-encrypt', '-pubin', '-inkey', path.join(folder, 'key.pem')];
    const label = ['-pkeyopt', `rsa_oaep_label:${LABEL.toString('hex')}`];
    const run = spawnSync('openssl', [...command, ...options.flatMap((one) => ['-pkeyopt', one]), ...label], {
      input: text,
    });
    if (run.status !== 0) throw new Error(run.stderr.toString());
    return privateDecrypt({ key: keys.privateKey, padding: constants.RSA_NO_PADDING }, run.stdout);
  }

  it.each([
    ['sha256', 'sha1'],
    ['sha1', 'sha256'],
    ['sha512', 'sha384'],
    ['sha384', 'sha384'],
  ] as const)('should take off what was put on with %s and a mask by %s', (digest, mask) => {
    for (const text of [Buffer.alloc(16, 7), Buffer.alloc(32), Buffer.from([1]), Buffer.from([0, 1, 0, 1])]) {
      const block = padded(text, digest, mask);
      expect(decodeOaep(block, { digest, mask, label: LABEL })).toEqual(text);
    }
  });

  it('should refuse every byte that was changed, another label, and other digests', () => {
    const block = padded(Buffer.alloc(32, 3), 'sha256', 'sha1');
    const usual = { digest: 'sha256', mask: 'sha1', label: LABEL } as const;
    for (let at = 0; at < block.length; at += 1) {
      const changed = Buffer.from(block);
      changed[at] = (changed[at] ?? 0) ^ 0x80;
      const decoded = decodeOaep(changed, usual);
      // What follows the padding is the text itself, which padding does not protect.
      if (at < block.length - 32) expect(decoded).toBeUndefined();
    }
    expect(decodeOaep(block, { ...usual, label: Buffer.from('other') })).toBeUndefined();
    expect(decodeOaep(block, { ...usual, digest: 'sha1' })).toBeUndefined();
    expect(decodeOaep(block, { ...usual, mask: 'sha256' })).toBeUndefined();
    expect(decodeOaep(Buffer.alloc(256), usual)).toBeUndefined();
    expect(decodeOaep(Buffer.alloc(10), usual)).toBeUndefined();
  });
});
