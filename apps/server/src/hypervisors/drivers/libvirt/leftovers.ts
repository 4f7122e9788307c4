import { type Domain, type LibvirtConnection, UNDEFINE_DOMAIN } from 'node-libvirt';
import { DriverError, type Leftover } from '../../hypervisor-driver';
import { isPrivateNetworkName } from '../names';
import { METADATA_NAMESPACE } from './metadata-namespace';
import { forgetSnapshots } from './domain-snapshots';
import type { ImagesPool } from './images-pool';
import { isOurNetwork, removePrivateNetwork } from './private-networks';
import { isProofId, PROOF_NAME } from './prove-host';
import { isLibvirtError } from './translate-fault';
import { readXmlText } from './xml-text';

const DISK_NAME = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.qcow2$/;

/** A file without a base that holds no more is one whose making was cut short; a system installed in it would be larger. */
export const LARGEST_HALF_MADE_BYTES = 1024 * 1024;

/** A daemon serves five calls of one connection at a time; looking at thousands must leave room for others. */
const AT_ONCE = 3;

/**
 * Everything of ours on a host: domains and networks by their metadata, disks by their name and by standing on an image
 * (or on nothing yet). A domain without our metadata makes the disk of its id somebody else's too.
 */
export async function findLeftovers(connection: LibvirtConnection, images: ImagesPool): Promise<Leftover[]> {
  const [domains, networks, disks] = [
    (await connection.domains.list()).filter(({ uuid }) => !isProofId(uuid)),
    (await connection.networks.list()).filter(({ name }) => isPrivateNetworkName(name)),
    await images.list(connection),
  ];
  const ours = new Map(
    await inBatches(domains, async ({ uuid }) => [uuid, await isOurDomain(connection, uuid)] as const),
  );
  const found: Leftover[] = domains
    .filter(({ uuid }) => ours.get(uuid))
    .map(({ name, uuid }) => ({ kind: 'domain', name, machineId: uuid, isOurs: true }));
  for (const network of networks) {
    const isOurs = await isOurNetwork(connection, network);
    found.push({ kind: 'network', name: network.name, machineId: null, isOurs });
  }
  const named = disks.filter(({ name }) => DISK_NAME.test(name) && !isProofId(machineIdOf(name)));
  const looked = await inBatches(named, async ({ name }): Promise<Leftover | null> => {
    const machineId = machineIdOf(name);
    const isOurs = ours.get(machineId) !== false && (await isDisk(connection, images, name));
    return isOurs === null ? null : { kind: 'volume', name, machineId, isOurs };
  });
  return [...found, ...looked.filter((one) => one !== null)];
}

/** Ids of throw-away guests of which anything is on the host: a broker that was killed while it proved one left them. */
export async function findOldProofs(
  connection: LibvirtConnection,
  images: ImagesPool,
): Promise<ReadonlySet<string>> {
  const domains = (await connection.domains.list()).filter(({ name }) => name.startsWith(PROOF_NAME));
  const disks = (await images.list(connection)).filter(({ name }) => DISK_NAME.test(name));
  return new Set([
    ...domains.map(({ uuid }) => uuid),
    ...disks.map(({ name }) => machineIdOf(name)).filter(isProofId),
  ]);
}

/** @throws DriverError `refused` for what is not ours; LibvirtError */
export async function clearLeftover(
  connection: LibvirtConnection,
  images: ImagesPool,
  { kind, name, machineId }: Leftover,
): Promise<void> {
  if (kind === 'network') return removePrivateNetwork(connection, name);
  const isOurs = machineId === null ? null : await isOurDomain(connection, machineId);
  if (kind === 'domain') {
    if (isOurs === null || machineId === null) return;
    requireOurs(isOurs, `domain ${name}`);
    return takeDomainAway(connection, machineId);
  }
  const isNamed = DISK_NAME.test(name) && machineIdOf(name) === machineId;
  const disk = isNamed && isOurs !== false ? await isDisk(connection, images, name) : false;
  if (disk === null) return;
  requireOurs(disk, `volume ${name}`);
  if (isOurs && (await connection.domains.isActive({ uuid: machineIdOf(name) }))) {
    throw new DriverError('wrong-state', `volume ${name} is the disk of a machine that runs`);
  }
  await images.delete(connection, name);
}

/** Powers a domain off and removes it with its snapshots; none is fine. */
export async function takeDomainAway(connection: LibvirtConnection, machineId: string): Promise<void> {
  const ref = { uuid: machineId };
  await ignoring(['operation-invalid', 'no-domain'], connection.domains.destroy(ref));
  await forgetSnapshots(connection, machineId);
  await ignoring(['no-domain'], connection.domains.undefine(ref, UNDEFINE_DOMAIN.managedSave));
}

/** Takes these answers of the daemon as the wished-for state: it is so already. */
export async function ignoring(
  codes: readonly ('operation-invalid' | 'no-domain')[],
  call: Promise<void>,
): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!codes.some((code) => isLibvirtError(error, code))) throw error;
  }
}

/** Whether a domain carries our metadata; null when there is none. */
export async function isOurDomain(
  connection: LibvirtConnection,
  uuid: Domain['uuid'],
): Promise<boolean | null> {
  try {
    await connection.domains.metadata({ uuid }, { kind: 'element', uri: METADATA_NAMESPACE });
    return true;
  } catch (error) {
    if (isLibvirtError(error, 'no-domain-metadata')) return false;
    if (isLibvirtError(error, 'no-domain')) return null;
    throw error;
  }
}

/** Whether a volume is what the driver makes: an overlay, or one whose making was cut short; null when it is gone. */
async function isDisk(
  connection: LibvirtConnection,
  images: ImagesPool,
  name: string,
): Promise<boolean | null> {
  const volume = await images.find(connection, name);
  if (!volume) return null;
  try {
    if (readXmlText(await connection.volumes.xml(volume), 'path', 'backingStore')) return true;
    return (await connection.volumes.info(volume)).allocationBytes <= LARGEST_HALF_MADE_BYTES;
  } catch (error) {
    if (isLibvirtError(error, 'no-storage-vol')) return null;
    throw error;
  }
}

function machineIdOf(diskName: string): string {
  return diskName.slice(0, -'.qcow2'.length);
}

/** @throws DriverError `refused` for what somebody else made */
export function requireOurs(isOurs: boolean, what: string): void {
  if (!isOurs) throw new DriverError('refused', `${what} was made by somebody else, expected one of ours`);
}

async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  const queue = items.entries();
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (const [at, item] of queue) answers[at] = await work(item);
  });
  await Promise.all(workers);
  return answers;
}
