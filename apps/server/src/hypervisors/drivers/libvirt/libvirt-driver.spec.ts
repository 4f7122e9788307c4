import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureGuestImage, startLibvirtd } from '@virlab/testbed';
import { hypervisorDriverContract } from '../../testing/hypervisor-driver-contract';
import { LibvirtDriver } from './libvirt-driver';

/** Kept between runs: building the guest takes longer than all of these tests. */
const GUEST_DIRECTORY = '/tmp/virlab-guest-image';
const READY_LINE = 'virlab-guest-ready';
const DEADLINE_MS = 60_000;

async function openLibvirt() {
  if (!existsSync('/usr/sbin/libvirtd')) {
    throw new Error('libvirtd is not installed; "npm test" at the top installs what these tests need');
  }
  const { path: image, memoryMiB } = await ensureGuestImage({ directory: GUEST_DIRECTORY });
  const directory = mkdtempSync('/tmp/virlab-libvirt-');
  const libvirtd = await startLibvirtd({ directory });
  const imagePath = await libvirtd.installImage(image);
  const { imagesDirectory, socketsDirectory } = libvirtd;
  const driver = new LibvirtDriver({ uri: libvirtd.uri(), imagesDirectory, socketsDirectory });
  return {
    driver,
    libvirtd,
    imagePath,
    memoryMiB,
    readyLine: READY_LINE,
    missingImagePath: path.join(imagesDirectory, 'missing.qcow2'),
    close: async () => {
      await driver.close();
      await libvirtd.stop({ erase: true });
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

hypervisorDriverContract('libvirt', openLibvirt, { deadlineMs: DEADLINE_MS });
