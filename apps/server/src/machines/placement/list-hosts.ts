import type { Host } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { capacityOf, type HostEntity, HostKeeper, Hosts } from '../../hypervisors/index';
import { MachineRepository } from '../machine.repository';

/** Hosts for operators. It stands here because only this room knows how many machines each has. */
@Injectable()
export class ListHosts {
  constructor(
    private readonly hosts: Hosts,
    private readonly keeper: HostKeeper,
    private readonly rows: MachineRepository,
  ) {}

  async run(): Promise<Host[]> {
    return this.present(await this.hosts.all());
  }

  /** @throws VirlabError `host-not-found` */
  async one(id: string): Promise<Host> {
    const [host] = await this.present([await this.hosts.get(id)]);
    if (!host) throw new Error(`host ${id} was not presented`);
    return host;
  }

  private async present(hosts: readonly HostEntity[]): Promise<Host[]> {
    const counts = await this.rows.countByHost();
    return hosts.map((host) => ({
      ...{ id: host.id, title: host.title, uri: host.uri, driver: host.driver, health: host.health },
      ...(host.imagesDirectory === null ? {} : { imagesDirectory: host.imagesDirectory }),
      ...(host.socketsDirectory === null ? {} : { socketsDirectory: host.socketsDirectory }),
      mode: host.mode,
      since: host.healthSince.toISOString(),
      changedAt: host.updatedAt.toISOString(),
      ...this.capacityOf(host),
      reserved: { memoryMiB: host.reservedMemoryMiB, vcpus: host.reservedVcpus },
      ...this.proofOf(host),
      ...this.keeper.facts(host.id),
      machines: counts.get(host.id) ?? { known: 0, running: 0 },
      ...(host.fault === null ? {} : { fault: host.fault }),
    }));
  }

  private capacityOf(host: HostEntity): Pick<Host, 'capacity'> {
    const capacity = capacityOf(host);
    const offered = host.offeredMemoryMiB !== null || host.offeredVcpus !== null;
    return capacity ? { capacity: { ...capacity, offered } } : {};
  }

  private proofOf({ runsBy, provedAt, bootMilliseconds }: HostEntity): Pick<Host, 'runsBy'> {
    if (runsBy === null || provedAt === null) return {};
    const bootSeconds = (bootMilliseconds ?? 0) / 1000;
    return { runsBy: { kind: runsBy, bootedAt: provedAt.toISOString(), bootSeconds } };
  }
}
