import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { VirlabError } from '../platform/index';
import { FederationEntity } from './federation.entity';

/** The federations that are set up here, with how their refreshes went. */
@Injectable()
export class Federations {
  constructor(private readonly source: DataSource) {}

  /** All federations, by id: the order in which they are asked for a provider. */
  list(manager: EntityManager = this.source.manager): Promise<FederationEntity[]> {
    return manager.find(FederationEntity, { order: { id: 'ASC' } });
  }

  /** @throws VirlabError `federation-not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<FederationEntity> {
    const found = await manager.findOneBy(FederationEntity, { id });
    if (!found) throw new VirlabError('federation-not-found', { detail: `no federation "${id}"` });
    return found;
  }
}
