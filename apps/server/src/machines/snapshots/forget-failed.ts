import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, In, IsNull, LessThan } from 'typeorm';
import { Hosts } from '../../hypervisors/index';
import { Clock, Schedule } from '../../platform/index';
import { OnlyOne } from '../../servers/index';
import { presentState } from '../machine-lifecycle';
import { MachineEntity } from '../machine.entity';
import { MachineRepository } from '../machine.repository';
import { Reconciler } from '../reconciling/reconciler';
import { MachineSnapshotEntity } from './snapshots.entity';

const LOOK_MS = 30 * 60_000;
/** So long a try that failed is told; whoever asked for it has seen it by then. */
export const FAILED_FOR_MS = 86_400_000;
const MOST_AT_ONCE = 200;

/**
 * Forgets tries at snapshots that failed a day ago. The host is asked to forget them too: one whose outcome was unknown may be
 * there. So it is done once the machine is off and at rest.
 */
@Injectable()
export class ForgetFailedSnapshots implements OnApplicationBootstrap {
  constructor(
    private readonly source: DataSource,
    private readonly rows: MachineRepository,
    private readonly hosts: Hosts,
    private readonly reconciler: Reconciler,
    private readonly onlyOne: OnlyOne,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_MS, 'machines: failed snapshots', async () => {
      await this.onlyOne.run('machines: failed snapshots', () => this.run(), { restMs: LOOK_MS });
    });
  }

  async run(): Promise<void> {
    const { manager } = this.source;
    const orderedAt = LessThan(new Date(this.clock.now().getTime() - FAILED_FOR_MS));
    const failed = await manager.find(MachineSnapshotEntity, {
      where: { takenAt: IsNull(), orderedAt },
      order: { orderedAt: 'ASC', id: 'ASC' },
      take: MOST_AT_ONCE,
    });
    // One order a machine at a time; what is left is for the next look.
    const oldest = new Map(failed.toReversed().map((snapshot) => [snapshot.machineId, snapshot.name]));
    const machines = await manager.findBy(MachineEntity, { id: In([...oldest.keys()]) });
    const hosts = new Map((await this.hosts.all()).map((host) => [host.id, host]));
    for (const machine of machines) {
      const health = hosts.get(machine.hostId)?.health ?? 'silent';
      const name = oldest.get(machine.id);
      if (name === undefined || machine.order !== null || presentState(machine, health) !== 'stopped')
        continue;
      const changes = { order: 'remove-snapshot' as const, orderArgument: name, attempts: 0 };
      const written = await this.rows.write(machine, changes, { health, why: 'failed snapshot' });
      if (written) this.reconciler.enqueue(written);
    }
  }
}
