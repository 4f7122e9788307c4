import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AccountEntity } from './account.entity';
import { AttributeSnapshotEntity } from './attribute-snapshot.entity';

/** Reads what identity providers released at the latest sign-ins. */
@Injectable()
export class ReadSnapshots {
  constructor(private readonly source: DataSource) {}

  /** Null when the account never signed in. */
  ofAccount(
    accountId: string,
    manager: EntityManager = this.source.manager,
  ): Promise<AttributeSnapshotEntity | null> {
    return manager.findOneBy(AttributeSnapshotEntity, { accountId });
  }

  /** One for each account of the person that signed in, latest first. */
  async ofUser(
    userId: string,
    manager: EntityManager = this.source.manager,
  ): Promise<AttributeSnapshotEntity[]> {
    const accounts = await manager.find(AccountEntity, { where: { userId }, select: { id: true } });
    return manager.find(AttributeSnapshotEntity, {
      where: { accountId: In(accounts.map(({ id }) => id)) },
      order: { takenAt: 'DESC' },
    });
  }

  all(manager: EntityManager = this.source.manager): Promise<AttributeSnapshotEntity[]> {
    return manager.find(AttributeSnapshotEntity, { order: { takenAt: 'DESC' } });
  }
}
