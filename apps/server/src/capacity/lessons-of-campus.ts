import { Injectable } from '@nestjs/common';
import { Lessons } from '../lessons/index';
import { LessonPlan, type ScheduledLesson } from './lesson-plan';

/** The lessons that instructors planned. */
@Injectable()
export class LessonsOfCampus extends LessonPlan {
  constructor(private readonly lessons: Lessons) {
    super();
  }

  /** A weekly lesson takes place several times, each of which is one here. */
  async between(from: Date, to: Date): Promise<ScheduledLesson[]> {
    const found = await this.lessons.between(from, to);
    return found.map((lesson) => ({ ...lesson, id: `${lesson.id}@${lesson.from.toISOString()}` }));
  }
}
