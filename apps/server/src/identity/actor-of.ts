import type { NewAuditEvent } from '../audit/index';
import type { Viewer } from '../platform/index';
import { sessionRefOf } from './session-ref-of';

/** Who did it, as the trail names them: by what they are here, and in which of their sessions. */
export function actorOf(viewer: Viewer): {
  actor: NonNullable<NewAuditEvent['actor']> & { id: string };
  sessionRef: string;
} {
  return {
    actor: { id: viewer.userId, displayName: viewer.displayName, as: viewer.roles.join(', ') || 'person' },
    sessionRef: sessionRefOf({ id: viewer.sessionId }),
  };
}
