import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Clock } from '../platform/index';
import { AggregateCopy } from './aggregate-copy';
import { FederationCopies } from './federation-copies';
import { FederationEntity } from './federation.entity';
import { MdqCopy } from './mdq-copy';
import { LONGEST_DELAY_MS, refreshDelay, retryDelay } from './refresh-delay';
import type { Attempt, RefreshReport } from './refresh-federation';

const LONGEST_DETAIL = 1024;

/** Writes down how a refresh went: in the federation's row, and in the trail when something changed. */
@Injectable()
export class RecordRefresh {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
    private readonly copies: FederationCopies,
  ) {}

  async run(federation: FederationEntity, attempt: Attempt): Promise<RefreshReport> {
    const now = this.clock.now();
    const { id, updatedAt } = federation;
    const failures = attempt.outcome === 'failed' ? federation.failures + 1 : 0;
    const held = this.heldOf(id, attempt);
    const nextAttemptAt = new Date(now.getTime() + delayOf(failures, held, now));
    const fault = attempt.outcome === 'failed' ? attempt.fault : undefined;
    const row = {
      lastAttemptAt: now,
      nextAttemptAt,
      failures,
      lastErrorCode: fault?.code ?? null,
      lastErrorDetail: fault?.detail.slice(0, LONGEST_DETAIL) ?? null,
      ...(fault ? {} : { lastSuccessAt: now }),
      ...(held
        ? {
            validUntil: held.validUntil,
            entityCount: held.entityCount,
            providerCount: held.providerCount,
            refusedCount: held.refusedCount,
          }
        : {}),
      ...(attempt.outcome === 'failed' ? {} : { etag: attempt.etag }),
      ...(attempt.outcome === 'taken' ? { alarm: 0 } : {}),
    };
    await retryTransaction(this.source, async (manager) => {
      // What an admin changed meanwhile must not be answered by how the old one went.
      await manager.update(FederationEntity, { id, updatedAt }, row);
      const event = eventOf(federation, attempt, held);
      if (event) await this.audit.record(event, manager);
    });
    const refused = attempt.outcome === 'failed' ? [] : (attempt.report?.refused ?? []);
    return {
      federationId: id,
      outcome: attempt.outcome,
      ...(fault ? { fault } : {}),
      entityCount: held?.entityCount ?? 0,
      providerCount: held?.providerCount ?? 0,
      refusedCount: held?.refusedCount ?? 0,
      refused: [...refused],
      validUntil: held?.validUntil ?? null,
      nextAttemptAt,
    };
  }

  private heldOf(id: string, attempt: Attempt): Held | undefined {
    const copy = this.copies.copyOf(id);
    if (copy instanceof MdqCopy) {
      const { length } = copy.all();
      return { validUntil: null, entityCount: length, providerCount: length, refusedCount: 0 };
    }
    const report =
      (attempt.outcome === 'failed' ? undefined : attempt.report) ??
      (copy instanceof AggregateCopy && copy.isTrusted ? copy.report : undefined);
    return report && { ...report, validUntil: new Date(report.validUntil) };
  }
}

interface Held {
  /** Null where every entity ends for itself. */
  validUntil: Date | null;
  cacheDurationMs?: number;
  entityCount: number;
  providerCount: number;
  refusedCount: number;
}

function delayOf(failures: number, held: Held | undefined, now: Date): number {
  const usual = held?.validUntil
    ? refreshDelay({ validUntil: held.validUntil, cacheDurationMs: held.cacheDurationMs }, now)
    : LONGEST_DELAY_MS;
  // Towards the end of what is held a source that failed is asked more often again.
  return failures === 0 ? usual : Math.min(retryDelay(failures), usual);
}

/** A failure is told when it begins or changes, a success when it brought something: the rest stands in the row. */
function eventOf({ id, title, lastErrorCode }: FederationEntity, attempt: Attempt, held: Held | undefined) {
  const subject = { kind: 'federation', id, title };
  if (attempt.outcome === 'failed') {
    const { code, detail } = attempt.fault;
    if (code === lastErrorCode) return undefined;
    return { kind: 'federation.failed', outcome: 'failed', code, subject, facts: { detail } } as const;
  }
  if (attempt.outcome === 'unchanged' && lastErrorCode === null) return undefined;
  const facts = {
    providers: String(held?.providerCount ?? 0),
    refused: String(held?.refusedCount ?? 0),
    ...(held?.validUntil ? { validUntil: held.validUntil.toISOString() } : {}),
  };
  return { kind: 'federation.refreshed', subject, facts } as const;
}
