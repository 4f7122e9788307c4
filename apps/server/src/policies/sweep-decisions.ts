import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { Clock, Schedule } from '../platform/index';
import { DecisionEntity } from './decision.entity';

const DAY_MS = 86_400_000;
/** A trace holds personal data, so it is kept no longer than a month (identity facts 9.3). */
const KEEP_MS = 30 * DAY_MS;
const LOOK_EVERY_MS = DAY_MS / 24;

/** Throws old decisions away. What people have does not rest on them. */
@Injectable()
export class SweepDecisions implements OnApplicationBootstrap {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'sweep old decisions', () => this.run());
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEEP_MS);
    await this.source.manager.delete(DecisionEntity, { at: LessThan(before) });
  }
}
