import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { isDuplicateKey } from '../database/index';
import { Clock, newId } from '../platform/index';
import { LessonRunEntity } from './lesson-run.entity';
import type { Occurrence } from './occurrences-of';

/** What is done once for each time that a lesson takes place. */
export type LessonDeed = 'preparedAt' | 'shutDownAt';

/** Keeps what was done for the times that lessons take place. Whoever writes it first does it, on whatever server. */
@Injectable()
export class LessonRuns {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  find({ lessonId, from: startsAt }: Occurrence): Promise<LessonRunEntity | null> {
    return this.rows.findOneBy({ lessonId, startsAt });
  }

  /** True for the one who may do it now; false when it was done, or is being done. */
  async claim({ lessonId, from: startsAt }: Occurrence, deed: LessonDeed): Promise<boolean> {
    await this.ensure(lessonId, startsAt);
    const { affected } = await this.rows.update(
      { lessonId, startsAt, [deed]: IsNull() },
      { [deed]: this.clock.now() },
    );
    return affected === 1;
  }

  private async ensure(lessonId: string, startsAt: Date): Promise<void> {
    try {
      await this.rows.insert({ id: newId(), lessonId, startsAt, preparedAt: null, shutDownAt: null });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  private get rows() {
    return this.source.getRepository(LessonRunEntity);
  }
}
