import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureGuestImage } from './guest-image.mjs';
import { tool } from './guest/guest-tools.mjs';
import { spawnLogged } from './processes.mjs';
import { waitFor, waitForLine } from './waiting.mjs';

const directory = path.resolve(import.meta.dirname, '../../../.virlab/guest');
const work = mkdtempSync('/tmp/guest-spec-');
const serial = path.join(work, 'serial.log');
const monitor = path.join(work, 'monitor.sock');
/** @type {Record<string, string>} */
const KEYS = { ' ': 'spc', '\n': 'ret', '>': 'shift-dot', '/': 'slash', S: 'shift-s' };

/** @type {import('./guest-image.mjs').GuestImage} */
let guest;
/** @type {import('./processes.mjs').LoggedProcess} */
let qemu;

async function powerOn() {
  rmSync(serial, { force: true });
  const args = `-machine pc,accel=tcg,usb=off -nodefaults -display none -vga std -m ${guest.memoryMiB}
    -smbios type=1,serial=CS101-07 -chardev file,id=serial,path=${serial} -serial chardev:serial
    -monitor unix:${monitor},server,nowait
    -drive file=${work}/overlay.qcow2,if=virtio,format=qcow2`;
  qemu = await spawnLogged('qemu-system-x86_64', args.split(/\s+/), { logFile: path.join(work, 'qemu.log') });
  await waitForReady(1);
}

/** @param {number} times */
async function waitForReady(times) {
  await waitFor(
    `ready line ${times}`,
    () => readFileSync(serial, 'utf8').match(/^virlab-guest-ready cs101-07\r?$/gm)?.length === times,
    { deadlineMs: 60_000, givenUp: () => qemu.endedHow() && qemu.lastLines() },
  );
}

/** @param {string} command - of QEMU's monitor */
async function tellMonitor(command) {
  const socket = net.connect(monitor);
  let said = '';
  socket.on('data', (data) => (said += data)).on('error', () => undefined);
  await waitFor("the monitor's prompt", () => said.endsWith('(qemu) '));
  said = '';
  socket.write(`${command}\n`);
  await waitFor("the monitor's answer", () => said.endsWith('(qemu) ') || qemu.endedHow() !== undefined);
  socket.destroy();
}

/** @param {string} text */
async function type(text) {
  for (const key of text) {
    await tellMonitor(`sendkey ${KEYS[key] ?? key} 10`);
  }
}

describe('ensureGuestImage', () => {
  beforeAll(async () => {
    guest = await ensureGuestImage({ directory });
  });
  beforeEach(async () => {
    rmSync(path.join(work, 'overlay.qcow2'), { force: true });
    await tool('qemu-img', [
      'create',
      '-q',
      '-f',
      'qcow2',
      '-b',
      guest.path,
      '-F',
      'qcow2',
      `${work}/overlay.qcow2`,
    ]);
    await powerOn();
  });
  afterEach(() => qemu.stop(1_000));
  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });

  it('should use an image of the same recipe again', async () => {
    const before = statSync(guest.path).mtimeMs;
    expect(await ensureGuestImage({ directory })).toMatchObject({ built: false, path: guest.path });
    expect(statSync(guest.path).mtimeMs).toBe(before);
  });

  it('should switch off by the power button', async () => {
    await tellMonitor('system_powerdown');
    expect(await qemu.ended).toBe('exit status 0');
  });

  it('should switch off when its user types poweroff', async () => {
    await type('poweroff\n');
    expect(await qemu.ended).toBe('exit status 0');
  });

  it('should keep its disk', async () => {
    await type('uname > kept\n');
    await type('poweroff\n');
    await qemu.ended;
    await powerOn();
    await type('cat kept > /dev/ttyS0\n');
    await waitForLine(serial, /Linux$/);
  });

  it('should start again when its user types reboot', async () => {
    await type('reboot\n');
    await waitForReady(2);
  });
});

describe('tool', () => {
  it('should name the program that is missing', async () => {
    await expect(tool('no-such-program', [])).rejects.toMatchObject({
      code: 'guest-build-failed',
      message: expect.stringContaining('"no-such-program"'),
    });
  });
});
