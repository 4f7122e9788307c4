import type { PolicyAuthor } from '@virlab/contracts';
import type { NewAuditEvent } from '../audit/index';
import { sessionRefOf } from '../identity/index';
import type { Viewer } from '../platform/index';

/** Who writes, as others of the staff see them. */
export function authorOf({ userId, displayName }: Viewer): PolicyAuthor {
  return { userId, displayName };
}

/** Who asked, as the trail names them. */
export function actorOf(viewer: Viewer): Pick<NewAuditEvent, 'sessionRef'> & {
  actor: NonNullable<NewAuditEvent['actor']>;
} {
  return {
    actor: { id: viewer.userId, displayName: viewer.displayName, as: viewer.roles.join(', ') || 'person' },
    sessionRef: sessionRefOf({ id: viewer.sessionId }),
  };
}
