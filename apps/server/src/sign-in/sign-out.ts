import { Injectable } from '@nestjs/common';
import { Sessions } from '../identity/index';
import { Log, type Viewer } from '../platform/index';
import { UniversitySignOut, type UniversitySignOutStart } from './university-sign-out';

/** What somebody who signs out wishes. */
export interface SignOutWish {
  /** Also every other session of theirs. */
  everywhere: boolean;
  /** Also at their university, when it can be asked. */
  atUniversity: boolean;
}

/**
 * Signs somebody out: here first and for sure, then on to the university when that is wished and possible. Whatever
 * happens there, the session here is over.
 */
@Injectable()
export class SignOut {
  constructor(
    private readonly sessions: Sessions,
    private readonly university: UniversitySignOut,
    private readonly log: Log,
  ) {}

  /** Answers where to go on, when the sign-out goes on. */
  async run(viewer: Viewer, wish: SignOutWish): Promise<UniversitySignOutStart | undefined> {
    const actor = { id: viewer.userId, displayName: viewer.displayName, as: 'person' };
    await this.sessions.end(viewer.sessionId, 'signed-out', actor);
    if (wish.everywhere) await this.sessions.endAllOf(viewer.userId, 'ended-by-owner', actor);
    if (!wish.atUniversity) return undefined;
    try {
      const session = await this.sessions.get(viewer.sessionId);
      return session ? await this.university.begin(session) : undefined;
    } catch (error) {
      // The person is signed out here; that the university cannot be asked must not look as if they were not.
      this.log.error({ err: error }, 'a sign-out could not be carried on to the university');
      return undefined;
    }
  }
}
