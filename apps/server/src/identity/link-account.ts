import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isDuplicateKey } from '../database/index';
import { Clock, newId } from '../platform/index';
import { AccountEntity } from './account.entity';
import { accountKey, type Subject } from './account-key';
import { UserEntity } from './user.entity';

/** A subject with the name to show for them. */
export interface SubjectToLink extends Subject {
  displayName: string;
}

const NAME_LENGTH = 256;

/**
 * Finds the account of a subject, or makes it with a user of its own; notes the sign-in and the present name. Two
 * accounts are never joined by what they look like.
 *
 * Within a given transaction, two first sign-ins of one subject at the same moment make the later one fail with a
 * duplicate key: run the transaction again, and it finds the account.
 */
@Injectable()
export class LinkAccount {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async run(
    subject: SubjectToLink,
    manager?: EntityManager,
  ): Promise<{ account: AccountEntity; user: UserEntity }> {
    if (manager) return this.findOrMake(subject, manager);
    const inOwnTransaction = () => this.source.transaction((own) => this.findOrMake(subject, own));
    try {
      return await inOwnTransaction();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return inOwnTransaction();
    }
  }

  private async findOrMake(subject: SubjectToLink, manager: EntityManager) {
    const now = this.clock.now();
    const displayName = subject.displayName.slice(0, NAME_LENGTH);
    const key = accountKey(subject);
    const known = await manager.findOneBy(AccountEntity, { key });
    if (known) {
      await manager.update(UserEntity, known.userId, { displayName, lastSignInAt: now });
      return { account: known, user: await manager.findOneByOrFail(UserEntity, { id: known.userId }) };
    }
    const user = manager.create(UserEntity, { id: newId(), displayName, createdAt: now, lastSignInAt: now });
    const account = manager.create(AccountEntity, {
      id: newId(),
      userId: user.id,
      key,
      provider: subject.provider,
      issuer: subject.issuer,
      identifierType: subject.identifierType,
      identifier: subject.identifier,
      createdAt: now,
    });
    await manager.insert(UserEntity, user);
    await manager.insert(AccountEntity, account);
    return { account, user };
  }
}
