import type { NewAuditEvent } from '../audit/index';
import { sessionRefOf } from '../identity/index';
import type { Viewer } from '../platform/index';

/** Who asked, as the trail names them. */
export function actorOf(viewer: Viewer): Pick<NewAuditEvent, 'actor' | 'sessionRef'> {
  return {
    actor: { id: viewer.userId, displayName: viewer.displayName, as: viewer.roles.join(', ') || 'person' },
    sessionRef: sessionRefOf({ id: viewer.sessionId }),
  };
}
