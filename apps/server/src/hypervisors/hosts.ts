import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { VirlabError } from '../platform/index';
import { HostEntity } from './host.entity';

/** Reads hosts. */
@Injectable()
export class Hosts {
  constructor(private readonly source: DataSource) {}

  /** @throws VirlabError `not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<HostEntity> {
    const found = await manager.findOneBy(HostEntity, { id });
    if (!found) throw new VirlabError('not-found', { detail: `no host ${id}` });
    return found;
  }

  /** Every host, in order of title. */
  all(manager: EntityManager = this.source.manager): Promise<HostEntity[]> {
    return manager.find(HostEntity, { order: { title: 'ASC', id: 'ASC' } });
  }
}
