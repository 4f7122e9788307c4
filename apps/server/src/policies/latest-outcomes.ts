import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DecisionEntity } from './decision.entity';

/** What the policy said of an account last. */
export interface LatestOutcome {
  outcome: 'admitted' | 'refused';
  policyVersion: number;
}

/** Reads what the policy said last of each account; an account without an answer is not among them. */
@Injectable()
export class LatestOutcomes {
  constructor(private readonly source: DataSource) {}

  /** Of one account. */
  async of(accountId: string): Promise<LatestOutcome | undefined> {
    const [row] = await this.source.manager.find(DecisionEntity, {
      where: { accountId },
      select: { id: true, outcome: true, policyVersion: true },
      order: { at: 'DESC' },
      take: 1,
    });
    return row && { outcome: outcomeOf(row.outcome), policyVersion: row.policyVersion };
  }

  /** Of all, by account id. */
  async run(): Promise<ReadonlyMap<string, LatestOutcome>> {
    const rows = await this.source.manager
      .createQueryBuilder(DecisionEntity, 'decision')
      .select('decision.accountId', 'accountId')
      .addSelect('decision.outcome', 'outcome')
      .addSelect('decision.policyVersion', 'policyVersion')
      .where((query) => {
        const latest = query
          .subQuery()
          .select('MAX(other.at)')
          .from(DecisionEntity, 'other')
          .where('other.accountId = decision.accountId');
        return `decision.at = ${latest.getQuery()}`;
      })
      .getRawMany<{ accountId: string; outcome: string; policyVersion: number | string }>();
    return new Map(
      rows.map(({ accountId, outcome, policyVersion }) => [
        accountId,
        { outcome: outcomeOf(outcome), policyVersion: Number(policyVersion) },
      ]),
    );
  }
}

function outcomeOf(text: string): LatestOutcome['outcome'] {
  return text === 'refused' ? 'refused' : 'admitted';
}
