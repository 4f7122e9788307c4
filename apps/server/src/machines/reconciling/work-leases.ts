import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Log } from '../../platform/index';
import { databaseNow, isShared, ServerIdentity } from '../../servers/index';
import { isSettled } from './next-step';
import { MachineEntity } from '../machine.entity';
import type { LookAgain } from './work-queue';

/** A server that says nothing for so long no longer works on a machine. */
export const LEASE_MS = 10_000;
/** Three chances to say it while a call takes long. */
const RENEW_MS = LEASE_MS / 3;
/** How often a server looks whether the one that has the machine is done, or dead. */
const ASK_AGAIN_MS = 2_000;

/**
 * Sees to it that of several servers on one database one works on a machine at a time. A lease is kept over all looks
 * at a machine that is on its way, and given back when it has arrived: two writes for a start or a stop, not two for
 * each look. It saves work and keeps orders in order; what a server writes after it has lost its lease unknowingly is
 * refused by the machine's revision. On SQLite, which belongs to one server, nothing is written.
 */
@Injectable()
export class WorkLeases implements BeforeApplicationShutdown {
  /** Until when this server has which machines, by the process's own steady clock. */
  private readonly held = new Map<string, number>();

  constructor(
    private readonly source: DataSource,
    private readonly server: ServerIdentity,
    private readonly log: Log,
  ) {}

  /** Does the work when this server has the machine, or can get it; else answers when to ask again. */
  async run<T extends string>(machineId: string, work: () => Promise<LookAgain | T>): Promise<LookAgain | T> {
    if (!isShared(this.source)) return work();
    if (!(await this.take(machineId))) return (await this.isAtRest(machineId)) ? null : ASK_AGAIN_MS;
    let again: LookAgain | T = null;
    try {
      again = await this.renewing(machineId, work);
      return again;
    } finally {
      if (again === null || (typeof again === 'number' && again >= LEASE_MS)) await this.release(machineId);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const machineId of this.held.keys()) {
      await this.release(machineId).catch(() => undefined);
    }
  }

  private async renewing<T>(machineId: string, work: () => Promise<T>): Promise<T> {
    const timer = setInterval(() => {
      this.write(machineId).catch((error: unknown) =>
        this.log.warn({ err: error, machineId }, 'a lease could not be renewed'),
      );
    }, RENEW_MS);
    timer.unref();
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  private async take(machineId: string): Promise<boolean> {
    const until = this.held.get(machineId) ?? 0;
    return until - performance.now() > RENEW_MS || this.write(machineId);
  }

  /** Takes or renews; false when another server has it. */
  private async write(machineId: string): Promise<boolean> {
    const now = databaseNow(this.source);
    const asked = performance.now();
    const { affected } = await this.source
      .createQueryBuilder()
      .update(MachineEntity)
      .set({ workedBy: this.server.id, workedUntil: () => `${now} + ${LEASE_MS}` })
      // The database's clock may have been put back: no lease lasts longer than a lease does.
      .where(
        `id = :machineId AND (workedBy IS NULL OR workedBy = :me OR workedUntil <= ${now} OR workedUntil > ${now} + ${LEASE_MS})`,
        { machineId, me: this.server.id },
      )
      .execute();
    if (affected === 1) this.held.set(machineId, asked + LEASE_MS);
    else this.held.delete(machineId);
    return affected === 1;
  }

  private async release(machineId: string): Promise<void> {
    this.held.delete(machineId);
    await this.source
      .createQueryBuilder()
      .update(MachineEntity)
      .set({ workedBy: null, workedUntil: null })
      .where('id = :machineId AND workedBy = :me', { machineId, me: this.server.id })
      .execute();
  }

  /** Whether there is nothing to do for a machine, or no machine any more: then who has it is nobody's concern. */
  private async isAtRest(machineId: string): Promise<boolean> {
    const machine = await this.source.manager.findOneBy(MachineEntity, { id: machineId });
    return machine === null || isSettled(machine);
  }
}
