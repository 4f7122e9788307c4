import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { daemonsIn, guestsIn } from './libvirtd-processes.mjs';
import { startLibvirtd } from './private-libvirtd.mjs';
import { isRunning } from './process-table.mjs';
import { waitFor, waitForListener } from './waiting.mjs';

const run = promisify(execFile);
const root = mkdtempSync('/tmp/libvirtd-spec-');
const directory = path.join(root, 'with-a-name-that-is-much-too-long-for-the-path-of-a-unix-socket');

/** @type {import('./private-libvirtd.mjs').PrivateLibvirtd} */
let libvirtd;

/** @param {string[]} args */
async function virsh(...args) {
  return (await run('virsh', ['-c', libvirtd.uri(), ...args])).stdout;
}

/** A machine without a disk: its firmware looks for one for ever. */
async function startGuest() {
  // A new daemon hears only after it has started that the guest of the one before is gone.
  await waitFor('the guest of before to be forgotten', async () => {
    return !(await virsh('list', '--all', '--name')).includes('a-guest');
  });
  const file = path.join(root, 'guest.xml');
  writeFileSync(
    file,
    `<domain type='qemu'><name>a-guest-with-a-name-of-some-length</name><memory unit='MiB'>16</memory>
      <os><type arch='x86_64' machine='pc'>hvm</type></os>
      <devices>
        <serial type='pty'><log file='${libvirtd.logsDirectory}/guest.log' append='on'/></serial>
        <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
        <graphics type='vnc'><listen type='socket' socket='${libvirtd.socketsDirectory}/guest.sock'/></graphics>
        <memballoon model='none'/>
      </devices></domain>`,
  );
  await virsh('create', file);
}

describe('startLibvirtd', () => {
  beforeAll(async () => {
    libvirtd = await startLibvirtd({ directory });
  });
  afterEach(async () => {
    if (daemonsIn(libvirtd.directory).length === 0) libvirtd = await startLibvirtd({ directory });
  });
  afterAll(async () => {
    await libvirtd.stop({ erase: true });
    rmSync(root, { recursive: true, force: true });
  });

  it('should answer virsh for both of its drivers', async () => {
    expect(await virsh('list', '--all', '--name')).toBe('\n');
    const { stdout } = await run('virsh', ['-c', libvirtd.uri('test'), 'list', '--name']);
    expect(stdout.trim()).toBe('test');
  });

  it('should not run as root, and let nobody else near its socket', () => {
    expect(libvirtd.uid).not.toBe(0);
    expect(statSync(`/proc/${libvirtd.pid}`).uid).toBe(libvirtd.uid);
    expect(statSync(path.dirname(libvirtd.socket)).mode & 0o077).toBe(0);
  });

  it('should leave room for sockets however long the name of its directory is', () => {
    expect(libvirtd.socketsDirectory.length).toBeLessThanOrEqual(25);
  });

  it('should refuse a directory that another process works in', async () => {
    const program = `import { startLibvirtd } from ${JSON.stringify(new URL('private-libvirtd.mjs', import.meta.url).href)};
      await startLibvirtd({ directory: ${JSON.stringify(directory)} }).catch((error) => console.log(error.code));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program]);
    expect(stdout.trim()).toBe('directory-in-use');
    expect(isRunning(libvirtd.pid)).toBe(true);
  });

  it('should keep guests through its own death, and end them when stopped', async () => {
    await startGuest();
    const [guest = 0] = guestsIn(libvirtd.directory);
    await waitForListener({ path: `${libvirtd.socketsDirectory}/guest.sock` });
    expect(existsSync(`${libvirtd.logsDirectory}/guest.log`)).toBe(true);
    await libvirtd.kill('SIGKILL');
    expect(isRunning(guest)).toBe(true);

    libvirtd = await startLibvirtd({ directory });
    await waitFor('the guest in the new daemon', async () =>
      (await virsh('list', '--name')).includes('a-guest'),
    );
    expect(isRunning(guest)).toBe(true);

    await libvirtd.stop();
    expect(isRunning(guest)).toBe(false);
    expect(isRunning(libvirtd.pid)).toBe(false);
    expect([...daemonsIn(libvirtd.directory), ...guestsIn(libvirtd.directory)]).toEqual([]);
  });

  it('should end guests that a killed daemon left', async () => {
    await startGuest();
    const [guest = 0] = guestsIn(libvirtd.directory);
    await libvirtd.kill('SIGKILL');
    await libvirtd.stop();
    expect(isRunning(guest)).toBe(false);
  });

  it('should stop even when frozen', async () => {
    await libvirtd.kill('SIGSTOP');
    await libvirtd.stop();
    expect(isRunning(libvirtd.pid)).toBe(false);
  });

  it('should install an image once, for the daemon to read and nobody to write', async () => {
    const image = path.join(root, 'template.qcow2');
    writeFileSync(image, 'first');
    const installed = await libvirtd.installImage(image);
    expect(await libvirtd.installImage(image)).toBe(installed);
    expect(statSync(installed)).toMatchObject({ uid: libvirtd.uid });
    expect(statSync(installed).mode & 0o777).toBe(0o444);
    writeFileSync(image, 'second');
    expect(await libvirtd.installImage(image)).not.toBe(installed);
    expect(readFileSync(installed, 'utf8')).toBe('first');
  });
});
