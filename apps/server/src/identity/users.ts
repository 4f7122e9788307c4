import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { readRows } from '../database/index';
import { VirlabError } from '../platform/index';
import { UserEntity } from './user.entity';

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
  byIds(ids: readonly string[], manager: EntityManager = this.source.manager): Promise<UserEntity[]> {
    return readRows(manager, UserEntity, {
      columns: ['id', 'displayName', 'createdAt', 'lastSignInAt'],
      among: { property: 'id', values: ids },
    });
  }
}
