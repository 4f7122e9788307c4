import type { HostDrain, MachineFate } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Hosts } from '../hypervisors/index';
import { Users } from '../identity/index';
import { HostMachines } from '../machines/index';
import { Pools } from '../pools/index';
import { planDrain } from './plan-drain';

/** How many machines are told one by one. */
const MOST_MACHINES = 500;

/** Shows what draining a host would mean for each of its machines. Changes nothing. */
@Injectable()
export class PreviewDrain {
  constructor(
    private readonly hosts: Hosts,
    private readonly machines: HostMachines,
    private readonly pools: Pools,
    private readonly users: Users,
  ) {}

  /** @throws VirlabError `host-not-found` */
  async run(hostId: string): Promise<HostDrain> {
    await this.hosts.get(hostId);
    const machines = await this.machines.of(hostId);
    const hosts = await this.hosts.all();
    const pools = await this.pools.withTemplate(machines.map(({ poolId }) => poolId));
    const drained = machines.map((machine) => {
      const pool = pools.get(machine.poolId);
      const { memoryMiB = 0, vcpus = 0 } = pool?.template ?? {};
      const hostIds = pool ? [pool.hostId, ...(pool.hostIds ?? [])] : [];
      return { machine, need: { memoryMiB, vcpus }, hostIds };
    });
    const fates = planDrain(hostId, drained, hosts);
    const byId = new Map(machines.map((machine) => [machine.id, machine]));
    const stayFirst = fates.toSorted((a, b) => Number(a.stays === undefined) - Number(b.stays === undefined));
    const told = stayFirst.slice(0, MOST_MACHINES);
    const owners = await this.ownersOf(told.map(({ machineId }) => byId.get(machineId)?.ownerId ?? null));
    return {
      hostId,
      machines: told.flatMap((fate): MachineFate[] => {
        const machine = byId.get(fate.machineId);
        if (!machine) return [];
        const pool = pools.get(machine.poolId);
        const owner = machine.ownerId === null ? undefined : owners.get(machine.ownerId);
        const to = hosts.find(({ id }) => id === fate.toHostId);
        return [
          {
            ...{ machineId: machine.id, name: machine.name, isOn: fate.isOn },
            pool: { id: machine.poolId, title: pool?.title ?? machine.poolId },
            ...(owner ? { owner } : {}),
            ...(to ? { to: { id: to.id, title: to.title } } : {}),
            ...(fate.stays ? { stays: fate.stays } : {}),
          },
        ];
      }),
      counts: {
        all: fates.length,
        on: fates.filter(({ isOn }) => isOn).length,
        moves: fates.filter(({ toHostId }) => toHostId !== undefined).length,
        stays: fates.filter(({ stays }) => stays !== undefined).length,
      },
    };
  }

  private async ownersOf(ids: readonly (string | null)[]) {
    const known = [...new Set(ids.filter((id) => id !== null))];
    const users = await this.users.byIds(known);
    return new Map(users.map(({ id, displayName }) => [id, { id, displayName }]));
  }
}
