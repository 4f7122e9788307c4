import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, Not } from 'typeorm';
import { VirlabError } from '../platform/index';
import { AccountEntity } from './account.entity';
import { BREAK_GLASS_PROVIDER } from './break-glass-provider';

/** Reads accounts: subjects at a provider. */
@Injectable()
export class Accounts {
  constructor(private readonly source: DataSource) {}

  /** @throws VirlabError `person-not-found` */
  async get(id: string, manager: EntityManager = this.source.manager): Promise<AccountEntity> {
    const account = await manager.findOneBy(AccountEntity, { id });
    if (!account) throw new VirlabError('person-not-found', { detail: `no account ${id}` });
    return account;
  }

  ofUser(userId: string, manager: EntityManager = this.source.manager): Promise<AccountEntity[]> {
    return manager.find(AccountEntity, { where: { userId }, order: { createdAt: 'ASC' } });
  }

  /** Every account of people; those for an emergency are not among them. */
  all(manager: EntityManager = this.source.manager): Promise<AccountEntity[]> {
    const where = { provider: Not(BREAK_GLASS_PROVIDER) };
    return manager.find(AccountEntity, { where, order: { createdAt: 'ASC', id: 'ASC' } });
  }
}
