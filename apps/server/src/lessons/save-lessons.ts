import type { NewLesson } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, newId } from '../platform/index';
import { LessonEntity } from './lesson.entity';

/** A lesson as a resource file says it. */
export interface NamedLesson extends NewLesson {
  /** Unique in its class; of one that was planned on the page its id. */
  name: string;
}

/** Writes lessons of a class as a resource file says them. What it does not name stays as it is. */
@Injectable()
export class SaveLessons {
  constructor(private readonly clock: Clock) {}

  /** Says whether anything changed. */
  async run(classId: string, wanted: readonly NamedLesson[], manager: EntityManager): Promise<boolean> {
    const known = await manager.findBy(LessonEntity, { classId });
    let isChanged = false;
    for (const { name, ...lesson } of wanted) {
      const found =
        known.find((one) => one.name === name) ?? known.find((one) => one.name === null && one.id === name);
      const fields = { ...lesson, lastDate: lesson.repeats === 'once' ? null : lesson.lastDate };
      if (found && isSame(found, fields)) continue;
      isChanged = true;
      const updatedAt = this.clock.now();
      if (found) await manager.update(LessonEntity, { id: found.id }, { ...fields, updatedAt });
      else await manager.insert(LessonEntity, { id: newId(), classId, name, ...fields, updatedAt });
    }
    return isChanged;
  }

  /** The lessons of a class, as a resource file says them; what is left out is as it is when nobody says it. */
  async read(classId: string, manager: EntityManager): Promise<Partial<NamedLesson>[]> {
    const rows = await manager.find(LessonEntity, {
      where: { classId },
      order: { date: 'ASC', from: 'ASC', id: 'ASC' },
    });
    return rows.map(({ id, name, title, place, repeats, date, lastDate, from, to, ...minutes }) => ({
      name: name ?? id,
      ...(title === '' ? {} : { title }),
      ...(place === '' ? {} : { place }),
      ...{ repeats, date, ...(lastDate === null ? {} : { lastDate }), from, to },
      readyMinutes: minutes.readyMinutes,
      ...(minutes.shutDownMinutes === null ? {} : { shutDownMinutes: minutes.shutDownMinutes }),
    }));
  }
}

function isSame(found: LessonEntity, wanted: NewLesson): boolean {
  return (Object.keys(wanted) as (keyof NewLesson)[]).every((field) => found[field] === wanted[field]);
}
