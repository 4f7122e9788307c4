import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

describe('the testbed', () => {
  it('should load where no package is installed yet', async () => {
    const elsewhere = mkdtempSync('/tmp/testbed-spec-');
    cpSync(import.meta.dirname, elsewhere, { recursive: true });
    const program = `console.log(typeof (await import('${path.join(elsewhere, 'index.mjs')}')).ensureNpmPackages)`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      cwd: elsewhere,
    });
    expect(stdout.trim()).toBe('function');
    rmSync(elsewhere, { recursive: true, force: true });
  });
});
