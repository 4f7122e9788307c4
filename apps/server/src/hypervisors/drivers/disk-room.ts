import type { HostFacts } from '../hypervisor-driver';
import type { HostSide } from './host-side/index';

const MIB = 1_048_576;

/** How much room a folder of a host has, as whoever has no special rights may fill it; nothing when that cannot be told. */
export async function diskRoomOf(side: HostSide, directory: string): Promise<Pick<HostFacts, 'disk'>> {
  const room = await side.roomOf(directory);
  if (!room) return {};
  return {
    disk: { totalMiB: Math.floor(room.totalBytes / MIB), freeMiB: Math.floor(room.freeBytes / MIB) },
  };
}
