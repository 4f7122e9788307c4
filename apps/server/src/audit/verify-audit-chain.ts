import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { Clock } from '../platform/index';
import { BEFORE_THE_FIRST, chainHash } from './audit-chain';
import { AuditEventEntity } from './audit-event.entity';
import { AuditHeadEntity, TRAIL } from './audit-head.entity';

/** What a verification found. */
export interface ChainState {
  unbroken: boolean;
  checkedAt: Date;
  /** Events that were looked at and found whole. */
  events: number;
  /** Sequence of the first event that is missing or is not what it was. */
  brokenAt?: number;
}

/** Rows read at once: the database is held for a few milliseconds only, however long the trail. */
const A_BATCH = 500;

/**
 * Recomputes the whole trail: every hash follows from the one before it, no sequence is missing, and the end is where
 * the head says. What was changed, taken out, put in or cut off is told by its place.
 */
@Injectable()
export class VerifyAuditChain {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<ChainState> {
    const checkedAt = this.clock.now();
    // The head is read first: events that come meanwhile are checked too, and cannot look like a cut.
    const head = await this.source.manager.findOneBy(AuditHeadEntity, { id: TRAIL });
    let sequence = 0;
    let hash = BEFORE_THE_FIRST;
    const broken = (): ChainState => ({
      unbroken: false,
      checkedAt,
      events: sequence,
      brokenAt: sequence + 1,
    });
    for (let batch = await this.after(0); batch.length > 0; batch = await this.after(sequence)) {
      for (const event of batch) {
        const isNext = event.sequence === sequence + 1 && event.previousHash === hash;
        if (!isNext || event.hash !== chainHash(hash, event)) return broken();
        if (event.sequence === head?.sequence && event.hash !== head.hash) return broken();
        ({ sequence, hash } = event);
      }
    }
    if (!head || sequence < head.sequence) return broken();
    return { unbroken: true, checkedAt, events: sequence };
  }

  private after(sequence: number): Promise<AuditEventEntity[]> {
    return this.source.manager.find(AuditEventEntity, {
      where: { sequence: MoreThan(sequence) },
      order: { sequence: 'ASC' },
      take: A_BATCH,
    });
  }
}
