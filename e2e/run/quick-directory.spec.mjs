import { mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { quickDirectory } from './quick-directory.mjs';

it('should be in memory where there is room, and on the disk elsewhere', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'virlab-quick-'));
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
  const made = (/** @type {string} */ memory) => {
    const directory = quickDirectory(scratch, memory);
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    expect(statSync(directory).isDirectory()).toBe(true);
    return path.dirname(directory);
  };
  expect(made(path.join(scratch, 'nowhere'))).toBe(scratch);
  // What the kernel shows of processes has no room for anything.
  expect(statfsSync('/proc').bavail).toBe(0);
  expect(made('/proc')).toBe(scratch);
  const { bavail, bsize } = statfsSync(tmpdir());
  expect(made(tmpdir())).toBe(bavail * bsize >= 2 * 1024 ** 3 ? tmpdir() : scratch);
});
