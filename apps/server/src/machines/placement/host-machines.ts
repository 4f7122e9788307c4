import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, Not } from 'typeorm';
import { afterCommit } from '../../database/index';
import { Bus } from '../../platform/index';
import { MachineEntity } from '../machine.entity';

/** The machines of a host, for those who look after hosts: which there are, and their end when the host is to be empty. */
@Injectable()
export class HostMachines {
  constructor(
    private readonly source: DataSource,
    private readonly bus: Bus,
  ) {}

  /** In order of name. */
  of(hostId: string): Promise<MachineEntity[]> {
    return this.source.manager.find(MachineEntity, { where: { hostId }, order: { name: 'ASC' } });
  }

  /** How many there are, off ones as well: their disks are there. */
  count(hostId: string, manager: EntityManager = this.source.manager): Promise<number> {
    return manager.countBy(MachineEntity, { hostId });
  }

  /**
   * Announces that all machines that are on, or on the way, are shut down, unless something else ends them before.
   *
   * @returns how many that concerns
   */
  async announceStop(hostId: string, at: Date, manager: EntityManager): Promise<number> {
    const meant = await manager.find(MachineEntity, {
      where: { hostId, wanted: Not('stopped') },
      select: { id: true, stopsAt: true },
    });
    const later = meant.filter(({ stopsAt }) => stopsAt === null || stopsAt > at);
    for (const { id } of later) {
      await manager.update(MachineEntity, { id }, { stopsAt: at, stopsBecause: 'drain', ...RAISED });
    }
    this.tellAfter(later, manager);
    return later.length;
  }

  /** Takes back what was announced for the host's sake. */
  async withdrawStop(hostId: string, manager: EntityManager): Promise<number> {
    const meant = await manager.find(MachineEntity, {
      where: { hostId, stopsBecause: 'drain' },
      select: { id: true },
    });
    for (const { id } of meant) {
      await manager.update(MachineEntity, { id }, { stopsAt: null, stopsBecause: null, ...RAISED });
    }
    this.tellAfter(meant, manager);
    return meant.length;
  }

  private tellAfter(machines: readonly { id: string }[], manager: EntityManager): void {
    afterCommit(manager, () => {
      for (const { id } of machines) this.bus.tell({ type: 'machine-changed', machineId: id });
    });
  }
}

/** Whoever read the machine before has to read it anew. */
const RAISED = { revision: () => 'revision + 1' };
