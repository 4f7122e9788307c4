import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { AuditRecorder } from '../../audit/index';
import { afterCommit } from '../../database/index';
import { DriverError, DriverPool, Hosts } from '../../hypervisors/index';
import { Clock, Log } from '../../platform/index';
import { endRuns } from '../accounting/follow-run';
import { MachineEntity } from '../machine.entity';
import { subjectOf } from '../machine.repository';

/** Takes the machines of a pool away that are nobody's, when the pool goes: nobody has anything on their disks. */
@Injectable()
export class DropSpares {
  constructor(
    private readonly hosts: Hosts,
    private readonly drivers: DriverPool,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Their rows end with the transaction; their disks after it. What a host does not do now is cleared as orphans are. */
  async run(poolId: string, manager: EntityManager): Promise<void> {
    const spares = await manager.find(MachineEntity, { where: { poolId, ownerId: IsNull() } });
    for (const spare of spares) {
      await manager.delete(MachineEntity, { id: spare.id });
      await endRuns(manager, spare.id, this.clock.now());
      await this.audit.record(
        { kind: 'machine.removed', subject: subjectOf(spare), facts: { why: 'pool', owner: '' } },
        manager,
      );
    }
    if (spares.length > 0) {
      afterCommit(manager, () => {
        this.clear(spares).catch((error: unknown) =>
          this.log.error({ err: error }, 'spares were not removed'),
        );
      });
    }
  }

  private async clear(spares: readonly MachineEntity[]): Promise<void> {
    const hosts = new Map((await this.hosts.all()).map((host) => [host.id, host]));
    for (const { id, hostId, name } of spares) {
      const host = hosts.get(hostId);
      if (!host) continue;
      try {
        await this.drivers.of(host).remove(id);
      } catch (error) {
        if (!(error instanceof DriverError)) throw error;
        this.log.warn({ err: error, machine: name }, 'a spare could not be removed with its pool');
      }
    }
  }
}
