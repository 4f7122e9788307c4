import type { AuditEvent, AuditPage, AuditQuery } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { AuditEventEntity } from './audit-event.entity';
import { presentAuditEvent } from './audit-event.presenter';
import { WatchAuditChain } from './watch-audit-chain';

/** Where free words are looked for. */
const SEARCHED = [
  'actorName',
  'actorAs',
  'subjectId',
  'subjectTitle',
  'address',
  'code',
  'kind',
  'requestId',
  'ruleId',
  'facts',
] as const satisfies (keyof AuditEventEntity)[];
/** More words than this narrow nothing down, and each costs a look at every row. */
const MOST_WORDS = 8;

/** Reads the trail, newest first, a page at a time. */
@Injectable()
export class ReadAuditPage {
  constructor(
    private readonly source: DataSource,
    private readonly chain: WatchAuditChain,
  ) {}

  async run(query: AuditQuery): Promise<AuditPage> {
    const rows = await this.select(query).getMany();
    const events: AuditEvent[] = rows.slice(0, query.limit).map(presentAuditEvent);
    const state = await this.chain.state();
    return {
      events,
      ...(rows.length > query.limit ? { next: events.at(-1)?.sequence } : {}),
      chain: { ...state, checkedAt: state.checkedAt.toISOString() },
    };
  }

  private select({ kind, search, before, limit }: AuditQuery): SelectQueryBuilder<AuditEventEntity> {
    const select = this.source.manager
      .createQueryBuilder(AuditEventEntity, 'event')
      .orderBy('event.sequence', 'DESC')
      // One more than is shown tells whether there is a next page.
      .take(limit + 1);
    if (before !== undefined) select.andWhere('event.sequence < :before', { before });
    if (kind) {
      select.andWhere(`(event.kind = :kind OR event.kind LIKE :room ESCAPE '!')`, {
        kind,
        room: `${literal(kind)}.%`,
      });
    }
    const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
    for (const [index, word] of words.entries()) {
      const places = SEARCHED.map((name) => `LOWER(event.${name}) LIKE :word${index} ESCAPE '!'`);
      select.andWhere(`(${places.join(' OR ')})`, { [`word${index}`]: `%${literal(word)}%` });
    }
    return select;
  }
}

/** Takes their meaning from the signs of LIKE. */
function literal(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
