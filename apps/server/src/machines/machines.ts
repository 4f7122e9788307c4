import { Injectable } from '@nestjs/common';
import { type EndOfRight, type EntitlementEntity, Entitlements, type PoolRight } from '../entitlements/index';
import { type HostEntity, Hosts } from '../hypervisors/index';
import { type FullPool, Pools } from '../pools/index';
import { Clock, VirlabError, type Viewer } from '../platform/index';
import { isWithinQuota } from './allotment/allot-machines';
import type { ListedMachine } from './listed-machine';
import type { MachineEntity } from './machine.entity';
import { MachineRepository } from './machine.repository';
import { Rounds } from './rounds';

/** How somebody comes to see a machine. */
export type Relation = 'owner' | 'teacher';

/** A machine that somebody may see. */
export interface SeenMachine {
  machine: MachineEntity;
  relation: Relation;
  pool: FullPool;
  host: HostEntity;
  /** The owner's right to it now; null when access has ended. */
  entitlement: PoolRight | null;
}

/** A machine with what it stands on, whoever looks at it. */
type FoundMachine = Omit<SeenMachine, 'relation'>;

/** How many machines are read at once for as many who ask for one. */
const READ_AT_ONCE = 100;

/** Finds machines for those who may see them. */
@Injectable()
export class Machines {
  private readonly found = new Rounds((ids: readonly string[]) => this.findAll(ids), READ_AT_ONCE);

  constructor(
    private readonly rows: MachineRepository,
    private readonly pools: Pools,
    private readonly hosts: Hosts,
    private readonly entitlements: Entitlements,
    private readonly clock: Clock,
  ) {}

  /**
   * A machine that may be used now: its owner has the right to it, and the viewer is its owner or teaches its class.
   *
   * @throws VirlabError `machine-not-found`, `not-entitled`
   */
  async forViewer(viewer: Viewer, machineId: string): Promise<SeenMachine> {
    const seen = await this.seenBy(viewer, machineId);
    if (!seen.entitlement) throw new VirlabError('not-entitled', { detail: `machine ${machineId}` });
    return seen;
  }

  /**
   * A machine that may be looked at, also when access to it has ended.
   *
   * @throws VirlabError `machine-not-found`, also for who may not know of it
   */
  async seenBy(viewer: Viewer, machineId: string): Promise<SeenMachine> {
    const found = await this.found.ask(machineId);
    const relation = found && relationOf(viewer, found.machine, found.pool.classId);
    if (!found || !relation) throw new VirlabError('machine-not-found', { detail: machineId });
    return { ...found, relation };
  }

  private async findAll(ids: readonly string[]): Promise<(FoundMachine | null)[]> {
    const rows = await this.rows.ofIds([...new Set(ids)]);
    const pools = await this.pools.withTemplate(rows.map(({ poolId }) => poolId));
    // A pool may have moved to another host; its machines stay where they are.
    const elsewhere = rows.filter(({ poolId, hostId }) => pools.get(poolId)?.hostId !== hostId);
    const others =
      elsewhere.length === 0 ? [] : await this.hosts.byIds(elsewhere.map(({ hostId }) => hostId));
    const hosts = new Map(
      [...[...pools.values()].map(({ host }) => host), ...others].map((one) => [one.id, one]),
    );
    const owners = rows.flatMap(({ ownerId }) => ownerId ?? []);
    const rights = owners.length === 0 ? [] : await this.entitlements.poolsOfUsers(owners);
    const rightOf = new Map(rights.map((right) => [`${right.userId} ${right.ref}`, right]));
    const found = new Map<string, FoundMachine>();
    for (const machine of rows) {
      const pool = pools.get(machine.poolId);
      const host = hosts.get(machine.hostId);
      if (!pool || !host) continue;
      const right = rightOf.get(`${machine.ownerId ?? ''} ${machine.poolId}`);
      const entitlement = right && isWithinQuota(machine, right) ? right : null;
      found.set(machine.id, { machine, pool, host, entitlement });
    }
    return ids.map((id) => found.get(id) ?? null);
  }

