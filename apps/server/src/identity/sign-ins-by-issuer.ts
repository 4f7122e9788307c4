import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountEntity } from './account.entity';
import { AttributeSnapshotEntity } from './attribute-snapshot.entity';

/** How much an issuer is used. */
export interface IssuerUse {
  /** People who ever signed in by it. */
  ever: number;
  /** Those of them whose last sign-in by it is not older than was asked. */
  recent: number;
  lastAt: Date;
}

/** Counts people by who vouches for them. */
@Injectable()
export class SignInsByIssuer {
  constructor(private readonly source: DataSource) {}

  /** By the issuer's entityID; who released nothing since signing in first is not counted. */
  async since(moment: Date): Promise<Map<string, IssuerUse>> {
    const rows = await this.source.manager
      .createQueryBuilder(AccountEntity, 'account')
      .innerJoin(AttributeSnapshotEntity, 'snapshot', 'snapshot.accountId = account.id')
      .select('account.issuer', 'issuer')
      .addSelect('COUNT(DISTINCT account.userId)', 'ever')
      .addSelect('COUNT(DISTINCT CASE WHEN snapshot.takenAt >= :since THEN account.userId END)', 'recent')
      .addSelect('MAX(snapshot.takenAt)', 'lastAt')
      .groupBy('account.issuer')
      .setParameters({ since: moment.getTime() })
      .getRawMany<Record<'issuer' | 'ever' | 'recent' | 'lastAt', string | number>>();
    return new Map(
      rows.map(({ issuer, ever, recent, lastAt }) => [
        String(issuer),
        { ever: Number(ever), recent: Number(recent), lastAt: new Date(Number(lastAt)) },
      ]),
    );
  }
}
