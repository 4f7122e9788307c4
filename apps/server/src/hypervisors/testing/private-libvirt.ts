import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureGuestImage, startLibvirtd, startSshd } from '@virlab/testbed';
import { LibvirtDriver } from '../drivers/libvirt/libvirt-driver';

/** What the small guest writes to its serial port when its prompt is there. */
export const READY_LINE = 'virlab-guest-ready';

/**
 * A libvirtd of a spec's own with the small guest installed, and a driver for it; with `system` one that may make
 * networks, which only root can start.
 */
export async function openPrivateLibvirt({ system = false }: { system?: boolean } = {}) {
  if (!existsSync('/usr/sbin/libvirtd')) {
    throw new Error('libvirtd is not installed; "npm test" at the top installs what these tests need');
  }
  const image = await guestImage();
  const directory = mkdtempSync(path.join(tmpdir(), 'virlab-libvirt-'));
  const libvirtd = await startLibvirtd({ directory, system });
  const imagePath = await libvirtd.installImage(image);
  const { imagesDirectory, socketsDirectory } = libvirtd;
  const place = { uri: libvirtd.uri(), imagesDirectory, socketsDirectory, installation: 'a'.repeat(16) };
  const driver = new LibvirtDriver(place);
  return {
    driver,
    libvirtd,
    directory,
    place,
    beside: (installation: string) => new LibvirtDriver({ ...place, installation }),
    imagePath,
    memoryMiB: 96,
    readyLine: READY_LINE,
    missingImagePath: path.join(imagesDirectory, 'missing.qcow2'),
    async close(daemon = libvirtd): Promise<void> {
      await driver.close();
      await daemon.stop({ erase: true });
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The same, reached by ssh as if it were another computer. */
export async function openLibvirtBySsh() {
  const host = await openPrivateLibvirt();
  const sshd = await startSshd();
  const parameters = new URLSearchParams({
    socket: host.libvirtd.socket,
    keyfile: sshd.keyFile,
    known_hosts: sshd.knownHosts,
  });
  const uri = `qemu+ssh://${sshd.user}@${sshd.host}:${sshd.port}/session?${parameters.toString()}`;
  const place = { ...host.place, uri };
  const driver = new LibvirtDriver(place);
  return {
    ...host,
    sshd,
    place,
    driver,
    beside: (installation: string) => new LibvirtDriver({ ...place, installation }),
    async close(): Promise<void> {
      await driver.close();
      await host.close();
      await sshd.stop();
    },
  };
}

/** The guest that the test run has built, or one that is kept between runs: building takes longer than the tests. */
export async function guestImage(): Promise<string> {
  const given = process.env['VIRLAB_TEST_GUEST_IMAGE'];
  if (given) return given;
  return (await ensureGuestImage({ directory: path.join(tmpdir(), 'virlab-guest-image') })).path;
}
