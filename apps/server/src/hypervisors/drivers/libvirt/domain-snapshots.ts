import { DELETE_SNAPSHOT, type DomainRef, type LibvirtConnection, type Snapshot } from 'node-libvirt';
import { newId } from '../../../platform/index';
import { DriverError } from '../../hypervisor-driver';
import { requireSnapshotName } from '../names';
import { stateOfDomain } from './observe-domain';
import { isLibvirtError } from './translate-fault';
import { escapeXml, readXmlText } from './xml-text';

/** Between the name that people gave and the attempt; no name has it. */
const SEPARATOR = '~';

/**
 * Snapshots of machines that are off: internal ones of the machine's overlay, kept by libvirt's own book. Chosen because
 * each step is one entry in one file, done or not done however large the disk is, and no file is left when the overlay
 * goes. A volume copied by the daemon would hold the whole template again, and layers of overlays cannot be merged while
 * the machine is off, so that a chain of them only grows.
 *
 * A daemon that is killed between writing the disk and its own book leaves an entry in the disk alone; so each attempt
 * has a name of its own there, or a repeated one would be mixed up with it at the restore.
 */
export async function takeSnapshot(
  connection: LibvirtConnection,
  machineId: string,
  name: string,
): Promise<void> {
  requireSnapshotName(name);
  await requireOff(connection, machineId);
  if (await find(connection, machineId, name)) return;
  const attempt = `${name}${SEPARATOR}${newId()}`;
  const xml = `<domainsnapshot><name>${escapeXml(attempt)}</name></domainsnapshot>`;
  await connection.snapshots.createXml({ uuid: machineId }, xml);
}

/** @throws DriverError `not-found`, `wrong-state`; LibvirtError */
export async function restoreSnapshot(
  connection: LibvirtConnection,
  machineId: string,
  name: string,
): Promise<void> {
  await requireOff(connection, machineId);
  const snapshot = await find(connection, machineId, name);
  if (!snapshot) throw new DriverError('not-found', `no snapshot ${name} of ${machineId}`);
  await connection.snapshots.revert(snapshot);
}

/** @throws DriverError `wrong-state`; LibvirtError */
export async function removeSnapshot(
  connection: LibvirtConnection,
  machineId: string,
  name: string,
): Promise<void> {
  const snapshot = await find(connection, machineId, name);
  if (!snapshot) return;
  await requireOff(connection, machineId);
  await connection.snapshots.delete(snapshot);
}

/** Names as people gave them, the oldest first. */
export async function snapshotNames(connection: LibvirtConnection, machineId: string): Promise<string[]> {
  const dated: { name: string; at: number }[] = [];
  for (const snapshot of await list(connection, machineId)) {
    const at = Number(readXmlText(await connection.snapshots.xml(snapshot), 'creationTime') ?? 0);
    dated.push({ name: snapshot.name.split(SEPARATOR)[0] ?? '', at });
  }
  return dated.sort((a, b) => a.at - b.at).map(({ name }) => name);
}

/** Strikes all snapshots of a machine out of libvirt's book; those in the disk go with the disk. */
export async function forgetSnapshots(connection: LibvirtConnection, machineId: string): Promise<void> {
  for (const snapshot of await list(connection, machineId)) {
    await connection.snapshots.delete(snapshot, DELETE_SNAPSHOT.metadataOnly);
  }
}

async function find(
  connection: LibvirtConnection,
  machineId: string,
  name: string,
): Promise<Snapshot | undefined> {
  const found = await list(connection, machineId);
  return found.find((snapshot) => snapshot.name.startsWith(`${name}${SEPARATOR}`));
}

async function list(connection: LibvirtConnection, machineId: string): Promise<Snapshot[]> {
  const domain: DomainRef = { uuid: machineId };
  try {
    return await connection.snapshots.list(domain);
  } catch (error) {
    if (isLibvirtError(error, 'no-domain')) return [];
    throw error;
  }
}

async function requireOff(connection: LibvirtConnection, machineId: string): Promise<void> {
  const { state } = await stateOfDomain(connection, machineId);
  if (state === 'absent')
    throw new DriverError('not-found', `no machine ${machineId}, expected one that was started once`);
  if (state !== 'stopped' && state !== 'crashed') {
    throw new DriverError('wrong-state', `${machineId} is ${state}, expected it to be off`);
  }
}
