import type { MachineAction, MachineState } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { ActOnMachine, ChangeTerms, MachineStandings } from '../machines/index';
import { Clock, type Viewer, VirlabError } from '../platform/index';
import type { JobItemEntity } from './job-item.entity';
import type { JobEntity } from './job.entity';
import { JobStore } from './job-store';

/** What brings a machine to run, where that is not a start. */
const TO_RUN: Partial<Record<MachineState, MachineAction>> = { paused: 'resume' };

/** Orders one machine of a job: judged by the rights and the state of now, and noted in the same transaction. */
@Injectable()
export class OrderOne {
  constructor(
    private readonly store: JobStore,
    private readonly act: ActOnMachine,
    private readonly terms: ChangeTerms,
    private readonly standings: MachineStandings,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws VirlabError what refuses it
   * @throws ItemGone when it does not wait any more
   */
  async run(viewer: Viewer, job: JobEntity, item: JobItemEntity): Promise<void> {
    const machineId = item.machineId ?? '';
    if (job.action === 'extend') return this.extend(viewer, machineId, item);
    const action = job.action === 'prepare' ? await this.toRun(machineId) : job.action;
    await this.act.run(viewer, machineId, action, {
      job: job.id,
      within: (manager) => this.store.take(item.id, this.clock.now(), manager),
    });
  }

  private async toRun(machineId: string): Promise<MachineAction> {
    const machine = (await this.standings.of([machineId])).get(machineId);
    return (machine && TO_RUN[machine.state]) ?? 'start';
  }

  /** Noted before: whoever dies in between leaves it under way, and it is not extended twice. */
  private async extend(viewer: Viewer, machineId: string, item: JobItemEntity): Promise<void> {
    await this.store.take(item.id, this.clock.now());
    Object.assign(item, { state: 'under-way' });
    await this.putOff(viewer, machineId);
    await this.store.settle(item, { state: 'done' });
  }

  /**
   * An announced end is put off; where none is announced, the lease is renewed. Beside that the end of a lesson is put off, for
   * who teaches it. It is refused only when none of it is to be had.
   */
  private async putOff(viewer: Viewer, machineId: string): Promise<void> {
    const refused = await refusalOf(this.putOffOwn(viewer, machineId));
    let isHeld = false;
    const refusedHold = await refusalOf(
      this.terms.hold(viewer, machineId).then((held) => {
        isHeld = held !== null;
      }),
    );
    if (refused && !isHeld) throw refusedHold ?? refused;
  }

  private async putOffOwn(viewer: Viewer, machineId: string): Promise<void> {
    const refused = await refusalOf(this.terms.notYet(viewer, machineId));
    if (refused === null) return;
    if (!['not-announced', 'stop-is-fixed'].includes(refused.context?.['reason'] ?? '')) throw refused;
    await this.terms.renew(viewer, machineId);
  }
}

/** Why it was refused; null when it was done. Anything else is thrown. */
async function refusalOf(work: Promise<unknown>): Promise<VirlabError | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof VirlabError) return error;
    throw error;
  }
}
