import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { Clock, Schedule } from '../platform/index';
import { SignInRecordEntity } from './sign-in-record.entity';

const DAY_MS = 86_400_000;
/** Values are personal data, so they are kept no longer than a month (identity facts 9.3). */
export const KEPT_DAYS = 30;
const LOOK_EVERY_MS = DAY_MS / 24;

/** Throws old records of sign-ins away. Nothing rests on them. */
@Injectable()
export class SweepSignInRecords implements OnApplicationBootstrap {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'sweep records of sign-ins', () => this.run());
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * DAY_MS);
    await this.source.manager.delete(SignInRecordEntity, { at: LessThan(before) });
  }
}
