import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureNpmPackages } from './npm-packages.mjs';

let root = '';
/** @type {string[]} */
let said = [];

/** @param {string} version */
function lock(version) {
  const packages = {
    '': {},
    'node_modules/a': { version },
    'node_modules/other-machine': { version: '1.0.0', optional: true },
  };
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages }));
}

/** @param {string} version */
function installedByHand(version) {
  mkdirSync(path.join(root, 'node_modules'));
  const packages = { 'node_modules/a': { version } };
  writeFileSync(path.join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
}

/** @param {string} [script] */
function npm(script = 'rm -rf node_modules; mkdir node_modules') {
  const file = path.join(root, 'npm');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return ensureNpmPackages({ root, log: (line) => said.push(line), npm: [file] });
}

beforeEach(() => {
  root = mkdtempSync('/tmp/npm-packages-spec-');
  said = [];
  lock('1.0.0');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('ensureNpmPackages', () => {
  it('should install once, saying so', async () => {
    expect(await npm()).toEqual({ installed: true });
    expect(said).toHaveLength(1);
    expect(await npm('exit 1')).toEqual({ installed: false });
    expect(said).toHaveLength(1);
  });

  it('should install again when the lock file changed', async () => {
    await npm();
    lock('1.0.1');
    expect(await npm()).toEqual({ installed: true });
  });

  it('should leave packages alone that somebody installed from this lock file', async () => {
    installedByHand('1.0.0');
    expect(await npm('exit 1')).toEqual({ installed: false });
  });

  it('should replace packages of another lock file', async () => {
    installedByHand('0.9.0');
    expect(await npm()).toEqual({ installed: true });
  });

  it("should fail with npm's own words, and try again next time", async () => {
    await expect(npm('echo "npm error code E404" >&2; exit 1')).rejects.toThrow('npm error code E404');
    expect(existsSync(path.join(root, 'node_modules'))).toBe(false);
    expect(await npm()).toEqual({ installed: true });
  });
});
