/** The machine's, and with the installation where the name tells it. */
const DISK_NAME =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:\.([0-9a-f]{16}))?\.qcow2$/;

/** What the name of a disk tells. */
export interface DiskName {
  machineId: string;
  /** Absent in a name from before names told the installation. */
  installation?: string;
}

/** What the disk of a machine is called: a disk has no metadata, so its name is its mark. */
export function diskName(machineId: string, installation: string): string {
  return `${machineId}.${installation}.qcow2`;
}

/** What the disk of a machine was called before its name told the installation. */
export function unnamedDiskName(machineId: string): string {
  return `${machineId}.qcow2`;
}

/** Reads the name of a machine's disk; null for any other name. */
export function readDiskName(name: string): DiskName | null {
  const [, machineId, installation] = DISK_NAME.exec(name) ?? [];
  if (machineId === undefined) return null;
  return installation === undefined ? { machineId } : { machineId, installation };
}
