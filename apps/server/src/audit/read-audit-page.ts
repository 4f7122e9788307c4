import type { AuditEvent, AuditPage, AuditQuery } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { presentAuditEvent } from './audit-event.presenter';
import { selectEvents } from './select-events';
import { WatchAuditChain } from './watch-audit-chain';

/** Reads the trail, newest first, a page at a time. */
@Injectable()
export class ReadAuditPage {
  constructor(
    private readonly source: DataSource,
    private readonly chain: WatchAuditChain,
  ) {}

  async run(query: AuditQuery): Promise<AuditPage> {
    const rows = await selectEvents(this.source.manager, query)
      // One more than is shown tells whether there is a next page.
      .take(query.limit + 1)
      .getMany();
    const events: AuditEvent[] = rows.slice(0, query.limit).map(presentAuditEvent);
    const state = await this.chain.state();
    return {
      events,
      ...(rows.length > query.limit ? { next: events.at(-1)?.sequence } : {}),
      chain: { ...state, checkedAt: state.checkedAt.toISOString() },
    };
  }
}
