import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath } from './chromium-path.mjs';
import { ensureSystemPackages, missingSystemPackages } from './system-packages.mjs';

/** A machine of its own: programs in bin, and the folders of a Debian below it. */
let root = '';
let searchPath = '';

/** @param {string} name @param {string} [script] */
function program(name, script = 'exit 0') {
  const file = path.join(root, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/** @param {string} file */
function file(file) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), '');
}

/** An apt-get that writes down how it was called, and brings chromium. */
function aptGet(before = '') {
  program(
    'apt-get',
    `echo "$DEBIAN_FRONTEND $RUNLEVEL $*" >> ${root}/calls\n${before}\ncase "$*" in *install*) printf '#!/bin/sh' > ${root}/bin/chromium; chmod +x ${root}/bin/chromium;; esac`,
  );
}

function calls() {
  return existsSync(`${root}/calls`) ? readFileSync(`${root}/calls`, 'utf8').trim().split('\n') : [];
}

/** @type {string[]} */
let said = [];
const log = (/** @type {string} */ line) => void said.push(line);

beforeEach(() => {
  root = mkdtempSync('/tmp/system-packages-spec-');
  searchPath = path.join(root, 'bin');
  mkdirSync(searchPath);
  program('env', 'exec /usr/bin/env "$@"');
  said = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('missingSystemPackages', () => {
  it('should list every package of an empty machine once', () => {
    const missing = missingSystemPackages(['hypervisor', 'guest'], { searchPath, root });
    expect(missing).toContain('libvirt-daemon-driver-qemu');
    expect(missing.filter((name) => name === 'qemu-utils')).toHaveLength(1);
  });

  it('should look for programs and files, whoever brought them', () => {
    for (const name of ['qemu-system-x86_64', 'qemu-img', 'libvirtd']) program(name);
    expect(missingSystemPackages(['hypervisor'], { searchPath, root })).toEqual([
      'libvirt-daemon-driver-qemu',
    ]);
    file('usr/lib/x86_64-linux-gnu/libvirt/connection-driver/libvirt_driver_qemu.so');
    expect(missingSystemPackages(['hypervisor'], { searchPath, root })).toEqual([]);
  });
});

describe('ensureSystemPackages', () => {
  /** @param {number} uid */
  const ensure = (uid) => ensureSystemPackages(['browser'], { log, uid, searchPath, root });

  it('should do and say nothing when nothing is missing', async () => {
    program('chromium');
    aptGet();
    expect(await ensure(0)).toEqual({ ok: true, missing: [], installed: [] });
    expect(said).toEqual([]);
    expect(calls()).toEqual([]);
  });

  it('should say what it installs, ask nothing and start nothing', async () => {
    aptGet();
    file('var/lib/apt/lists/deb_main_Packages');
    expect(await ensure(0)).toEqual({ ok: true, missing: [], installed: ['chromium'] });
    expect(said).toEqual(['installing Debian packages with apt-get: chromium']);
    expect(calls()).toEqual([
      expect.stringMatching(/^noninteractive 1 .*install -y --no-install-recommends chromium$/),
    ]);
  });

  it('should fetch the package lists first where there are none', async () => {
    aptGet();
    await ensure(0);
    expect(calls()).toEqual([expect.stringMatching(/update$/), expect.stringMatching(/install/)]);
  });

  it('should fetch the package lists again when they prove stale', async () => {
    aptGet(`[ "$(wc -l < ${root}/calls)" -gt 1 ] || exit 100`);
    file('var/lib/apt/lists/deb_main_Packages');
    expect(await ensure(0)).toMatchObject({ ok: true });
    expect(calls()).toHaveLength(3);
  });

  it('should use a sudo that wants no password', async () => {
    aptGet();
    program('sudo', '[ "$1" = -n ] || exit 1; shift; exec "$@"');
    expect(await ensure(1000)).toMatchObject({ ok: true });
  });

  it('should leave the machine alone, and say why, without the right to install', async () => {
    aptGet();
    program('sudo', 'echo "sudo: a password is required" >&2; exit 1');
    expect(await ensure(1000)).toEqual({
      ok: false,
      missing: ['chromium'],
      installed: [],
      reason: 'this user may not install packages',
    });
    expect(said).toEqual([]);
    expect(calls()).toEqual([]);
  });

  it('should say so on a system without apt-get', async () => {
    expect(await ensure(0)).toMatchObject({ ok: false, reason: 'this system has no apt-get' });
  });

  it("should report apt-get's own words instead of throwing", async () => {
    program('apt-get', 'echo "E: Unable to fetch some archives" >&2; exit 100');
    expect(await ensure(0)).toEqual({
      ok: false,
      missing: ['chromium'],
      installed: [],
      reason: 'apt-get failed: E: Unable to fetch some archives',
    });
  });
});

describe('chromiumPath', () => {
  it('should prefer what the environment names', () => {
    const before = process.env['CHROMIUM_PATH'];
    process.env['CHROMIUM_PATH'] = '/opt/chromium';
    expect(chromiumPath()).toBe('/opt/chromium');
    if (before === undefined) delete process.env['CHROMIUM_PATH'];
    else process.env['CHROMIUM_PATH'] = before;
  });
});