  /** The right of a machine's owner to it, valid now; null when there is none. */
  async entitlementTo(
    machine: Pick<MachineEntity, 'ownerId' | 'poolId' | 'ordinal'>,
  ): Promise<EntitlementEntity | null> {
    if (machine.ownerId === null) return null;
    const entitlement = await this.entitlements.poolOf(machine.ownerId, machine.poolId);
    return entitlement && isWithinQuota(machine, entitlement) ? entitlement : null;
  }

  /** How a right to a machine ended, when it did; null while there is one, and when there never was. */
  async endOfAccess(
    machine: Pick<MachineEntity, 'ownerId' | 'poolId' | 'ordinal'>,
  ): Promise<EndOfRight | null> {
    if (machine.ownerId === null || (await this.entitlementTo(machine)) !== null) return null;
    const end = await this.entitlements.endOf(machine.ownerId, machine.poolId);
    return end && isWithinQuota(machine, { quota: { vms: end.vms } }) ? end : null;
  }

  /** As `endOfAccess`, by id, for machines that their owners have no right to now. */
  async endsOfAccess(
    machines: readonly Pick<MachineEntity, 'id' | 'ownerId' | 'poolId' | 'ordinal'>[],
  ): Promise<Map<string, EndOfRight>> {
    const ends = await this.entitlements.endsOfUsers(machines.flatMap(({ ownerId }) => ownerId ?? []));
    const endOf = new Map(ends.map((end) => [`${end.userId} ${end.poolId}`, end]));
    const found = new Map<string, EndOfRight>();
    for (const machine of machines) {
      const end = endOf.get(`${machine.ownerId ?? ''} ${machine.poolId}`);
      if (end && isWithinQuota(machine, { quota: { vms: end.vms } })) found.set(machine.id, end);
    }
    return found;
  }

  /** Whether a machine may go on running: it is nobody's, its owner has the right to it, or had, and the grace is not over. */
  async mayRun(machine: Pick<MachineEntity, 'ownerId' | 'poolId' | 'ordinal'>): Promise<boolean> {
    // What is nobody's runs as its pool says, which writes what is wanted of it.
    if (machine.ownerId === null) return true;
    if ((await this.entitlementTo(machine)) !== null) return true;
    const end = await this.endOfAccess(machine);
    return end !== null && end.graceUntil > this.clock.now();
  }

  /** Who is concerned by what happens to a machine; null when there is none. */
  async audienceOf(machineId: string): Promise<{ ownerId: string | null; classId: string | null } | null> {
    const machine = await this.rows.find(machineId);
    if (!machine) return null;
    const pool = (await this.pools.withTemplate([machine.poolId])).get(machine.poolId);
    return { ownerId: machine.ownerId, classId: pool?.classId ?? null };
  }

  /** All machines of a person. */
  ofOwner(ownerId: string): Promise<MachineEntity[]> {
    return this.rows.ofOwner(ownerId);
  }

  /** All machines of these people. */
  ofOwners(ownerIds: readonly string[]): Promise<MachineEntity[]> {
    return this.rows.ofOwners(ownerIds);
  }

  /** Every machine that runs, in pages, so that nobody waits for it. */
  running(): ReturnType<MachineRepository['running']> {
    return this.rows.running();
  }

  /** All machines of these pools, as lists tell them. */
  ofPools(poolIds: readonly string[]): Promise<ListedMachine[]> {
    return this.rows.ofPools(poolIds);
  }

  /** All machines of the pools of a class, as lists tell them. */
  async ofClass(classId: string): Promise<ListedMachine[]> {
    const pools = await this.pools.all();
    return this.ofPools(pools.filter((pool) => pool.classId === classId).map(({ id }) => id));
  }
}

function relationOf(viewer: Viewer, machine: MachineEntity, classId: string | null): Relation | null {
  if (machine.ownerId === viewer.userId) return 'owner';
  return classId !== null && viewer.teaches.includes(classId) ? 'teacher' : null;
}
