import type { NewAuditEvent } from '../audit/index';
import type { GrantByHandEntity } from '../grants/index';

/** To whom, as the trail calls them. */
export function subjectOf({
  toKind,
  toId,
  toTitle,
}: GrantByHandEntity): NonNullable<NewAuditEvent['subject']> {
  return { kind: toKind, id: toId, title: toTitle };
}

/** What, from when, until when and why. */
export function factsOf(grant: GrantByHandEntity): Record<string, string> {
  const as = grant.asRole === null ? '' : ` as ${grant.asRole}`;
  return {
    target: `${grant.targetKind}:${grant.targetRef}${as}`,
    ...(grant.vms === null ? {} : { vms: String(grant.vms) }),
    from: grant.grantedAt.toISOString(),
    to: grant.validUntil.toISOString(),
    reason: grant.reason,
  };
}
