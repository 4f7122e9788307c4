import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KeyPair } from '@virlab/saml';
import { madeUpAggregate } from '@virlab/saml/testing';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testKey } from '../testing/test-keys';
import { AggregateCopy } from './aggregate-copy';
import { asStorageFault, CopyFolder } from './copy-folder';
import { indexAggregateTask } from './worker-tasks/index-aggregate';

const NOW = new Date('2026-11-22T12:00:00Z');
const LOCATION = 'https://metadata.example/all.xml';
const state = { location: LOCATION, etag: null, checkedAt: NOW.toISOString(), takenAt: NOW.toISOString() };

describe('the copy of a federation on disk', () => {
  let key: KeyPair;
  let place: string;
  let folder: CopyFolder;
  beforeAll(async () => {
    key = await testKey();
  });
  beforeEach(() => {
    place = mkdtempSync(path.join(tmpdir(), 'virlab-copy-'));
    folder = new CopyFolder(place);
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  async function* bytes(providers: number): AsyncGenerator<Buffer> {
    for (const piece of madeUpAggregate(key, { providers })) yield await Promise.resolve(Buffer.from(piece));
  }
  const trust = () => ({ id: 'edu', signingCertificates: [key.certificatePem], location: LOCATION });
  const load = (location = LOCATION) => AggregateCopy.load(folder, trust(), location);
  const count = async () => [...((await load())?.providers() ?? [])].length;

  async function receive(providers: number) {
    const incoming = await folder.begin();
    await folder.receive(bytes(providers), incoming);
    const report = await indexAggregateTask.run({
      ...incoming,
      trustedCertificates: [key.certificatePem],
      now: NOW,
      maxValidityDays: 28,
    });
    return { incoming, report };
  }
  async function take(providers: number) {
    const { incoming, report } = await receive(providers);
    await folder.accept(incoming, report.digest, state);
    return report;
  }

  it('should hold what was accepted, for its owner only', async () => {
    const { digest } = await take(3);
    expect(await count()).toBe(3);
    expect(readdirSync(place).sort()).toEqual([`document-${digest}.xml`, 'index.jsonl', 'source.json']);
    expect(await folder.readState()).toEqual(state);
  });

  it('should hold the old copy until the index is replaced, wherever the process is killed', async () => {
    await take(3);
    const { incoming, report } = await receive(5);
    expect(await count()).toBe(3);
    // killed behind the renaming of the document
    writeFileSync(folder.documentOf(report.digest), readFileSync(incoming.document));
    expect(await count()).toBe(3);
    // the next process takes it anew
    await take(5);
    expect(await count()).toBe(5);
  });

  it('should hold nothing of an index that was cut off, or whose document was', async () => {
    const { digest, bytes: size } = await take(3);
    const index = readFileSync(folder.index);
    for (const length of [0, 10, index.length - 1, Math.floor(index.length / 2)]) {
      writeFileSync(folder.index, index.subarray(0, length));
      if (length !== index.length - 1) expect(await load()).toBeUndefined();
    }
    writeFileSync(folder.index, index);
    truncateSync(folder.documentOf(digest), size - 1);
    expect(await load()).toBeUndefined();
  });

  it('should not use what came from another place, or by another key', async () => {
    await take(3);
    expect((await load('https://other.example/'))?.unusable(NOW)).toMatchObject({
      code: 'metadata-of-another-place',
    });
    const copy = await AggregateCopy.load(folder, { ...trust(), signingCertificates: [] }, LOCATION);
    expect(copy?.unusable(NOW)).toMatchObject({ code: 'metadata-signature-mismatch' });
    expect((await load())?.unusable(NOW)).toBeUndefined();
    expect((await load())?.unusable(new Date('2026-12-06T00:00:00Z'))).toMatchObject({
      code: 'metadata-expired',
    });
  });

  it('should refuse to read a provider whose bytes were changed', async () => {
    const { digest } = await take(3);
    const copy = await load();
    const [first] = copy?.providers() ?? [];
    const file = folder.documentOf(digest);
    writeFileSync(file, readFileSync(file, 'utf8').replace('regexp="false"', 'regexp="folse"'));
    await expect(copy?.read(first!, NOW)).rejects.toMatchObject({ code: 'metadata-changed-on-disk' });
  });

  it('should clear what nothing refers to any more, an hour later', async () => {
    const { digest } = await take(3);
    const [old, recent] = [path.join(place, 'incoming-old.xml'), path.join(place, 'incoming-new.xml')];
    for (const file of [old, recent]) writeFileSync(file, 'x');
    const longAgo = new Date(Date.parse('2026-01-01T00:00:00Z'));
    for (const file of [old, folder.documentOf(digest)]) utimesSync(file, longAgo, longAgo);
    await take(4);
    const left = readdirSync(place);
    expect(left).toContain('incoming-new.xml');
    expect(left).not.toContain('incoming-old.xml');
    expect(left).not.toContain(`document-${digest}.xml`);
  });

  it('should tell a full disk as what it is', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    expect(asStorageFault(full)).toMatchObject({ code: 'storage-failed' });
    const incoming = await folder.begin();
    rmSync(place, { recursive: true });
    await expect(folder.receive(bytes(1), incoming)).rejects.toMatchObject({ code: 'storage-failed' });
    await expect(folder.writeState(state)).rejects.toMatchObject({ code: 'storage-failed' });
  });
});
