import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { VirlabError } from '../platform/index';
import { ClassEntity } from './class.entity';

/** Reads classes. */
@Injectable()
export class Classes {
  constructor(private readonly source: DataSource) {}

  /** One class. Throws VirlabError `class-not-found`. */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<ClassEntity> {
    const found = await manager.findOneBy(ClassEntity, { id });
    if (!found) throw new VirlabError('class-not-found', { detail: `no class ${id}` });
    return found;
  }

  /** The classes of these ids that exist, by id. */
  async byIds(
    ids: readonly string[],
    manager: EntityManager = this.source.manager,
  ): Promise<Map<string, ClassEntity>> {
    const found = await manager.findBy(ClassEntity, { id: In([...ids]) });
    return new Map(found.map((one) => [one.id, one]));
  }

  /** Every class, in order of code. */
  all(manager: EntityManager = this.source.manager): Promise<ClassEntity[]> {
    return manager.find(ClassEntity, { order: { code: 'ASC', id: 'ASC' } });
  }
}
