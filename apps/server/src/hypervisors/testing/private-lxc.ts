import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureContainerImage, startLxcd, whyNoContainers } from '@virlab/testbed';
import { LxcDriver } from '../drivers/lxc/lxc-driver';
import { READY_LINE } from './private-libvirt';

/** Why no container can run here, printed so that a run without them is seen; null when they can. */
export function reasonForNoContainers(): string | null {
  const reason = whyNoContainers();
  if (reason !== null) process.stderr.write(`left out, for want of containers: ${reason}\n`);
  return reason;
}

/** A daemon of a spec's own that makes containers, with the small container installed, and a driver for it. */
export async function openPrivateLxc() {
  const image = await ensureContainerImage({ directory: path.join(tmpdir(), 'virlab-container-image') });
  const directory = mkdtempSync(path.join(tmpdir(), 'virlab-lxc-'));
  const lxcd = await startLxcd({ directory });
  const { imagesDirectory } = lxcd;
  const imagePath = path.join(imagesDirectory, path.basename(image.path));
  copyFileSync(image.path, imagePath);
  const place = { uri: lxcd.uri, imagesDirectory, installation: 'a'.repeat(16) };
  const driver = new LxcDriver(place);
  return {
    driver,
    lxcd,
    place,
    beside: (installation: string) => new LxcDriver({ ...place, installation }),
    imagePath,
    memoryMiB: image.memoryMiB,
    readyLine: READY_LINE,
    missingImagePath: path.join(imagesDirectory, 'missing.tar'),
    async close(): Promise<void> {
      await driver.close();
      await lxcd.stop({ erase: true });
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
