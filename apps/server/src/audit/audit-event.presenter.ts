import type { AuditEvent } from '@virlab/contracts';
import type { AuditEventEntity } from './audit-event.entity';

/** An event of the trail as the API tells it. */
export function presentAuditEvent(event: AuditEventEntity): AuditEvent {
  const { subjectKind, subjectId, subjectTitle } = event;
  return {
    sequence: event.sequence,
    at: event.at.toISOString(),
    kind: event.kind,
    outcome: event.outcome,
    code: event.code ?? undefined,
    actor: { id: event.actorId ?? undefined, displayName: event.actorName, as: event.actorAs },
    subject:
      subjectKind === null
        ? undefined
        : { kind: subjectKind, id: subjectId ?? '', title: subjectTitle ?? subjectId ?? '' },
    address: event.address ?? undefined,
    port: event.port ?? undefined,
    requestId: event.requestId ?? undefined,
    sessionRef: event.sessionRef ?? undefined,
    ruleId: event.ruleId ?? undefined,
    policyVersion: event.policyVersion ?? undefined,
    facts: event.facts,
    hash: event.hash,
  };
}
