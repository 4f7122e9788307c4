import type { HostCheck, HostFault, HostPlace } from '@virlab/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DRIVER_KINDS, type DriverKind, faultsOfPlace, Hosts, kindOf } from '../hypervisors/index';
import { VirlabError } from '../platform/index';

/** Says all that is wrong with a host's settings while they are typed. The host is not asked. */
@Injectable()
export class CheckHostSettings {
  constructor(
    @Inject(DRIVER_KINDS) private readonly kinds: readonly DriverKind[],
    private readonly hosts: Hosts,
  ) {}

  /** @param id - the host that is changed, which is not in its own way; null for a new one */
  async run(place: HostPlace, id: string | null): Promise<HostCheck> {
    const faults = [...faultsOfPlace(this.kinds, place), ...(await this.taken(place, id))];
    const kind = faults.some(({ field }) => field === 'uri') ? undefined : kindOf(this.kinds, place.uri);
    return {
      ...(kind ? { driver: kind.name } : {}),
      needsFolders: kind ? kind.faultsOf({ id: '', title: '', uri: place.uri }).length > 0 : true,
      faults,
    };
  }

  /** @throws VirlabError `host-invalid` with every fault */
  async require(place: HostPlace, id: string | null, manager?: EntityManager): Promise<void> {
    const faults = [...faultsOfPlace(this.kinds, place), ...(await this.taken(place, id, manager))];
    if (faults.length === 0) return;
    const errors = faults.map(({ field, code, message }) => ({
      path: field,
      message: `${code}: ${message}`,
    }));
    throw new VirlabError('host-invalid', { errors });
  }

  /** Two hosts at one daemon would count the same memory twice. Simulated ones have no place. */
  private async taken({ uri }: HostPlace, id: string | null, manager?: EntityManager): Promise<HostFault[]> {
    if (uri === 'simulated:') return [];
    const other = (await this.hosts.all(manager)).find((host) => host.uri === uri && host.id !== id);
    if (!other) return [];
    return [{ field: 'uri', code: 'taken', message: `is that of the host ${other.title} already` }];
  }
}
