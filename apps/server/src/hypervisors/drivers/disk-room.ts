import { statfs } from 'node:fs/promises';
import type { HostFacts } from '../hypervisor-driver';

const MIB = 1_048_576;

/** How much room a folder of this computer has, as whoever has no special rights may fill it; nothing when that cannot be told. */
export async function diskRoomOf(directory: string): Promise<Pick<HostFacts, 'disk'>> {
  try {
    const { bsize, blocks, bavail } = await statfs(directory);
    return {
      disk: { totalMiB: Math.floor((blocks * bsize) / MIB), freeMiB: Math.floor((bavail * bsize) / MIB) },
    };
  } catch {
    // The folder may be one that only the hypervisor may enter, or is not there yet.
    return {};
  }
}
