import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, type Relation } from 'typeorm';
import { HostEntity } from '../hypervisors/index';
import { VirlabError } from '../platform/index';
import { PoolEntity } from './pool.entity';
import { TemplateEntity } from './template.entity';

/** A pool with what its machines are made of, and where. */
export type FullPool = PoolEntity & { template: Relation<TemplateEntity>; host: Relation<HostEntity> };

/** Reads pools. */
@Injectable()
export class Pools {
  constructor(private readonly source: DataSource) {}

  /** @throws VirlabError `not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<PoolEntity> {
    const found = await manager.findOneBy(PoolEntity, { id });
    if (!found) throw new VirlabError('not-found', { detail: `no pool ${id}` });
    return found;
  }

  /** Every pool, in order of title. */
  all(manager: EntityManager = this.source.manager): Promise<PoolEntity[]> {
    return manager.find(PoolEntity, { order: { title: 'ASC', id: 'ASC' } });
  }

  /** The pools of these ids that exist, by id, each with its template and host. */
  async withTemplate(
    ids: readonly string[],
    manager: EntityManager = this.source.manager,
  ): Promise<Map<string, FullPool>> {
    if (ids.length === 0) return new Map();
    const found = await manager.find(PoolEntity, {
      where: { id: In([...new Set(ids)]) },
      relations: { template: true, host: true },
    });
    return new Map(found.filter(isFull).map((pool) => [pool.id, pool]));
  }
}

function isFull(pool: PoolEntity): pool is FullPool {
  return pool.template !== undefined && pool.host !== undefined;
}
