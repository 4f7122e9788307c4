import type { LibvirtConnection } from 'node-libvirt';
import { DriverError, type Leftover } from '../../hypervisor-driver';
import { ignoring, requireOurs, whoseDomain } from '../libvirt/leftovers';
import type { Whose } from '../libvirt/mark';
import { isProofId, PROOF_NAME } from '../libvirt/prove-host';
import type { RootTrees } from './root-trees';

/**
 * Everything on a host that carries the mark of this installation, or one that names none: containers by their metadata,
 * trees by the mark in them. A container that is not ours makes the tree of its id somebody else's too.
 */
export async function findContainerLeftovers(
  connection: LibvirtConnection,
  trees: RootTrees,
): Promise<Leftover[]> {
  const found: Leftover[] = [];
  const whose = new Map<string, Whose | null>();
  const isTold = (id: string, by: Whose | null) => by !== 'theirs' && !(by === 'ours' && isProofId(id));
  for (const { name, uuid } of await connection.domains.list()) {
    const by = await whoseDomain(connection, uuid, trees.installation);
    whose.set(uuid, by);
    if ((by === 'ours' || by === 'unnamed') && isTold(uuid, by))
      found.push({ kind: 'domain', name, machineId: uuid, isOurs: by === 'ours' });
  }
  for (const { name, machineId } of await trees.list()) {
    const by = await trees.whose(name);
    if (by === null || !isTold(machineId, by)) continue;
    const isOurs = by === 'ours' && isOursOrNone(whose.get(machineId) ?? null);
    found.push({ kind: 'volume', name, machineId, isOurs });
  }
  return found;
}

/** Ids of our throw-away containers of which anything is left: a broker that was killed while it proved a host left them. */
export async function findOldContainerProofs(
  connection: LibvirtConnection,
  trees: RootTrees,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { name, uuid } of await connection.domains.list()) {
    const isProof = name.startsWith(PROOF_NAME);
    if (isProof && (await whoseDomain(connection, uuid, trees.installation)) === 'ours') found.add(uuid);
  }
  for (const { name, machineId } of await trees.list()) {
    if (isProofId(machineId) && (await trees.whose(name)) === 'ours') found.add(machineId);
  }
  return found;
}

/** @throws DriverError `refused` for what is not ours; `wrong-state` for the tree of one that runs; LibvirtError */
export async function clearContainerLeftover(
  connection: LibvirtConnection,
  trees: RootTrees,
  { kind, name, machineId }: Leftover,
): Promise<void> {
  if (kind === 'network') throw new DriverError('unsupported', 'there are no networks of containers');
  const by = machineId === null ? null : await whoseDomain(connection, machineId, trees.installation);
  if (kind === 'domain') {
    if (by === null || machineId === null) return;
    requireOurs(by === 'ours', `container ${name}`);
    return takeContainerAway(connection, machineId);
  }
  const isNamed = (await trees.list()).some((tree) => tree.name === name && tree.machineId === machineId);
  if (!isNamed || machineId === null) return;
  requireOurs(isOursOrNone(by) && isOursOrNone(await trees.whose(name)), `folder ${name}`);
  if (by && (await connection.domains.isActive({ uuid: machineId }))) {
    throw new DriverError('wrong-state', `${name} is the root file system of a machine that runs`);
  }
  await trees.take(name);
}

function isOursOrNone(whose: Whose | null): boolean {
  return whose === null || whose === 'ours';
}

/** Ends a container and removes its definition; none is fine. */
export async function takeContainerAway(connection: LibvirtConnection, machineId: string): Promise<void> {
  const ref = { uuid: machineId };
  await ignoring(['operation-invalid', 'no-domain'], connection.domains.destroy(ref));
  await ignoring(['no-domain'], connection.domains.undefine(ref));
}
