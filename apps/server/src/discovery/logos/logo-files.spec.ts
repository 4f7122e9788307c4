import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogoFiles } from './logo-files';

const AT = new Date('2026-11-22T10:00:00Z');
const hash = (digit: string) => digit.repeat(32);

describe('logos on disk', () => {
  let folder: string;
  beforeEach(() => (folder = path.join(mkdtempSync(path.join(tmpdir(), 'virlab-logos-')), 'logos')));
  afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

  it('should be there again after a restart, and so should those that cannot be had', async () => {
    const before = new LogoFiles(folder);
    await before.keep(hash('a'), Buffer.from('logo'), AT);
    await before.keep(hash('b'), Buffer.alloc(0), AT);
    const after = new LogoFiles(folder);
    expect((await after.find(hash('a')))?.bytes.toString()).toBe('logo');
    expect((await after.find(hash('b')))?.bytes).toHaveLength(0);
    expect(await after.find(hash('c'))).toBeUndefined();
  });

  it('should go, the longest unused first, when they are too many or too large', async () => {
    const files = new LogoFiles(folder, { bytes: 10, files: 3 });
    for (const digit of ['a', 'b']) await files.keep(hash(digit), Buffer.from('four'), AT);
    await files.find(hash('a'));
    await files.keep(hash('c'), Buffer.from('four'), AT);
    expect(readdirSync(folder).sort()).toEqual([hash('a'), hash('c')]);
    for (const digit of ['d', 'e']) await files.keep(hash(digit), Buffer.alloc(0), AT);
    expect(readdirSync(folder).sort()).toEqual([hash('c'), `${hash('d')}.none`, `${hash('e')}.none`]);
  });

  it('should replace what could not be had before', async () => {
    const files = new LogoFiles(folder);
    await files.keep(hash('a'), Buffer.alloc(0), AT);
    await files.keep(hash('a'), Buffer.from('now'), AT);
    expect(readdirSync(folder)).toEqual([hash('a')]);
  });

  it('should sweep what a killed process left behind, and bear that somebody cleans up', async () => {
    await new LogoFiles(folder).keep(hash('a'), Buffer.from('logo'), AT);
    writeFileSync(path.join(folder, '.draft'), 'half');
    const files = new LogoFiles(folder);
    await files.find(hash('a'));
    expect(readdirSync(folder)).toEqual([hash('a')]);
    rmSync(path.join(folder, hash('a')));
    expect(await files.find(hash('a'))).toBeUndefined();
  });
});
