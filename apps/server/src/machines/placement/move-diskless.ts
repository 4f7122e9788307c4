import { Injectable } from '@nestjs/common';
import { type HostEntity, Hosts } from '../../hypervisors/index';
import { Pools } from '../../pools/index';
import { MachineRepository } from '../machine.repository';

/**
 * Machines that have no disk yet are at home nowhere. When their host falls silent or takes no machines, they go to
 * another one of their pool, so that nobody is refused for the sake of a host that has nothing of theirs.
 */
@Injectable()
export class MoveDiskless {
  constructor(
    private readonly rows: MachineRepository,
    private readonly hosts: Hosts,
    private readonly pools: Pools,
  ) {}

  /** Answers the machines that were moved and are waited for. Nothing to move is fine. */
  async run(from: HostEntity): Promise<{ id: string; hostId: string }[]> {
    if (isGood(from)) return [];
    const waiting: { id: string; hostId: string }[] = [];
    for (const pool of await this.pools.all()) {
      const ids = [pool.hostId, ...(pool.hostIds ?? [])];
      if (!ids.includes(from.id)) continue;
      const to = (await this.hosts.byIds(ids)).find(isGood);
      if (to) waiting.push(...(await this.rows.moveDiskless(pool.id, from.id, to.id)));
    }
    return waiting;
  }
}

function isGood({ mode, health }: HostEntity): boolean {
  return mode === 'active' && health === 'ok';
}
