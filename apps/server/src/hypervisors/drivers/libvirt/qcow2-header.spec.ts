import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QCOW2_HEADER_BYTES, readQcow2Header } from './qcow2-header';

describe('the header of a qcow2 image', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'virlab-qcow2-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** An image that QEMU's own program made. */
  function made(...args: string[]): Buffer {
    const file = path.join(directory, 'image.qcow2');
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', ...args.slice(0, -1), file, args.at(-1) ?? '']);
    const bytes = readFileSync(file);
    rmSync(file);
    return bytes.subarray(0, QCOW2_HEADER_BYTES);
  }

  it('should tell the size of an image that stands alone', () => {
    expect(readQcow2Header(made('8M'))).toEqual({
      version: 3,
      virtualBytes: 8 * 1024 * 1024,
      backingFile: null,
      hasExternalData: false,
      isEncrypted: false,
      isCorrupt: false,
    });
    expect(readQcow2Header(made('-o', 'compat=0.10', '8M'))).toMatchObject({ version: 2, backingFile: null });
  });

  it('should tell what an image stands on, whatever that is', () => {
    expect(readQcow2Header(made('-u', '-b', '/etc/shadow', '-F', 'raw', '8M'))).toMatchObject({
      backingFile: '/etc/shadow',
    });
    expect(readQcow2Header(made('-u', '-b', 'nbd://host/disk', '-F', 'raw', '8M'))).toMatchObject({
      backingFile: 'nbd://host/disk',
    });
  });

  it('should tell that the data lie elsewhere', () => {
    const data = path.join(directory, 'data.raw');
    writeFileSync(data, '');
    expect(readQcow2Header(made('-o', `data_file=${data}`, '8M'))).toMatchObject({ hasExternalData: true });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(512)],
    ['a text', Buffer.from('root:x:0:0'.repeat(20))],
    ['a short header', Buffer.from('QFI\xfb\0\0\0\x03', 'latin1')],
  ])('should not take %s for one', (_what, bytes) => {
    expect(readQcow2Header(bytes)).toBeNull();
  });

  it('should not take a name beyond the header, a version or a feature that nobody knows', () => {
    const image = () => Buffer.from(made('-u', '-b', '/etc/shadow', '-F', 'raw', '8M'));
    const changed = (change: (bytes: Buffer) => void) => {
      const bytes = image();
      change(bytes);
      return readQcow2Header(bytes);
    };
    expect(changed((bytes) => bytes.writeBigUInt64BE(1n << 40n, 8))).toBeNull();
    expect(changed((bytes) => bytes.writeUInt32BE(1_024, 16))).toBeNull();
    expect(changed((bytes) => bytes.writeUInt32BE(4, 4))).toBeNull();
    expect(changed((bytes) => bytes.writeBigUInt64BE(1n << 40n, 72))).toBeNull();
  });

  it('should answer any bytes', () => {
    const magic = Buffer.from('QFI\xfb\0\0\0\x03', 'latin1');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 256 }), (tail) => {
        const header = readQcow2Header(Buffer.concat([magic, tail]));
        expect(header === null || header.version === 3).toBe(true);
      }),
    );
  });
});
