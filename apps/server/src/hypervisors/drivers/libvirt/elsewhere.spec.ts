import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { whyNoSshd } from '@virlab/testbed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/index';
import { hypervisorDriverContract } from '../../testing/hypervisor-driver-contract';
import { openLibvirtBySsh } from '../../testing/private-libvirt';
import { LibvirtDriver } from './libvirt-driver';

const DEADLINE_MS = 180_000;
const why = whyNoSshd();
if (why !== null) process.stderr.write(`hosts elsewhere are not tried: ${why}\n`);

if (why === null) hypervisorDriverContract('libvirt by ssh', openLibvirtBySsh, { deadlineMs: DEADLINE_MS });

describe.skipIf(why !== null)('a host that is reached by ssh', { timeout: DEADLINE_MS }, () => {
  let host: Awaited<ReturnType<typeof openLibvirtBySsh>>;
  beforeAll(async () => {
    host = await openLibvirtBySsh();
  }, DEADLINE_MS);
  afterAll(() => host?.close(), DEADLINE_MS);

  it('should tell the room of its disk, and show no display at hand', async () => {
    expect((await host.driver.facts()).disk?.totalMiB).toBeGreaterThan(0);
    const spec = {
      ...{ id: newId(), name: 'elsewhere', imagePath: host.imagePath, memoryMiB: host.memoryMiB, vcpus: 1 },
      ...{ owner: 'o', pool: 'p', network: { kind: 'none' as const } },
    };
    await host.driver.prepare(spec, { fresh: false });
    const display = await host.driver.start(spec, 1, 'qemu');
    expect(display).toMatchObject({ kind: 'elsewhere' });
    expect((await host.driver.observe(spec.id)).display).toEqual(display);
    await host.driver.remove(spec.id);
    const ended = await host.driver.openPicture((display as { path: string }).path);
    ended.resume();
    await new Promise((resolve) => ended.once('end', resolve).once('error', resolve));
  });

  it('should not be believed when its key is not the one that is known', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'virlab-known-'));
    const other = path.join(folder, 'known-hosts');
    writeFileSync(other, '');
    const driver = new LibvirtDriver({
      ...host.place,
      uri: host.place.uri.replace(encodeURIComponent(host.sshd.knownHosts), encodeURIComponent(other)),
    });
    await expect(driver.facts()).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('Host key verification failed') as string,
    });
    expect(await driver.signs(newId(), 1, 'ready')).toEqual({ picture: false, ready: null });
    await driver.close();
    rmSync(folder, { recursive: true });
  });
});
