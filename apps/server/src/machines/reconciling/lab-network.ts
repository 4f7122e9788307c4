import { createHash } from 'node:crypto';
import type { NetworkSpec } from '../../hypervisors/index';
import { type FullPool, settingsOf } from '../../pools/index';
import type { MachineEntity } from '../machine.entity';

/** With it the name of a Linux bridge, which takes 15 characters, has room for what a driver puts before it. */
const NAME_LENGTH = 10;

/**
 * What a machine is plugged into. The name is the same for all that share the wire and at every start, and says of whom it is to
 * nobody: it can be read on the host.
 */
export function networkOf(
  pool: Pick<FullPool, 'id' | 'classId' | 'settings' | 'kind'>,
  machine: Pick<MachineEntity, 'id' | 'ownerId' | 'ordinal'>,
): NetworkSpec {
  const whose = whoseNetwork(pool, machine);
  if (whose === null) return { kind: 'none' };
  return { kind: 'private', name: createHash('sha256').update(whose).digest('hex').slice(0, NAME_LENGTH) };
}

/**
 * The one host that a machine may be placed on because what it shares a wire with is there: a wire does not leave its host. The
 * first of the pool for a class, the same one of the pool’s hosts for all of a person. Null where any host will do.
 */
export function hostBoundByNetwork(
  pool: Pick<FullPool, 'id' | 'classId' | 'settings' | 'kind' | 'hostId' | 'hostIds'>,
  machine: Pick<MachineEntity, 'ownerId' | 'ordinal'>,
): string | null {
  const scope = scopeOf(pool);
  if (scope === 'none' || scope === 'machine') return null;
  if (scope === 'class' || machine.ownerId === null) return pool.hostId;
  const hosts = [pool.hostId, ...(pool.hostIds ?? [])];
  const digest = createHash('sha256')
    .update(`${machine.ownerId} ${scope === 'lab' ? machine.ordinal : ''}`)
    .digest();
  return hosts[digest.readUInt32BE(0) % hosts.length] ?? pool.hostId;
}

function whoseNetwork(
  pool: Pick<FullPool, 'id' | 'classId' | 'settings' | 'kind'>,
  { id, ownerId, ordinal }: Pick<MachineEntity, 'id' | 'ownerId' | 'ordinal'>,
): string | null {
  switch (scopeOf(pool)) {
    case 'none':
      return null;
    case 'machine':
      return `machine ${id}`;
    case 'lab':
      return ownerId === null ? `machine ${id}` : `lab ${pool.id} ${ownerId} ${ordinal}`;
    case 'person':
      // A spare is on a wire of its own until it is somebody's and is started anew.
      return ownerId === null ? `machine ${id}` : `person ${ownerId}`;
    case 'class':
      return `class ${pool.classId ?? pool.id}`;
  }
}

/** The machines of one lab are always together; a lab's `machine` network is the lab's. */
function scopeOf(pool: Pick<FullPool, 'settings' | 'kind'>): 'none' | 'machine' | 'lab' | 'person' | 'class' {
  const { network } = settingsOf(pool);
  return pool.kind === 'group' && (network === 'none' || network === 'machine') ? 'lab' : network;
}
