import {
  createWriteStream,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { type Header, pack } from 'tar-stream';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { DriverError } from '../../hypervisor-driver';
import { unpackRoot } from './unpack-root';

type Entry = Partial<Header> & { name: string; content?: string };

const work = mkdtempSync(path.join(tmpdir(), 'virlab-unpack-'));
const isRoot = process.getuid?.() === 0;
/** Ours, so that the specs need no rights; what root may do is tried with containers. */
const own = isRoot ? 1_900_019_712 : (process.getuid?.() ?? 0);
let count = 0;

async function archiveOf(entries: readonly Entry[]): Promise<string> {
  const file = path.join(work, `${(count += 1)}.tar`);
  const packing = pack();
  for (const { content = '', ...header } of entries) {
    if (header.type === undefined || header.type === 'file') packing.entry(header, content);
    else packing.entry(header);
  }
  packing.finalize();
  await pipeline(packing as unknown as NodeJS.ReadableStream, createWriteStream(file));
  return file;
}
async function unpack(archive: string, limits?: { entries: number; bytes: number }): Promise<string> {
  const target = path.join(work, `${(count += 1)}.tree`);
  mkdirSync(target);
  await unpackRoot(archive, target, own, limits);
  return target;
}
const refusal = async (entries: readonly Entry[]): Promise<DriverError> => {
  const error: unknown = await archiveOf(entries)
    .then((file) => unpack(file))
    .then(
      () => null,
      (thrown: unknown) => thrown,
    );
  expect(error).toBeInstanceOf(DriverError);
  return error as DriverError;
};

const dir = (name: string): Entry => ({ name, type: 'directory' });
const link = (name: string, linkname: string): Entry => ({ name, linkname, type: 'symlink' });
const hard = (name: string, linkname: string): Entry => ({ name, linkname, type: 'link' });
const file = (name: string): Entry => ({ name, content: 'x' });

/** Archives that are sent to see what they reach. */
const HOSTILE: [string, Entry[], string][] = [
  ['an absolute path', [file('/etc/cron.d/x')], 'absolute'],
  ['a path that climbs', [file('../../etc/cron.d/x')], 'climbs'],
  ['a path that climbs in its middle', [file('etc/../../x')], 'climbs'],
  ['a folder that climbs', [dir('a/../../x')], 'climbs'],
  ['a file through a link to the host', [link('etc', '/etc'), file('etc/cron.d')], 'goes through'],
  ['a file through a link in the tree', [dir('usr'), link('bin', 'usr'), file('bin/ls')], 'goes through'],
  ['a folder in place of a link', [link('etc', '/etc'), dir('etc')], 'comes twice'],
  ['a file over a link', [link('passwd', '/etc/passwd'), file('passwd')], 'comes twice'],
  ['a link that leads out', [link('x', '../../etc')], 'leads out'],
  ['a link that leads out and in again', [dir('a'), link('a/x', '../../a/y')], 'leads out'],
  ['an absolute link that climbs', [link('x', '/../etc')], 'leads out'],
  ['a hard link to a file of the host', [hard('shadow', '/etc/shadow')], 'absolute'],
  ['a hard link that climbs', [hard('shadow', '../../../etc/shadow')], 'climbs'],
  ['a hard link through a link', [link('etc', '/etc'), hard('shadow', 'etc/shadow')], 'hard link'],
  ['a hard link to a link', [link('a', '/etc/shadow'), hard('b', 'a')], 'hard link'],
  ['a hard link to what comes later', [hard('b', 'a'), file('a')], 'hard link'],
  ['a hard link to a folder', [dir('a'), hard('b', 'a')], 'hard link'],
  ['a disk of the host', [{ name: 'sda', type: 'block-device', devmajor: 8, devminor: 0 }], 'block-device'],
  ['the memory of the host', [{ name: 'mem', type: 'character-device', devmajor: 1 }], 'character-device'],
  ['a pipe', [{ name: 'pipe', type: 'fifo' }], 'fifo'],
  ['a file twice', [file('a'), file('a')], 'comes twice'],
  ['a file in place of a folder', [dir('a'), file('a')], 'comes twice'],
  ['a file below a file', [file('a'), file('a/b')], 'goes through'],
  ['an owner of the host', [{ ...file('a'), uid: 65_536 }], 'belongs to'],
  ['a group of the host', [{ ...file('a'), gid: 1_900_019_713 }], 'belongs to'],
  ['the root as a file', [file('.')], 'the root itself'],
  ['a thousand folders', [dir(Array.from({ length: 129 }, () => 'd').join('/'))], 'folders deep'],
];

describe('unpacking a root file system', () => {
  afterEach(() => {
    // Nothing may have been written beside the trees.
    expect(readdirSync(work).filter((name) => !/^\d+\.(tar|tree)$/.test(name))).toEqual([]);
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('should give files, links and modes as they are, to the users of the container', async () => {
    const tree = await unpack(
      await archiveOf([
        dir('./'),
        { ...file('./bin/sh'), mode: 0o4755 },
        link('./bin/ash', '/bin/sh'),
        link('./etc', 'bin/../bin'),
        hard('./bin/dash', './bin/sh'),
        { name: './tmp', type: 'directory', mode: 0o1777 },
        { ...file('./home/README'), ...(isRoot ? { uid: 1_000, gid: 1_000 } : {}) },
      ]),
    );
    const at = (name: string) => lstatSync(path.join(tree, name));
    expect(readFileSync(path.join(tree, 'bin/sh'), 'utf8')).toBe('x');
    expect(at('bin/sh').mode & 0o7777).toBe(0o4755);
    expect(at('tmp').mode & 0o7777).toBe(0o1777);
    expect(at('bin/ash').isSymbolicLink()).toBe(true);
    expect(at('bin/dash').ino).toBe(at('bin/sh').ino);
    expect([at('bin').uid, at('home/README').uid]).toEqual([own, isRoot ? own + 1_000 : own]);
  });

  it.each(HOSTILE)('should refuse %s', async (_, entries, why) => {
    const { code, message } = await refusal(entries);
    expect(code).toBe('image-invalid');
    expect(message).toContain(why);
  });

  it('should stop at its limits, before it writes what is too much', async () => {
    const many = await archiveOf([file('a'), file('b'), file('c')]);
    await expect(unpack(many, { entries: 2, bytes: 100 })).rejects.toThrow('more than 2 entries');
    await expect(unpack(many, { entries: 9, bytes: 2 })).rejects.toThrow('more than 2 bytes');
  });

  it('should refuse what is no archive, or half of one, or none', async () => {
    const sound = readFileSync(await archiveOf([{ name: 'a', content: 'x'.repeat(5_000) }]));
    const written = (bytes: Buffer) => {
      const target = path.join(work, `${(count += 1)}.tar`);
      writeFileSync(target, bytes);
      return target;
    };
    const broken = Buffer.from(sound);
    broken.write('zzzz', 100);
    for (const bytes of [Buffer.alloc(0), Buffer.from('QFI\u00fb'), sound.subarray(0, 3_000), broken]) {
      await expect(unpack(written(bytes))).rejects.toMatchObject({ code: 'image-invalid' });
    }
    await expect(unpack(path.join(work, 'none.tar'))).rejects.toMatchObject({ code: 'image-missing' });
  });

  it('should never write outside of its folder, whatever names come in whatever order', async () => {
    const part = fc.constantFrom('a', 'b', '..', '.', '', 'c');
    const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const entry = fc.record({
      name,
      linkname: name,
      type: fc.constantFrom<Header['type']>('file', 'directory', 'symlink', 'link'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 6 }), async (entries) => {
        const sendable = entries.map((one) =>
          ['file', 'directory'].includes(one.type) ? { ...one, linkname: '' } : one,
        );
        const error = await archiveOf(sendable)
          .then((archive) => unpack(archive))
          .catch((thrown: unknown) => thrown);
        if (error instanceof Error) expect(error).toBeInstanceOf(DriverError);
        expect(readdirSync(work).filter((left) => !/^\d+\.(tar|tree)$/.test(left))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
