import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/index';
import { Bus, Clock, VirlabError } from '../platform/index';
import { DRIVER_KINDS } from './driver-pool';
import type { DriverKind, HostSettings } from './drivers/driver-kind';
import { HostEntity } from './host.entity';

/** Writes one host as a resource file says it. */
@Injectable()
export class SaveHost {
  constructor(
    @Inject(DRIVER_KINDS) private readonly kinds: readonly DriverKind[],
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  /**
   * Says what became of it. A host whose URI or folders changed has to prove itself again. It need not be reachable.
   *
   * @throws VirlabError `resource-invalid` with every fault
   */
  async run(wanted: HostSettings, manager: EntityManager): Promise<'created' | 'changed' | 'unchanged'> {
    const kind = this.kinds.find(({ takes }) => takes(wanted.uri));
    const faults = kind
      ? kind.faultsOf(wanted)
      : [
          {
            path: 'uri',
            message: `"${wanted.uri}" is no URI of a known driver, expected one such as qemu:///system or simulated:`,
          },
        ];
    if (!kind || faults.length > 0) throw new VirlabError('resource-invalid', { errors: faults });
    const { id, title, uri } = wanted;
    const imagesDirectory = wanted.imagesDirectory ?? null;
    const socketsDirectory = wanted.socketsDirectory ?? null;
    const found = await manager.findOneBy(HostEntity, { id });
    const isSamePlace =
      found?.uri === uri &&
      found.imagesDirectory === imagesDirectory &&
      found.socketsDirectory === socketsDirectory;
    if (found && isSamePlace && found.title === title) return 'unchanged';
    const now = this.clock.now();
    const proof = { runsBy: null, provedAt: null, bootMilliseconds: null, fault: null };
    await manager.save(HostEntity, {
      ...{ id, title, uri, imagesDirectory, socketsDirectory, driver: kind.name, updatedAt: now },
      ...(isSamePlace ? {} : { ...proof, health: 'unproved' as const, healthSince: now }),
    });
    afterCommit(manager, () => this.bus.tell({ type: 'host-changed', hostId: id }));
    return found ? 'changed' : 'created';
  }
}
