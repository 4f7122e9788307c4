import { createHash } from 'node:crypto';
import type { AuditEventEntity } from './audit-event.entity';
import { canonicalJson, type JsonValue } from './canonical-json';

/** What stands in the place of the previous hash before the first event. */
export const BEFORE_THE_FIRST = '0'.repeat(64);

/** Everything of an event that its hash covers. */
export type ChainedFields = Omit<AuditEventEntity, 'hash' | 'previousHash'>;

/** hash_n = SHA-256(hash_(n-1) ‖ canonicalJSON(event_n)), as 64 hex digits. */
export function chainHash(previousHash: string, event: ChainedFields): string {
  const covered: Record<keyof ChainedFields, JsonValue> = {
    sequence: event.sequence,
    at: event.at.toISOString(),
    kind: event.kind,
    outcome: event.outcome,
    code: event.code,
    actorId: event.actorId,
    actorName: event.actorName,
    actorAs: event.actorAs,
    subjectKind: event.subjectKind,
    subjectId: event.subjectId,
    subjectTitle: event.subjectTitle,
    address: event.address,
    port: event.port,
    requestId: event.requestId,
    sessionRef: event.sessionRef,
    ruleId: event.ruleId,
    policyVersion: event.policyVersion,
    facts: event.facts,
  };
  return createHash('sha256').update(previousHash).update(canonicalJson(covered)).digest('hex');
}
