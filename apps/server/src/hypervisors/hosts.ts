import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { VirlabError } from '../platform/index';
import { HostEntity } from './host.entity';

/** Reads hosts. */
@Injectable()
export class Hosts {
  constructor(private readonly source: DataSource) {}

  /** @throws VirlabError `host-not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<HostEntity> {
    const found = await manager.findOneBy(HostEntity, { id });
    if (!found) throw new VirlabError('host-not-found', { detail: `no host ${id}` });
    return found;
  }

  /** The hosts of these ids that exist, in the order asked for. */
  async byIds(ids: readonly string[], manager: EntityManager = this.source.manager): Promise<HostEntity[]> {
    const wanted = [...new Set(ids)];
    const found = await manager.findBy(HostEntity, { id: In(wanted) });
    return wanted.flatMap((id) => found.find((host) => host.id === id) ?? []);
  }

  /** Every host, in order of title. */
  all(manager: EntityManager = this.source.manager): Promise<HostEntity[]> {
    return manager.find(HostEntity, { order: { title: 'ASC', id: 'ASC' } });
  }
}
