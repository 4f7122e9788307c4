import type { SessionEntity } from '../identity/index';

/**
 * Rights for the hour of an emergency, which no policy gives and none takes away. Filled by the break-glass room, which
 * stands above.
 */
export abstract class EmergencyRights {
  /**
   * The roles of a session that was opened by break-glass; null for every other session.
   *
   * @throws VirlabError `session-ended` when it was opened by break-glass and that is over
   */
  abstract rolesOf(session: SessionEntity): Promise<readonly string[] | null>;
}
