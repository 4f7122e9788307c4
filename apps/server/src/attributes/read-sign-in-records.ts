import type { SignInRecords, SignInRecordsQuery, SignInRecordSummary } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { IdentityProviders } from '../federation/index';
import { Users } from '../identity/index';
import { sha256, type Viewer } from '../platform/index';
import { MOST_OF_AN_ACCOUNT } from './record-sign-in';
import { SignInRecordEntity } from './sign-in-record.entity';
import { KEPT_DAYS } from './sweep-sign-in-records';

/** What a list needs of a record: not its values. */
export type RecordSummary = Pick<
  SignInRecordEntity,
  'id' | 'at' | 'entityId' | 'userId' | 'outcome' | 'code' | 'keptIds' | 'missing'
>;

/** Records looked at for one page while words are searched for: names stand in other rooms. */
const MOST_SEARCHED = 2_000;
const A_BATCH = 200;

/** Reads the last sign-ins, newest first, a page at a time. */
@Injectable()
export class ReadSignInRecords {
  constructor(
    private readonly source: DataSource,
    private readonly users: Users,
    private readonly providers: IdentityProviders,
  ) {}

  async run(query: SignInRecordsQuery, viewer: Viewer): Promise<SignInRecords> {
    const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
    const found: SignInRecordSummary[] = [];
    let before = query.before;
    let isMore = true;
    for (let looked = 0; isMore && found.length <= query.limit && looked < MOST_SEARCHED;) {
      const take = words.length === 0 ? query.limit + 1 : A_BATCH;
      const rows = await this.select({ ...query, before }, take);
      const shown = await this.present(rows, viewer);
      found.push(...shown.filter((one) => words.every((word) => textOf(one).includes(word))));
      before = rows.at(-1)?.id;
      looked += rows.length;
      isMore = rows.length === take;
    }
    const records = found.slice(0, query.limit);
    const next = found.length > query.limit ? records.at(-1)?.id : isMore ? before : undefined;
    return {
      records,
      ...(next === undefined ? {} : { next }),
      keptDays: KEPT_DAYS,
      keptOfPerson: MOST_OF_AN_ACCOUNT,
    };
  }

  /** The same records as a page shows them; people by a pseudonym for who may not see names. */
  async present(rows: readonly RecordSummary[], viewer: Viewer): Promise<SignInRecordSummary[]> {
    const userIds = [...new Set(rows.flatMap(({ userId }) => (userId === null ? [] : [userId])))];
    const names = new Map((await this.users.byIds(userIds)).map(({ id, displayName }) => [id, displayName]));
    const providers = await this.providers.records(new Set(rows.map(({ entityId }) => entityId)));
    const isOpen = seesNames(viewer);
    return rows.map(({ id, at, entityId, userId, outcome, code, keptIds, missing }) => ({
      id,
      at: at.toISOString(),
      ...(userId === null
        ? {}
        : {
            person: isOpen
              ? { id: userId, displayName: names.get(userId) ?? '' }
              : { displayName: pseudonymOf(userId) },
          }),
      university: { entityId, title: providers.get(entityId)?.title ?? entityId },
      outcome,
      ...(code === null ? {} : { code }),
      kept: keptIds.length,
      missing: missing.map(({ attr }) => attr),
    }));
  }

  private async select(query: SignInRecordsQuery, take: number): Promise<RecordSummary[]> {
    const select = this.source.manager
      .createQueryBuilder(SignInRecordEntity, 'record')
      .select(
        ['id', 'at', 'entityId', 'userId', 'outcome', 'code', 'keptIds', 'missing'].map(
          (one) => `record.${one}`,
        ),
      )
      .orderBy('record.at', 'DESC')
      .addOrderBy('record.id', 'DESC')
      .take(take);
    if (query.provider) select.andWhere('record.entityHash = :hash', { hash: sha256(query.provider) });
    if (query.person) select.andWhere('record.userId = :person', { person: query.person });
    if (query.outcome === 'missing') select.andWhere(`record.missing <> '[]'`);
    else if (query.outcome) select.andWhere('record.outcome = :outcome', { outcome: query.outcome });
    await this.startBehind(select, query.before);
    return select.getMany();
  }

  private async startBehind(
    select: SelectQueryBuilder<SignInRecordEntity>,
    before: string | undefined,
  ): Promise<void> {
    if (before === undefined) return;
    const last = await this.source.manager.findOne(SignInRecordEntity, {
      select: { id: true, at: true },
      where: { id: before },
    });
    // Swept in the meantime: everything behind it was older, and is gone or about to go.
    if (!last) return void select.andWhere('1 = 0');
    const at = last.at.getTime();
    select.andWhere('(record.at < :at OR (record.at = :at AND record.id < :before))', { at, before });
  }
}

/** Whether somebody may see who it was. */
export function seesNames({ abilities }: Viewer): boolean {
  return abilities.includes('people.read');
}

/** The same for all sign-ins of a person, and no way back to them: user ids are random. */
function pseudonymOf(userId: string): string {
  return `#${sha256('sign-in records', userId).slice(0, 6)}`;
}

function textOf({ person, university }: SignInRecordSummary): string {
  return [person?.displayName ?? '', university.title, university.entityId].join('\n').toLowerCase();
}
