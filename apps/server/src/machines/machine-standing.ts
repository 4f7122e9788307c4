import type { MachineState } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Hosts } from '../hypervisors/index';
import { Pools } from '../pools/index';
import type { Viewer } from '../platform/index';
import { presentState } from './machine-lifecycle';
import type { ListedMachine } from './listed-machine';
import type { MachineEntity } from './machine.entity';
import { MachineRepository } from './machine.repository';

/** How a machine stands to what was asked of it. */
export interface MachineStanding extends Pick<
  MachineEntity,
  | 'id'
  | 'name'
  | 'ownerId'
  | 'part'
  | 'hostId'
  | 'wanted'
  | 'order'
  | 'failureCode'
  | 'diskSince'
  | 'pushedUntil'
> {
  /** What people see. */
  state: MachineState;
  /** The class of its pool; null for none. */
  classId: string | null;
}

/** How many machines stand, in a few queries for hundreds of them. */
@Injectable()
export class MachineStandings {
  constructor(
    private readonly rows: MachineRepository,
    private readonly pools: Pools,
    private readonly hosts: Hosts,
  ) {}

  /** Those of these machines that there are, by id. */
  async of(ids: readonly string[]): Promise<Map<string, MachineStanding>> {
    return this.standingsOf(await this.rows.ofIds([...new Set(ids)]));
  }

  /** Those of these machines that somebody may know of, by id: their own, and those of classes they teach. */
  async seenBy(viewer: Viewer, ids: readonly string[]): Promise<Map<string, MachineStanding>> {
    const seen = [...(await this.of(ids))].filter(
      ([, { ownerId, classId }]) =>
        ownerId === viewer.userId || (classId !== null && viewer.teaches.includes(classId)),
    );
    return new Map(seen);
  }

  /** The machines of a class that somebody has. */
  async ofClass(classId: string): Promise<MachineStanding[]> {
    const pools = (await this.pools.all()).filter((pool) => pool.classId === classId);
    const rows = pools.length === 0 ? [] : await this.rows.ofPools(pools.map(({ id }) => id));
    const standings = await this.standingsOf(rows.filter(({ ownerId }) => ownerId !== null));
    return [...standings.values()];
  }

  /**
   * The free machines of each shared pool of a class that run or are on the way: whoever of the class comes takes one, and has it at
   * once.
   */
  async freeOfClass(classId: string): Promise<Map<string, MachineStanding[]>> {
    const shared = (await this.pools.all()).filter(
      (pool) => pool.classId === classId && pool.kind === 'shared',
    );
    const free = new Map(shared.map(({ id }) => [id, new Array<MachineStanding>()]));
    if (shared.length === 0) return free;
    const rows = (await this.rows.ofPools([...free.keys()])).filter(
      ({ ownerId, wanted, order, failureCode }) =>
        ownerId === null && wanted === 'running' && order === null && failureCode === null,
    );
    const standings = await this.standingsOf(rows);
    for (const { id, poolId } of rows) {
      const standing = standings.get(id);
      if (standing) free.get(poolId)?.push(standing);
    }
    return free;
  }

  private async standingsOf(machines: readonly ListedMachine[]): Promise<Map<string, MachineStanding>> {
    const hosts = new Map((await this.hosts.all()).map((host) => [host.id, host]));
    const pools = new Map((await this.pools.all()).map((pool) => [pool.id, pool]));
    return new Map(
      machines.map((machine) => {
        const { id, name, ownerId, part, hostId, wanted, order, failureCode, diskSince, pushedUntil } =
          machine;
        const state = presentState(machine, hosts.get(hostId)?.health ?? 'silent');
        const classId = pools.get(machine.poolId)?.classId ?? null;
        return [
          id,
          {
            ...{ id, name, ownerId, part, hostId, wanted, order, failureCode, diskSince, pushedUntil },
            ...{ state, classId },
          },
        ];
      }),
    );
  }
}
