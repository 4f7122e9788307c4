import type { CapacityStep, PlannedLesson } from '@virlab/contracts';

const MIB = 1_048_576;
const MIB_A_GIB = 1_024;

/** What a host told about the file system where its disks are. */
export interface DiskRoom {
  uri: string;
  imagesDirectory: string | null;
  disk?: { totalMiB: number } | undefined;
}

/** MiB to which the disk of one machine may grow; nothing while neither its template nor its image tells. */
export function diskOf(diskGiB: number | null, imageBytes: number | undefined): number | undefined {
  if (diskGiB === null && imageBytes === undefined) return undefined;
  // A disk is never smaller than its image.
  return Math.max((diskGiB ?? 0) * MIB_A_GIB, Math.ceil((imageBytes ?? 0) / MIB));
}

/** All together, in MiB; nothing when one of them is unknown. */
export function diskNeed(disks: readonly (number | undefined)[]): { diskMiB?: number } {
  let diskMiB = 0;
  for (const disk of disks) {
    if (disk === undefined) return {};
    diskMiB += disk;
  }
  return { diskMiB };
}

/** MiB of all file systems with disks, those that daemons of one computer share once; nothing where no host can tell. */
export function roomForDisks(hosts: readonly DiskRoom[]): number | undefined {
  const told = new Map<string, number>();
  for (const { uri, imagesDirectory, disk } of hosts) {
    if (!disk) continue;
    const computer = URL.canParse(uri) ? new URL(uri).hostname : uri;
    told.set(`${computer} ${imagesDirectory ?? ''}`, disk.totalMiB);
  }
  return told.size === 0 ? undefined : [...told.values()].reduce((all, one) => all + one, 0);
}

/** The steps with what the disks of their lessons may grow to, beside the room there is. Pure. */
export function withDisks(
  steps: readonly CapacityStep[],
  lessons: readonly PlannedLesson[],
  roomMiB: number | undefined,
): CapacityStep[] {
  const needs = new Map(lessons.map(({ id, diskMiB }) => [id, diskMiB ?? 0]));
  return steps.map((step) => {
    const diskMiB = step.lessonIds.reduce((all, id) => all + (needs.get(id) ?? 0), 0);
    const need = { ...step.need, diskMiB };
    if (roomMiB === undefined) return { ...step, need };
    return {
      ...{ ...step, need, have: { ...step.have, diskMiB: roomMiB } },
      short: { ...step.short, diskMiB: Math.max(0, diskMiB - roomMiB) },
    };
  });
}
