import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { retryTransaction } from '../database/index';
import { Clock, currentRequest } from '../platform/index';
import { chainHash, type ChainedFields } from './audit-chain';
import { AuditEventEntity } from './audit-event.entity';
import { AuditHeadEntity, TRAIL } from './audit-head.entity';
import { fitOptional, fitText } from './fit-text';
import type { NewAuditEvent } from './new-audit-event';

const SYSTEM: NonNullable<NewAuditEvent['actor']> = { displayName: 'Virlab', as: 'system' };
/** A fact longer than this is a document, and documents do not belong into the trail. */
const LONGEST_FACT = 2000;

/** Adds events to the trail. */
@Injectable()
export class AuditRecorder {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds one event. With `within` it is part of that transaction and holds the end of the trail until it ends: record
   * last in a transaction, so that others wait only for a moment. Without, it has a transaction of its own, repeated
   * when the database could not serialise it.
   */
  async record(event: NewAuditEvent, within?: EntityManager): Promise<void> {
    if (within) return this.append([event], within);
    await retryTransaction(this.source, (manager) => this.append([event], manager));
  }

  /** Adds events in their order as part of a transaction, as `record` adds one: the end of the trail moves once for all. */
  async recordAll(events: readonly NewAuditEvent[], within: EntityManager): Promise<void> {
    if (events.length > 0) await this.append(events, within);
  }

  private async append(events: readonly NewAuditEvent[], manager: EntityManager): Promise<void> {
    // The change comes before the read: it takes the row's lock on MariaDB and the file's on SQLite, so that what is
    // read next is the end of the trail until this transaction is over.
    await manager.increment(AuditHeadEntity, { id: TRAIL }, 'sequence', events.length);
    const head = await manager.findOneByOrFail(AuditHeadEntity, { id: TRAIL });
    const first = head.sequence - events.length + 1;
    let { hash } = head;
    const rows = events.map((event, at) => {
      const previousHash = hash;
      const fields = this.fieldsOf(event, first + at);
      hash = chainHash(previousHash, fields);
      return { ...fields, previousHash, hash };
    });
    await manager.insert(AuditEventEntity, rows);
    await manager.update(AuditHeadEntity, { id: TRAIL }, { hash });
  }

  private fieldsOf(event: NewAuditEvent, sequence: number): ChainedFields {
    const { actor = SYSTEM, subject } = event;
    const request = event.from ?? currentRequest();
    return {
      sequence,
      at: this.clock.now(),
      kind: event.kind,
      outcome: event.outcome ?? 'ok',
      code: fitOptional(event.code, 64),
      actorId: fitOptional(actor.id, 36),
      actorName: fitText(actor.displayName, 256),
      actorAs: fitText(actor.as, 64),
      subjectKind: fitOptional(subject?.kind, 32),
      subjectId: fitOptional(subject?.id, 512),
      subjectTitle: fitOptional(subject?.title, 512),
      address: fitOptional(request?.address, 64),
      port: request?.port ?? null,
      requestId: fitOptional(request?.requestId, 32),
      sessionRef: fitOptional(event.sessionRef, 16),
      ruleId: fitOptional(event.ruleId, 128),
      policyVersion: event.policyVersion ?? null,
      facts: Object.fromEntries(
        Object.entries(event.facts ?? {}).map(([name, text]) => [
          fitText(name, 64),
          fitText(text, LONGEST_FACT),
        ]),
      ),
    };
  }
}
