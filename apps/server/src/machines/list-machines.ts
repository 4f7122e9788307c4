import type { MachineList } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { ExplainAccess } from '../policies/index';
import type { Viewer } from '../platform/index';
import { AllotMachines } from './allotment/allot-machines';
import { ClassLessons } from './terms/class-lessons';
import { Machines } from './machines';
import { PresentMachine } from './present-machine';
import { ToTake } from './allotment/to-take';

/** A person's machines, the pools that are not open to them, and, when there is no machine, why. */
@Injectable()
export class ListMachines {
  constructor(
    private readonly allot: AllotMachines,
    private readonly machines: Machines,
    private readonly present: PresentMachine,
    private readonly explain: ExplainAccess,
    private readonly toTake: ToTake,
    private readonly lessons: ClassLessons,
  ) {}

  /** Gives the person the machines they are entitled to first. */
  async run(viewer: Viewer, language: 'en' | 'pt'): Promise<MachineList> {
    await this.allot.run(viewer.userId);
    const all = await this.present.runAll(await this.machines.ofOwner(viewer.userId), viewer);
    // A machine whose access has ended is still there when it has a disk, and only then.
    const machines = await this.lessons.with(
      all.filter(({ grant, diskSince }) => grant !== undefined || diskSince !== undefined),
    );
    const locked = await this.explain.locked(viewer.userId);
    const shared = await this.toTake.run(viewer.userId, machines);
    if (machines.length + shared.length > 0) return { machines, shared, locked };
    return { machines, locked, explanation: await this.explain.nothing(viewer.userId, language) };
  }
}
