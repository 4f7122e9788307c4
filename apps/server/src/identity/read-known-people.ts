import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan, MoreThanOrEqual, Not } from 'typeorm';
import { AccountEntity } from './account.entity';
import { AttributeSnapshotEntity } from './attribute-snapshot.entity';
import { BREAK_GLASS_PROVIDER } from './break-glass-provider';

/** An account, without what was released about it. */
export type KnownAccount = Pick<AccountEntity, 'id' | 'userId' | 'issuer' | 'provider'>;

/** What was released about an account last. Documents are the texts that are kept: reading them is left to others. */
export interface KnownRelease {
  accountId: string;
  /** Milliseconds since 1970. */
  takenAt: number;
  attributes: string;
  dropped: string;
  authn: string;
}

/** A page of accounts is read in a few milliseconds, and so is one of releases, whose rows are longer. */
const ACCOUNTS_A_PAGE = 1_000;
const RELEASES_A_PAGE = 200;

/** Reads everybody who is known a page at a time, so that nobody waits for it. */
@Injectable()
export class ReadKnownPeople {
  constructor(private readonly source: DataSource) {}

  /** How many accounts there are, and of how many something was released. */
  async counts(): Promise<{ accounts: number; releases: number }> {
    const { manager } = this.source;
    return {
      accounts: await manager.countBy(AccountEntity, { provider: Not(BREAK_GLASS_PROVIDER) }),
      releases: await manager.count(AttributeSnapshotEntity),
    };
  }

  /** EntityIDs of everybody's identity providers. */
  async issuers(): Promise<Set<string>> {
    const rows = await this.source.manager
      .createQueryBuilder(AccountEntity, 'account')
      .select('account.issuer', 'issuer')
      .distinct()
      .where('account.provider <> :emergency', { emergency: BREAK_GLASS_PROVIDER })
      .getRawMany<{ issuer: string }>();
    return new Set(rows.map(({ issuer }) => issuer));
  }

  /** How many accounts signed in after a moment. */
  countSince(at: Date): Promise<number> {
    return this.source.manager.countBy(AttributeSnapshotEntity, { takenAt: MoreThan(at) });
  }

  /** Accounts that were made since a moment. */
  accountsSince(at: Date): Promise<KnownAccount[]> {
    return this.source.manager.find(AccountEntity, {
      select: { id: true, userId: true, issuer: true, provider: true },
      where: { createdAt: MoreThanOrEqual(at), provider: Not(BREAK_GLASS_PROVIDER) },
    });
  }

  /** Every account by id, in pages. */
  async *accounts(): AsyncGenerator<KnownAccount[]> {
    for (let after = ''; ;) {
      const page = await this.source.manager
        .createQueryBuilder(AccountEntity, 'account')
        .select('account.id', 'id')
        .addSelect('account.userId', 'userId')
        .addSelect('account.issuer', 'issuer')
        .addSelect('account.provider', 'provider')
        .where('account.id > :after', { after })
        .andWhere('account.provider <> :emergency', { emergency: BREAK_GLASS_PROVIDER })
        .orderBy('account.id', 'ASC')
        .limit(ACCOUNTS_A_PAGE)
        .getRawMany<KnownAccount>();
      if (page.length > 0) yield page;
      if (page.length < ACCOUNTS_A_PAGE) return;
      after = page.at(-1)?.id ?? '';
    }
  }

  /** What was released about every account by account id, in pages. */
  async *releases(): AsyncGenerator<KnownRelease[]> {
    for (let after = ''; ;) {
      const page = await this.select()
        .where('snapshot.accountId > :after', { after })
        .orderBy('snapshot.accountId', 'ASC')
        .limit(RELEASES_A_PAGE)
        .getRawMany<KnownRelease>();
      if (page.length > 0) yield page.map(withNumber);
      if (page.length < RELEASES_A_PAGE) return;
      after = page.at(-1)?.accountId ?? '';
    }
  }

  /** What was released since a moment, in pages, oldest first. */
  async *releasesSince(at: Date): AsyncGenerator<KnownRelease[]> {
    for (let from = at.getTime(), after = ''; ;) {
      const page = await this.select()
        .where('(snapshot.takenAt > :from OR (snapshot.takenAt = :from AND snapshot.accountId > :after))', {
          from,
          after,
        })
        .andWhere('snapshot.takenAt >= :from', { from })
        .orderBy('snapshot.takenAt', 'ASC')
        .addOrderBy('snapshot.accountId', 'ASC')
        .limit(RELEASES_A_PAGE)
        .getRawMany<KnownRelease>();
      if (page.length > 0) yield page.map(withNumber);
      const last = page.at(-1);
      if (page.length < RELEASES_A_PAGE || !last) return;
      from = Number(last.takenAt);
      after = last.accountId;
    }
  }

  private select() {
    return this.source.manager
      .createQueryBuilder(AttributeSnapshotEntity, 'snapshot')
      .select('snapshot.accountId', 'accountId')
      .addSelect('snapshot.takenAt', 'takenAt')
      .addSelect('snapshot.attributes', 'attributes')
      .addSelect('snapshot.dropped', 'dropped')
      .addSelect('snapshot.authn', 'authn');
  }
}

/** MariaDB answers wide numbers as texts. */
function withNumber(row: KnownRelease): KnownRelease {
  return { ...row, takenAt: Number(row.takenAt) };
}
