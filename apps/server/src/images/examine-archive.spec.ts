import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import { checkImage } from './check-image';
import { examineArchive } from './examine-archive';

const work = mkdtempSync(path.join(tmpdir(), 'virlab-archive-'));
const file = path.join(work, 'root.tar');

async function write(...names: string[]): Promise<void> {
  const packing = pack();
  for (const name of names) {
    if (name.startsWith('dev/')) packing.entry({ name, type: 'character-device' });
    else packing.entry({ name }, 'content');
  }
  packing.finalize();
  await pipeline(packing as unknown as NodeJS.ReadableStream, createWriteStream(file));
}

describe('an archive of a root file system', () => {
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('should pass when it is whole and has something to start', async () => {
    await write('./sbin/init', './etc/passwd');
    expect(await examineArchive(file)).toEqual({ virtualBytes: 14 });
    const image = { source: 'path' as const, folder: work, name: 'root.tar', bytes: 1 };
    const { stages, found } = await checkImage(image, file, async () => undefined);
    expect(found).toMatchObject({ virtualBytes: 14, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(stages.find(({ stage }) => stage === 'sound')?.state).toBe('skipped');
  });

  it('should be refused without an init, with a device, when it is empty, and when it is something else', async () => {
    await write('etc/passwd');
    expect(await examineArchive(file)).toMatchObject({ stage: 'format', fault: 'no-root' });
    await write('sbin/init', 'dev/mem');
    expect(await examineArchive(file)).toMatchObject({ stage: 'alone', fault: 'no-root' });
    await write();
    expect(await examineArchive(file)).toMatchObject({ fault: 'empty' });
    writeFileSync(file, Buffer.alloc(2_000, 'QFI\u00fb'));
    expect(await examineArchive(file)).toMatchObject({ stage: 'format', fault: 'no-root' });
    expect(await examineArchive(path.join(work, 'none'))).toMatchObject({ fault: 'missing' });
  });
});
