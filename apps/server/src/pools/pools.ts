import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, type Relation } from 'typeorm';
import { HostEntity } from '../hypervisors/index';
import { VirlabError } from '../platform/index';
import { partsOf } from './pool-settings';
import { PoolEntity } from './pool.entity';
import type { TemplateInUse } from './template-spec';
import { Templates } from './templates';

/** A pool with what its new machines are made of (the current version of its template), and where. */
export type FullPool = Omit<PoolEntity, 'template'> & {
  template: TemplateInUse;
  host: Relation<HostEntity>;
  /** What the machines of its labs are made of, by part; of groups alone. */
  partTemplates?: ReadonlyMap<string, TemplateInUse>;
};

/** What a machine of a pool is made of: the template of its part in a lab, else the pool's. */
export function templateOf(pool: FullPool, part: string): TemplateInUse {
  return pool.partTemplates?.get(part) ?? pool.template;
}

/** Reads pools. */
@Injectable()
export class Pools {
  private readonly templates: Templates;

  constructor(private readonly source: DataSource) {
    this.templates = new Templates(source);
  }

  /** @throws VirlabError `not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<PoolEntity> {
    const found = await this.find(id, manager);
    if (!found) throw new VirlabError('not-found', { detail: `no pool ${id}` });
    return found;
  }

  /** As `get`, and null when there is none. */
  find(id: string, manager: EntityManager = this.source.manager): Promise<PoolEntity | null> {
    return manager.findOneBy(PoolEntity, { id });
  }

  /** Makes whoever else asks for it wait until the transaction is over; on SQLite they follow each other by themselves. */
  async lock(id: string, manager: EntityManager): Promise<void> {
    if (manager.dataSource.options.type === 'better-sqlite3') return;
    await manager.findOne(PoolEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
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
      relations: { host: true },
    });
    return this.inFull(found, manager);
  }

  /** The pools of a class with their hosts, in order of title. */
  ofClass(classId: string): Promise<PoolEntity[]> {
    return this.source.manager.find(PoolEntity, {
      where: { classId },
      relations: { host: true },
      order: { title: 'ASC', id: 'ASC' },
    });
  }

  /** Pools that were read with their hosts, by id, each with its template. */
  async inFull(
    found: readonly PoolEntity[],
    manager: EntityManager = this.source.manager,
  ): Promise<Map<string, FullPool>> {
    const templates = await this.templates.inUse(
      found.flatMap((pool) => [pool.templateId, ...partsOf(pool).map(({ templateId }) => templateId)]),
      manager,
    );
    const full = found.flatMap((pool) => {
      const template = templates.get(pool.templateId);
      const { host } = pool;
      return template && host
        ? [Object.assign(pool, { template, host, ...partTemplatesOf(pool, templates) })]
        : [];
    });
    return new Map(full.map((pool) => [pool.id, pool]));
  }
}

function partTemplatesOf(
  pool: PoolEntity,
  templates: ReadonlyMap<string, TemplateInUse>,
): Pick<FullPool, 'partTemplates'> {
  if (pool.kind !== 'group') return {};
  const parts = partsOf(pool).flatMap(({ name, templateId }) => {
    const template = templates.get(templateId);
    return template ? [[name, template] as const] : [];
  });
  return { partTemplates: new Map(parts) };
}
