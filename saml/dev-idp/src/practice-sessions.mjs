import { randomBytes } from 'node:crypto';

/**
 * @typedef {object} Participant - a service that somebody was signed in to
 * @property {string} spEntityId
 * @property {string} nameId - as it was asserted; its qualifiers are us and the service
 * @property {string} sessionIndex
 *
 * @typedef {{ person: import('./people.mjs').Person, participants: Participant[] }} PracticeSession
 */

/** Who is signed in at this provider, by browser. Kept in memory: a restart signs everybody out. */
export class PracticeSessions {
  /** @type {Map<string, PracticeSession>} */
  #sessions = new Map();
  #cookie;

  /** @param {string} idp - its name; two of them share the cookies of one host */
  constructor(idp) {
    this.#cookie = `practice-${idp}`;
  }

  /**
   * @param {string | undefined} cookies - the browser's header
   * @returns {{ id: string, session: PracticeSession } | undefined}
   */
  find(cookies) {
    const id = (cookies ?? '')
      .split(';')
      .map((pair) => pair.trim().split('='))
      .find(([name]) => name === this.#cookie)?.[1];
    const session = id === undefined ? undefined : this.#sessions.get(id);
    return id === undefined || session === undefined ? undefined : { id, session };
  }

  /**
   * Remembers that somebody was signed in to a service. Another person in the same browser begins anew.
   *
   * @param {string | undefined} cookies
   * @param {import('./people.mjs').Person} person
   * @param {Participant} participant
   * @returns {string} the header that keeps it in the browser
   */
  join(cookies, person, participant) {
    const found = this.find(cookies);
    const id = found?.id ?? randomBytes(20).toString('hex');
    const same = found?.session.person.id === person.id;
    const others = same
      ? found.session.participants.filter(({ spEntityId }) => spEntityId !== participant.spEntityId)
      : [];
    this.#sessions.set(id, { person, participants: [...others, participant] });
    return `${this.#cookie}=${id}; Path=/; HttpOnly; SameSite=Lax`;
  }

  /**
   * Ends the session in which a service knows somebody by this name (saml-profiles-2.0 section 4.4.3.2).
   *
   * @param {Omit<Participant, 'sessionIndex'> & { sessionIndexes: string[] }} asked - no index stands for every one
   * @returns {PracticeSession | undefined} as it was; undefined when there is none
   */
  endFor({ spEntityId, nameId, sessionIndexes }) {
    for (const [id, session] of this.#sessions) {
      const member = session.participants.find(
        (one) =>
          one.spEntityId === spEntityId &&
          one.nameId === nameId &&
          (sessionIndexes.length === 0 || sessionIndexes.includes(one.sessionIndex)),
      );
      if (member !== undefined) {
        this.#sessions.delete(id);
        return session;
      }
    }
    return undefined;
  }

  /** @param {string} id */
  end(id) {
    this.#sessions.delete(id);
  }
}
