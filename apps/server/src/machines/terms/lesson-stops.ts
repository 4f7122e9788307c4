import { Injectable } from '@nestjs/common';
import { Hosts } from '../../hypervisors/index';
import { Clock } from '../../platform/index';
import { ANNOUNCED_MS } from './limits-stop';
import type { MachineEntity } from '../machine.entity';
import { MachineRepository } from '../machine.repository';

/** Announces for machines that more time was given to that they are shut down later than the others of their class. */
@Injectable()
export class LessonStops {
  constructor(
    private readonly rows: MachineRepository,
    private readonly hosts: Hosts,
    private readonly clock: Clock,
  ) {}

  /** Each when its own time is over, and not within ten minutes. What is to end before for another cause ends then. */
  async announce(ids: readonly string[]): Promise<void> {
    const soonest = this.clock.now().getTime() + ANNOUNCED_MS;
    await this.write(ids, ({ pushedUntil, stopsAt }) => {
      const at = new Date(Math.max(pushedUntil?.getTime() ?? 0, soonest));
      return stopsAt !== null && stopsAt <= at ? null : { stopsAt: at, stopsBecause: 'lesson' };
    });
  }

  /** Takes back what was announced of them because of a lesson: the next one needs them. */
  async withdraw(ids: readonly string[]): Promise<void> {
    await this.write(ids, ({ stopsBecause }) =>
      stopsBecause === 'lesson' ? { stopsAt: null, stopsBecause: null } : null,
    );
  }

  private async write(
    ids: readonly string[],
    changesOf: (machine: MachineEntity) => Partial<MachineEntity> | null,
  ): Promise<void> {
    if (ids.length === 0) return;
    const hosts = new Map((await this.hosts.all()).map(({ id, health }) => [id, health]));
    for (const id of ids) {
      // Read one by one: whatever changed it meanwhile is looked at again.
      for (let isWritten = false; !isWritten;) {
        const machine = await this.rows.find(id);
        const changes = machine && changesOf(machine);
        if (!machine || !changes) break;
        const health = hosts.get(machine.hostId) ?? 'unproved';
        isWritten = (await this.rows.write(machine, changes, { health, why: 'end of a lesson' })) !== null;
      }
    }
  }
}
