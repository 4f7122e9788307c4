import type { LessonOccurrence } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index';
import { Lessons } from './lessons';
import { presentOccurrence } from './present-lessons';

const AHEAD_MS = 86_400_000;
/** No lesson is shut down later after its end; the contract says so. */
const BEHIND_MS = 12 * 3_600_000;

/** Finds the lesson that whoever looks at a class has in mind. */
@Injectable()
export class LessonAtHand {
  constructor(
    private readonly lessons: Lessons,
    private readonly clock: Clock,
  ) {}

  /** The lesson that is on, or over and its machines not shut down yet; else the next one within a day. */
  async run(classId: string): Promise<LessonOccurrence | undefined> {
    const now = this.clock.now().getTime();
    const range = { from: new Date(now - BEHIND_MS), to: new Date(now + AHEAD_MS) };
    const near = await this.lessons.occurrences(range, [classId]);
    const found = near.find(({ to, shutDownAt }) => (shutDownAt ?? to).getTime() > now);
    return found && presentOccurrence(found);
  }
}
