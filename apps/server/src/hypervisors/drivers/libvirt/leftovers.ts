import { type Domain, type LibvirtConnection, UNDEFINE_DOMAIN } from 'node-libvirt';
import { DriverError, type Leftover } from '../../hypervisor-driver';
import { isPrivateNetworkName } from '../names';
import { type DiskName, readDiskName, unnamedDiskName } from './disk-name';
import { forgetSnapshots } from './domain-snapshots';
import type { ImagesPool } from './images-pool';
import { METADATA_NAMESPACE, type Whose, whoseMark } from './mark';
import { removePrivateNetwork, whoseNetwork } from './private-networks';
import { isProofId, PROOF_NAME } from './prove-host';
import { isLibvirtError } from './translate-fault';
import { readXmlAttribute, readXmlText } from './xml-text';

/** A file without a base that holds no more is one whose making was cut short; a system installed in it would be larger. */
export const LARGEST_HALF_MADE_BYTES = 1024 * 1024;

/** A daemon serves five calls of one connection at a time; looking at thousands must leave room for others. */
const AT_ONCE = 3;

/** Where leftovers are looked for, and for whom. */
export interface LeftoverPlace {
  images: ImagesPool;
  /** Which Virlab looks: what is another one's is not even told of. */
  installation: string;
}

/**
 * Everything on a host that carries the mark of this installation, or one that names none: domains and networks by their
 * metadata, disks by their name and by standing on an image (or on nothing yet). A domain that is not ours makes the disk
 * of its id somebody else's too; one without a mark makes it nobody's to take.
 */
export async function findLeftovers(
  connection: LibvirtConnection,
  { images, installation }: LeftoverPlace,
): Promise<Leftover[]> {
  const [domains, networks, disks] = [
    await connection.domains.list(),
    (await connection.networks.list()).filter(({ name }) => isPrivateNetworkName(name)),
    await images.list(connection),
  ];
  const whose = new Map(
    await inBatches(
      domains,
      async ({ uuid }) => [uuid, await whoseDomain(connection, uuid, installation)] as const,
    ),
  );
  const isTold = (id: string, by: Whose | null | undefined) =>
    by !== 'theirs' && !(by === 'ours' && isProofId(id));
  const found = domains.flatMap(({ name, uuid }): Leftover[] => {
    const by = whose.get(uuid);
    if ((by !== 'ours' && by !== 'unnamed') || !isTold(uuid, by)) return [];
    return [{ kind: 'domain', name, machineId: uuid, isOurs: by === 'ours' }];
  });
  for (const network of networks) {
    const by = await whoseNetwork(connection, network, installation);
    if (by !== 'theirs')
      found.push({ kind: 'network', name: network.name, machineId: null, isOurs: by === 'ours' });
  }
  const looked = await inBatches(disks, async ({ name }): Promise<Leftover[]> => {
    const read = readDiskName(name);
    if (!read) return [];
    const { machineId } = read;
    const by = whose.get(machineId) ?? null;
    const isNamed = read.installation !== undefined;
    if (!isTold(machineId, isNamed ? whoseMark(read.installation, installation) : by)) return [];
    const isOurs = isDiskOurs(read, by, installation) && (await isDisk(connection, images, name));
    return isOurs === null ? [] : [{ kind: 'volume', name, machineId, isOurs }];
  });
  return [...found, ...looked.flat()];
}

/** Ids of our throw-away guests of which anything is on the host: a broker that was killed while it proved one left them. */
export async function findOldProofs(
  connection: LibvirtConnection,
  { images, installation }: LeftoverPlace,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { name, uuid } of await connection.domains.list()) {
    const isProof = name.startsWith(PROOF_NAME);
    if (isProof && (await whoseDomain(connection, uuid, installation)) === 'ours') found.add(uuid);
  }
  for (const { name } of await images.list(connection)) {
    const read = readDiskName(name);
    if (read?.installation === installation && isProofId(read.machineId)) found.add(read.machineId);
  }
  return found;
}

/** @throws DriverError `refused` for what is not ours; LibvirtError */
export async function clearLeftover(
  connection: LibvirtConnection,
  { images, installation }: LeftoverPlace,
  { kind, name, machineId }: Leftover,
): Promise<void> {
  if (kind === 'network') return removePrivateNetwork(connection, name, installation);
  const by = machineId === null ? null : await whoseDomain(connection, machineId, installation);
  if (kind === 'domain') {
    if (by === null || machineId === null) return;
    requireOurs(by === 'ours', `domain ${name}`);
    await takeDomainAway(connection, machineId);
    // With the domain goes what says whose a disk is whose own name does not.
    return images.delete(connection, unnamedDiskName(machineId));
  }
  const read = readDiskName(name);
  const isNamed = read !== null && read.machineId === machineId && isDiskOurs(read, by, installation);
  const disk = isNamed ? await isDisk(connection, images, name) : false;
  if (disk === null || (read && (await images.find(connection, name)) === null)) return;
  requireOurs(disk, `volume ${name}`);
  if (read && by && (await connection.domains.isActive({ uuid: read.machineId }))) {
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

/** Whose a domain is, by its metadata; null when there is none. */
export async function whoseDomain(
  connection: LibvirtConnection,
  uuid: Domain['uuid'],
  installation: string,
): Promise<Whose | null> {
  try {
    const mark = await connection.domains.metadata({ uuid }, { kind: 'element', uri: METADATA_NAMESPACE });
    // The daemon gives our element without its prefix.
    return whoseMark(readXmlAttribute(mark, 'vm', 'installation'), installation);
  } catch (error) {
    if (isLibvirtError(error, 'no-domain-metadata')) return 'nobodys';
    if (isLibvirtError(error, 'no-domain')) return null;
    throw error;
  }
}

/**
 * A machine of ours by its id is not ours to touch when another Virlab made it, as the other one of two that began with one
 * database.
 *
 * @throws DriverError `refused`; LibvirtError
 */
export async function requireNotTheirs(
  connection: LibvirtConnection,
  machineId: string,
  installation: string,
): Promise<void> {
  if ((await whoseDomain(connection, machineId, installation)) !== 'theirs') return;
  throw new DriverError('refused', `${machineId} was made by another Virlab, expected ours or none`);
}

/** A disk is ours by its name, or where that tells nothing by its domain; and its domain must not be another's. */
function isDiskOurs(name: DiskName, by: Whose | null, installation: string): boolean {
  if (name.installation === undefined) return by === 'ours';
  return name.installation === installation && (by === 'ours' || by === null);
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
