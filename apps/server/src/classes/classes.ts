import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { VirlabError } from '../platform/index';
import { ClassEntity } from './class.entity';

/** Reads classes. */
@Injectable()
export class Classes {
  constructor(@InjectRepository(ClassEntity) private readonly table: Repository<ClassEntity>) {}

  /** One class. Throws VirlabError `class-not-found`. */
  async get(id: string): Promise<ClassEntity> {
    const found = await this.table.findOneBy({ id });
    if (!found) throw new VirlabError('class-not-found', { detail: `no class ${id}` });
    return found;
  }

  /** The classes of these ids that exist, by id. */
  async byIds(ids: string[]): Promise<Map<string, ClassEntity>> {
    const found = await this.table.findBy({ id: In(ids) });
    return new Map(found.map((one) => [one.id, one]));
  }

  /** Every class, in order of code. */
  all(): Promise<ClassEntity[]> {
    return this.table.find({ order: { code: 'ASC', id: 'ASC' } });
  }
}
