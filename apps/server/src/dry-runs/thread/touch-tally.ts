import type { DryRun } from '@virlab/contracts';
import type { RightDifference } from '@virlab/policy';
import type { KnownMachine } from './messages';

/** Counts which machines and consoles in use would be touched. */
export class TouchTally {
  private readonly byOwner = new Map<string, KnownMachine[]>();
  private readonly graces = new Set<number>();
  private runningMachines = 0;
  private openConsoles = 0;
  private newPeople = 0;

  constructor(machines: readonly KnownMachine[]) {
    for (const machine of machines) {
      const known = this.byOwner.get(machine.ownerId);
      if (known) known.push(machine);
      else this.byOwner.set(machine.ownerId, [machine]);
    }
  }

  add(userId: string, differences: readonly RightDifference[]): void {
    let isNew = false;
    for (const { target, before, after } of differences) {
      if (target.kind !== 'pool') continue;
      const [had, has] = [before?.quota?.vms ?? 0, after?.quota?.vms ?? 0];
      isNew ||= has > had;
      if (has >= had) continue;
      for (const machine of this.byOwner.get(userId) ?? []) {
        if (machine.poolId !== target.ref || machine.ordinal <= has || machine.ordinal > had) continue;
        this.openConsoles += machine.consoles;
        if (!machine.isRunning) continue;
        this.runningMachines += 1;
        this.graces.add(before?.graceDays ?? 0);
      }
    }
    if (isNew) this.newPeople += 1;
  }

  present(): DryRun['touches'] {
    const { runningMachines, openConsoles, newPeople } = this;
    return { runningMachines, openConsoles, newPeople, graceDays: [...this.graces].sort((a, b) => a - b) };
  }
}
