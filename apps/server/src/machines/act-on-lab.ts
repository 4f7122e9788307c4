import type { ActOnLab as LabAction } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { VirlabError, type Viewer } from '../platform/index';
import { ActOnMachine } from './act-on-machine';
import type { MachineEntity } from './machine.entity';
import { MachineRepository } from './machine.repository';
import { Machines } from './machines';

/** Starts or shuts down all machines of a lab as one. */
@Injectable()
export class ActOnLab {
  constructor(
    private readonly machines: Machines,
    private readonly rows: MachineRepository,
    private readonly act: ActOnMachine,
  ) {}

  /**
   * Answers the machines of the lab as they are wanted now. What is so already is left alone; when nothing can be done to
   * any of them, the first refusal is told.
   *
   * @throws VirlabError as ActOnMachine
   */
  async run(viewer: Viewer, machineId: string, action: LabAction['action']): Promise<MachineEntity[]> {
    const { machine } = await this.machines.seenBy(viewer, machineId);
    const parts = await this.partsOf(machine);
    const refusals: VirlabError[] = [];
    const done: MachineEntity[] = [];
    for (const part of parts) {
      try {
        done.push(await this.act.run(viewer, part.id, action));
      } catch (error) {
        if (!(error instanceof VirlabError)) throw error;
        refusals.push(error);
        done.push(part);
      }
    }
    const [first] = refusals;
    if (first && refusals.length === parts.length) throw first;
    return done;
  }

  private async partsOf(machine: MachineEntity): Promise<MachineEntity[]> {
    if (machine.ownerId === null) return [machine];
    const own = await this.rows.ofOwner(machine.ownerId);
    return own
      .filter(({ poolId, ordinal }) => poolId === machine.poolId && ordinal === machine.ordinal)
      .toSorted((a, b) => a.part.localeCompare(b.part));
  }
}
