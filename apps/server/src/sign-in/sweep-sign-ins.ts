import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Schedule } from '../platform/index';
import { PendingLogouts } from './pending-logouts';
import { PendingSignIns } from './pending-sign-ins';
import { UsedAssertions } from './used-assertions';

const SWEEP_EVERY_MS = 5 * 60_000;

/** Forgets pending sign-ins, pending logouts and used messages that no longer matter. */
@Injectable()
export class SweepSignIns implements OnApplicationBootstrap {
  constructor(
    private readonly schedule: Schedule,
    private readonly pending: PendingSignIns,
    private readonly used: UsedAssertions,
    private readonly logouts: PendingLogouts,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(SWEEP_EVERY_MS, 'sweep sign-ins', () => this.run());
  }

  async run(): Promise<void> {
    await this.pending.sweep();
    await this.used.sweep();
    await this.logouts.sweep();
  }
}
