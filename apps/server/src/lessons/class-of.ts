import { Injectable } from '@nestjs/common';
import { type ClassEntity, Classes } from '../classes/index';
import { Entitlements } from '../entitlements/index';
import { VirlabError, type Viewer } from '../platform/index';

/** A class as somebody who teaches or assists it sees it. */
export interface OwnClass {
  ofClass: ClassEntity;
  /** The part of who asks. */
  part: 'ta' | 'teacher';
  /** Ids of those who only learn in it, signed in ever or not. */
  learners: string[];
}

/** Finds a class for who teaches or assists it; for everybody else there is no such class. */
@Injectable()
export class ClassOf {
  constructor(
    private readonly classes: Classes,
    private readonly entitlements: Entitlements,
  ) {}

  /** @throws VirlabError `class-not-found` */
  async run(classId: string, viewer: Viewer): Promise<OwnClass> {
    if (!viewer.teaches.includes(classId)) throw new VirlabError('class-not-found', { detail: classId });
    const ofClass = await this.classes.get(classId);
    const rights = await this.entitlements.membersOfClass(classId);
    const isTeacher = rights.some(({ userId, asRole }) => userId === viewer.userId && asRole === 'teacher');
    return { ofClass, part: isTeacher ? 'teacher' : 'ta', learners: learnersOf(rights) };
  }

  /** @throws VirlabError `class-not-found`; `not-allowed` for who only assists */
  async asTeacher(classId: string, viewer: Viewer): Promise<OwnClass> {
    const found = await this.run(classId, viewer);
    if (found.part !== 'teacher') throw new VirlabError('not-allowed', { detail: `assists ${classId}` });
    return found;
  }
}

/** Ids of those who have no other part in a class than to learn. Pure. */
export function learnersOf(rights: readonly { userId: string; asRole: string | null }[]): string[] {
  const staff = new Set(
    rights.filter(({ asRole }) => (asRole ?? 'learner') !== 'learner').map(({ userId }) => userId),
  );
  return [...new Set(rights.map(({ userId }) => userId))].filter((userId) => !staff.has(userId));
}
