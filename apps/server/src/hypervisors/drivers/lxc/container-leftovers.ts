import type { LibvirtConnection } from 'node-libvirt';
import { DriverError, type Leftover } from '../../hypervisor-driver';
import { ignoring, isOurDomain, requireOurs } from '../libvirt/leftovers';
import { isProofId, PROOF_NAME } from '../libvirt/prove-host';
import type { RootTrees } from './root-trees';

/**
 * Everything of ours on a host: containers by their metadata, trees by our mark. A container without our metadata makes
 * the tree of its id somebody else's too.
 */
export async function findContainerLeftovers(
  connection: LibvirtConnection,
  trees: RootTrees,
): Promise<Leftover[]> {
  const found: Leftover[] = [];
  const ours = new Map<string, boolean | null>();
  for (const { name, uuid } of await connection.domains.list()) {
    if (isProofId(uuid)) continue;
    const isOurs = await isOurDomain(connection, uuid);
    ours.set(uuid, isOurs);
    if (isOurs) found.push({ kind: 'domain', name, machineId: uuid, isOurs });
  }
  for (const { name, machineId } of await trees.list()) {
    if (isProofId(machineId)) continue;
    const isOurs = await trees.isOurs(name);
    if (isOurs === null) continue;
    found.push({ kind: 'volume', name, machineId, isOurs: isOurs && ours.get(machineId) !== false });
  }
  return found;
}

/** Ids of throw-away containers of which anything is left: a broker that was killed while it proved a host left them. */
export async function findOldContainerProofs(
  connection: LibvirtConnection,
  trees: RootTrees,
): Promise<ReadonlySet<string>> {
  const containers = (await connection.domains.list()).filter(({ name }) => name.startsWith(PROOF_NAME));
  const left = (await trees.list()).map(({ machineId }) => machineId).filter(isProofId);
  return new Set([...containers.map(({ uuid }) => uuid), ...left]);
}

/** @throws DriverError `refused` for what is not ours; `wrong-state` for the tree of one that runs; LibvirtError */
export async function clearContainerLeftover(
  connection: LibvirtConnection,
  trees: RootTrees,
  { kind, name, machineId }: Leftover,
): Promise<void> {
  if (kind === 'network') throw new DriverError('unsupported', 'there are no networks of containers');
  const isOurs = machineId === null ? null : await isOurDomain(connection, machineId);
  if (kind === 'domain') {
    if (isOurs === null || machineId === null) return;
    requireOurs(isOurs, `container ${name}`);
    return takeContainerAway(connection, machineId);
  }
  const isNamed = (await trees.list()).some((tree) => tree.name === name && tree.machineId === machineId);
  if (!isNamed || machineId === null) return;
  requireOurs(isOurs !== false && (await trees.isOurs(name)) !== false, `folder ${name}`);
  if (isOurs && (await connection.domains.isActive({ uuid: machineId }))) {
    throw new DriverError('wrong-state', `${name} is the root file system of a machine that runs`);
  }
  await trees.take(name);
}

/** Ends a container and removes its definition; none is fine. */
export async function takeContainerAway(connection: LibvirtConnection, machineId: string): Promise<void> {
  const ref = { uuid: machineId };
  await ignoring(['operation-invalid', 'no-domain'], connection.domains.destroy(ref));
  await ignoring(['no-domain'], connection.domains.undefine(ref));
}
