import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { VirlabError } from '../platform/index';
import { UserEntity } from './user.entity';

/** How many ids one query may name: MariaDB and SQLite both take far more, but plans get worse. */
const IDS_A_QUERY = 500;

/** Reads known people. */
@Injectable()
export class Users {
  constructor(private readonly source: DataSource) {}

  /** @throws VirlabError `person-not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<UserEntity> {
    const user = await manager.findOneBy(UserEntity, { id });
    if (!user) throw new VirlabError('person-not-found', { detail: `no user ${id}` });
    return user;
  }

  all(manager: EntityManager = this.source.manager): Promise<UserEntity[]> {
    return manager.find(UserEntity, { order: { displayName: 'ASC', id: 'ASC' } });
  }

  /** The known ones among the ids, in no particular order. */
  async byIds(ids: readonly string[], manager: EntityManager = this.source.manager): Promise<UserEntity[]> {
    const found: UserEntity[] = [];
    for (let from = 0; from < ids.length; from += IDS_A_QUERY) {
      found.push(...(await manager.findBy(UserEntity, { id: In(ids.slice(from, from + IDS_A_QUERY)) })));
    }
    return found;
  }
}
