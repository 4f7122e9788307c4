import type { Lesson, LessonOccurrence, Lessons as LessonsAnswer } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, type Viewer } from '../platform/index';
import { ClassOf } from './class-of';
import type { LessonEntity } from './lesson.entity';
import { Lessons } from './lessons';
import type { Occurrence } from './occurrences-of';

const DAY_MS = 86_400_000;
/** How far the plan is told back and forth, and how much of it. */
const RECENT_MS = 120 * DAY_MS;
const COMING_MS = 60 * DAY_MS;
const MOST = 20;

/** The lessons of a class as the API tells them. */
@Injectable()
export class PresentLessons {
  constructor(
    private readonly lessons: Lessons,
    private readonly classOf: ClassOf,
    private readonly clock: Clock,
  ) {}

  /** @throws VirlabError `class-not-found` */
  async run(classId: string, viewer: Viewer): Promise<LessonsAnswer> {
    const { part } = await this.classOf.run(classId, viewer);
    const now = this.clock.now().getTime();
    const range = { from: new Date(now - RECENT_MS), to: new Date(now + COMING_MS) };
    const all = await this.lessons.occurrences(range, [classId]);
    return {
      timeZone: this.lessons.timeZone,
      mayEdit: part === 'teacher',
      lessons: (await this.lessons.ofClass(classId)).map(presentLesson),
      recent: all
        .filter(({ from }) => from.getTime() <= now)
        .toReversed()
        .slice(0, MOST)
        .map(presentOccurrence),
      coming: all
        .filter(({ to }) => to.getTime() > now)
        .slice(0, MOST)
        .map(presentOccurrence),
    };
  }
}

/** A lesson as it was planned. */
export function presentLesson(lesson: Omit<LessonEntity, 'name' | 'class'>): Lesson {
  const { id, title, place, repeats, date, lastDate, from, to, readyMinutes, shutDownMinutes } = lesson;
  return { id, title, place, repeats, date, lastDate, from, to, readyMinutes, shutDownMinutes };
}

/** One time that a lesson takes place. */
export function presentOccurrence(one: Occurrence): LessonOccurrence {
  return {
    ...{ lessonId: one.lessonId, title: one.title, place: one.place },
    ...{ from: one.from.toISOString(), to: one.to.toISOString(), readyBy: one.readyBy.toISOString() },
    ...(one.shutDownAt ? { shutDownAt: one.shutDownAt.toISOString() } : {}),
  };
}
