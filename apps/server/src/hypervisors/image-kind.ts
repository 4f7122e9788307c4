import type { HostEntity } from './host.entity';
import type { ImageKind } from './hypervisor-driver';

/** What each kind of host makes machines of. */
const TAKEN: Record<HostEntity['driver'], readonly ImageKind[]> = {
  libvirt: ['disk'],
  lxc: ['root'],
  simulated: ['disk', 'root'],
};

/** What an image is, by its name: `….tar` is an archive of a root file system, everything else a disk. */
export function imageKindOf(imagePath: string): ImageKind {
  return imagePath.endsWith('.tar') ? 'root' : 'disk';
}

/** Whether machines on a host can be made of an image. */
export function takesImage({ driver }: Pick<HostEntity, 'driver'>, imagePath: string): boolean {
  return TAKEN[driver].includes(imageKindOf(imagePath));
}
