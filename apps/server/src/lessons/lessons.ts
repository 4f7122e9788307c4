import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { Classes } from '../classes/index';
import { Settings } from '../config/index';
import { Entitlements } from '../entitlements/index';
import { VirlabError } from '../platform/index';
import { Pools } from '../pools/index';
import { LessonEntity } from './lesson.entity';
import { type Occurrence, occurrencesOf } from './occurrences-of';

/** A lesson with what it uses: which pools, and how many of its learners have each. */
export interface PlannedLesson {
  id: string;
  classId: string;
  code: string;
  title: string;
  from: Date;
  to: Date;
  pools: { poolId: string; seats: number }[];
}

/** Reads the lessons that are planned. */
@Injectable()
export class Lessons {
  constructor(
    private readonly source: DataSource,
    private readonly classes: Classes,
    private readonly pools: Pools,
    private readonly entitlements: Entitlements,
    private readonly settings: Settings,
  ) {}

  /** The campus clock, an IANA name. */
  get timeZone(): string {
    return this.settings.campusTimeZone;
  }

  /** The lessons of a class, the first one first. */
  ofClass(classId: string): Promise<LessonEntity[]> {
    return this.rows.find({ where: { classId }, order: { date: 'ASC', from: 'ASC', id: 'ASC' } });
  }

  /** @throws VirlabError `lesson-not-found` */
  async get(classId: string, id: string): Promise<LessonEntity> {
    const found = await this.rows.findOneBy({ classId, id });
    if (!found) throw new VirlabError('lesson-not-found', { detail: `${classId} ${id}` });
    return found;
  }

  /** The times that lessons of these classes (of all when left out) take place within a range, the first one first. */
  async occurrences(range: { from: Date; to: Date }, classIds?: readonly string[]): Promise<Occurrence[]> {
    const rows = await this.rows.find(classIds ? { where: { classId: In([...classIds]) } } : {});
    return rows
      .flatMap((row) => occurrencesOf(row, range, this.timeZone))
      .toSorted((a, b) => a.from.getTime() - b.from.getTime() || a.lessonId.localeCompare(b.lessonId));
  }

  /** The time that a lesson of a class takes place which begins at a moment; undefined when there is none. */
  async occurrence(classId: string, lessonId: string, from: Date): Promise<Occurrence | undefined> {
    const range = { from, to: new Date(from.getTime() + 1) };
    const found = occurrencesOf(await this.get(classId, lessonId), range, this.timeZone);
    return found.find((one) => one.from.getTime() === from.getTime());
  }

  /** The lessons that take place at some moment of a range, with the machines they need. */
  async between(from: Date, to: Date): Promise<PlannedLesson[]> {
    const found = await this.occurrences({ from, to });
    const ids = [...new Set(found.map(({ classId }) => classId))];
    const [classes, pools] = [await this.classes.byIds(ids), await this.pools.all()];
    const seats = new Map<string, { poolId: string; seats: number }[]>();
    for (const id of ids) {
      const own = pools.filter(({ classId }) => classId === id);
      const counted = own.map(async ({ id: poolId }) => ({
        poolId,
        seats: await this.entitlements.countHolders('pool', poolId),
      }));
      seats.set(id, await Promise.all(counted));
    }
    return found.map(({ lessonId, classId, title, from: start, to: end }) => ({
      ...{ id: lessonId, classId, code: classes.get(classId)?.code ?? classId },
      ...{ title: title || (classes.get(classId)?.title ?? classId), from: start, to: end },
      pools: seats.get(classId) ?? [],
    }));
  }

  private get rows() {
    return this.source.getRepository(LessonEntity);
  }
}
