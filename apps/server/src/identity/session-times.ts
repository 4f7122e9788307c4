import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThan, MoreThan } from 'typeorm';
import { readRows } from '../database/index';
import { SessionEntity } from './session.entity';
import { Sessions } from './sessions';

const IDS_A_QUERY = 500;

/** When people were signed in: of many people in a few queries. */
@Injectable()
export class SessionTimes {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: Sessions,
  ) {}

  /** Who of these people has a session that may be used, and when it was used last. */
  async openOf(userIds: readonly string[]): Promise<Map<string, Date>> {
    const seen = new Map<string, Date>();
    const rows = await readRows(this.source.manager, SessionEntity, {
      columns: ['userId', 'lastSeenAt', 'expiresAt', 'endedAt'],
      among: { property: 'userId', values: userIds },
      empty: ['endedAt'],
    });
    for (const { userId, lastSeenAt } of rows.filter((row) => this.sessions.isAlive(row))) {
      const known = seen.get(userId);
      if (!known || known < lastSeenAt) seen.set(userId, lastSeenAt);
    }
    return seen;
  }

  /** From when to when each of these people was signed in within a span, by the use of their sessions. */
  async within(
    userIds: readonly string[],
    span: { from: Date; to: Date },
  ): Promise<Map<string, { from: Date; to: Date }>> {
    const found = new Map<string, { from: Date; to: Date }>();
    for (const part of inParts(userIds)) {
      const rows = await this.rows.find({
        where: { userId: In(part), startedAt: LessThan(span.to), lastSeenAt: MoreThan(span.from) },
        select: { id: true, userId: true, startedAt: true, lastSeenAt: true, endedAt: true },
      });
      for (const { userId, startedAt, lastSeenAt, endedAt } of rows) {
        const until = endedAt && endedAt < lastSeenAt ? endedAt : lastSeenAt;
        const from = startedAt > span.from ? startedAt : span.from;
        const to = until < span.to ? until : span.to;
        if (to <= span.from) continue;
        const known = found.get(userId);
        found.set(userId, {
          from: known && known.from < from ? known.from : from,
          to: known && known.to > to ? known.to : to,
        });
      }
    }
    return found;
  }

  private get rows() {
    return this.source.getRepository(SessionEntity);
  }
}

function* inParts(ids: readonly string[]): Generator<string[]> {
  for (let from = 0; from < ids.length; from += IDS_A_QUERY) yield ids.slice(from, from + IDS_A_QUERY);
}
