import type { LessonOccurrence } from '@virlab/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClassLessons } from '../machines/index';
import { Clock } from '../platform/index';
import { Lessons } from './lessons';
import type { Occurrence } from './occurrences-of';
import { presentOccurrence } from './present-lessons';

const AHEAD_MS = 86_400_000;
/** No lesson is shut down later after its end; the contract says so. */
const BEHIND_MS = 12 * 3_600_000;

/** Finds the lesson that whoever looks at a class, or at a machine of it, has in mind. */
@Injectable()
export class LessonAtHand implements OnModuleInit {
  constructor(
    private readonly lessons: Lessons,
    private readonly machines: ClassLessons,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.machines.toldBy((classIds) => this.ofClasses(classIds));
  }

  /** The lesson that is on, or over and its machines not shut down yet; else the next one within a day. */
  async run(classId: string): Promise<LessonOccurrence | undefined> {
    const found = (await this.ofClasses([classId])).get(classId);
    return found && presentOccurrence(found);
  }

  /** The same of several classes, each that has one. */
  async ofClasses(classIds: readonly string[]): Promise<Map<string, Occurrence>> {
    const now = this.clock.now().getTime();
    const range = { from: new Date(now - BEHIND_MS), to: new Date(now + AHEAD_MS) };
    const found = new Map<string, Occurrence>();
    for (const one of await this.lessons.occurrences(range, classIds)) {
      const isOver = (one.shutDownAt ?? one.to).getTime() <= now;
      if (!isOver && !found.has(one.classId)) found.set(one.classId, one);
    }
    return found;
  }
}
