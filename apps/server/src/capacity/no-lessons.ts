import { Injectable } from '@nestjs/common';
import { LessonPlan, type ScheduledLesson } from './lesson-plan';

/** A campus without a schedule. */
@Injectable()
export class NoLessons extends LessonPlan {
  between(): Promise<ScheduledLesson[]> {
    return Promise.resolve([]);
  }
}
