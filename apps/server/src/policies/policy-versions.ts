import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { VirlabError } from '../platform/index';
import { PolicyVersionEntity } from './policy-version.entity';

/** Reads the published versions as they were written, also those that could not be compiled any more. */
@Injectable()
export class PolicyVersions {
  constructor(private readonly source: DataSource) {}

  /** The version in force; null when nothing is published yet. */
  async latest(manager: EntityManager = this.source.manager): Promise<PolicyVersionEntity | null> {
    const [latest] = await manager.find(PolicyVersionEntity, { order: { version: 'DESC' }, take: 1 });
    return latest ?? null;
  }

  /** @throws VirlabError `policy-version-unknown` */
  async get(version: number, manager: EntityManager = this.source.manager): Promise<PolicyVersionEntity> {
    const found = await manager.findOneBy(PolicyVersionEntity, { version });
    if (found) return found;
    throw new VirlabError('policy-version-unknown', { publicDetail: `version ${version}` });
  }

  /** Every version, newest first. */
  all(): Promise<PolicyVersionEntity[]> {
    return this.source.manager.find(PolicyVersionEntity, { order: { version: 'DESC' } });
  }
}
