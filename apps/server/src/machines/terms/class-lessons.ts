import type { Machine } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';

/** What is to be known here of a lesson. */
export interface LessonOfClass {
  /** Empty when it has no name of its own. */
  title: string;
  place: string;
  from: Date;
  to: Date;
  /** When the machines of its class are shut down; null for never. */
  shutDownAt: Date | null;
}

/** Reads the lesson at hand of each of these classes that has one. */
export type TellLessons = (classIds: readonly string[]) => Promise<Map<string, LessonOfClass>>;

/** What machines are told of the lessons of their classes, by the room that plans them: it stands above this one. */
@Injectable()
export class ClassLessons {
  private tell: TellLessons = async () => new Map();

  /** Whoever knows lessons says how they are asked for. */
  toldBy(tell: TellLessons): void {
    this.tell = tell;
  }

  /** The lesson of a class that is on, or over and its machines not shut down yet, or the next within a day. */
  async of(classId: string | null): Promise<LessonOfClass | null> {
    if (classId === null) return null;
    return (await this.tell([classId])).get(classId) ?? null;
  }

  /** The same machines, each with the lesson of its class. */
  async with(machines: readonly Machine[]): Promise<Machine[]> {
    const ids = [...new Set(machines.flatMap((machine) => machine.class?.id ?? []))];
    const lessons = ids.length === 0 ? new Map<string, LessonOfClass>() : await this.tell(ids);
    return machines.map((machine) => {
      const lesson = lessons.get(machine.class?.id ?? '');
      return lesson ? { ...machine, lesson: present(lesson) } : machine;
    });
  }
}

function present({ title, place, from, to, shutDownAt }: LessonOfClass): NonNullable<Machine['lesson']> {
  return {
    ...{ title, place, from: from.toISOString(), to: to.toISOString() },
    ...(shutDownAt ? { shutDownAt: shutDownAt.toISOString() } : {}),
  };
}
