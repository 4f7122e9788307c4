import type { NewLesson } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../audit/index';
import { retryTransaction } from '../database/index';
import { sessionRefOf } from '../identity/index';
import { Clock, newId, VirlabError, type Viewer } from '../platform/index';
import { ClassOf, type OwnClass } from './class-of';
import { LessonEntity } from './lesson.entity';

/** Plans, changes and removes lessons, for who teaches the class. */
@Injectable()
export class PlanLesson {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
    private readonly classOf: ClassOf,
  ) {}

  /** @throws VirlabError `class-not-found`, `not-allowed` */
  async add(classId: string, wanted: NewLesson, viewer: Viewer): Promise<LessonEntity> {
    const own = await this.classOf.asTeacher(classId, viewer);
    const lesson = { ...this.rowOf(newId(), classId, wanted), name: null };
    await retryTransaction(this.source, async (manager) => {
      await manager.insert(LessonEntity, lesson);
      await this.audit.record(eventOf(viewer, own, lesson, 'added'), manager);
    });
    return lesson;
  }

  /** @throws VirlabError `class-not-found`, `not-allowed`, `lesson-not-found` */
  async change(
    classId: string,
    id: string,
    wanted: NewLesson,
    viewer: Viewer,
  ): Promise<Omit<LessonEntity, 'name' | 'class'>> {
    const own = await this.classOf.asTeacher(classId, viewer);
    const lesson = this.rowOf(id, classId, wanted);
    await retryTransaction(this.source, async (manager) => {
      const { id: lessonId, ...changes } = lesson;
      if (!(await manager.existsBy(LessonEntity, { id: lessonId, classId }))) {
        throw new VirlabError('lesson-not-found', { detail: `${classId} ${lessonId}` });
      }
      await manager.update(LessonEntity, { id: lessonId, classId }, changes);
      await this.audit.record(eventOf(viewer, own, lesson, 'changed'), manager);
    });
    return lesson;
  }

  /** @throws VirlabError `class-not-found`, `not-allowed`, `lesson-not-found` */
  async remove(classId: string, id: string, viewer: Viewer): Promise<void> {
    const own = await this.classOf.asTeacher(classId, viewer);
    await retryTransaction(this.source, async (manager) => {
      const lesson = await manager.findOneBy(LessonEntity, { id, classId });
      if (!lesson) throw new VirlabError('lesson-not-found', { detail: `${classId} ${id}` });
      await manager.delete(LessonEntity, { id });
      await this.audit.record(eventOf(viewer, own, lesson, 'removed'), manager);
    });
  }

  private rowOf(id: string, classId: string, wanted: NewLesson): Omit<LessonEntity, 'name' | 'class'> {
    const { title, place, repeats, date, lastDate, from, to, readyMinutes, shutDownMinutes } = wanted;
    return {
      ...{ id, classId, title, place, repeats, date, from, to, readyMinutes, shutDownMinutes },
      lastDate: repeats === 'once' ? null : lastDate,
      updatedAt: this.clock.now(),
    };
  }
}

function eventOf(
  viewer: Viewer,
  { ofClass, part }: OwnClass,
  { id, repeats, date, from, to }: Pick<LessonEntity, 'id' | 'repeats' | 'date' | 'from' | 'to'>,
  change: 'added' | 'changed' | 'removed',
): NewAuditEvent {
  return {
    kind: 'lesson.changed',
    actor: { id: viewer.userId, displayName: viewer.displayName, as: part },
    subject: { kind: 'class', id: ofClass.id, title: `${ofClass.code} ${ofClass.title}`.trim() },
    sessionRef: sessionRefOf({ id: viewer.sessionId }),
    facts: { change, lesson: id, when: `${date} ${from}-${to}`, repeats },
  };
}
