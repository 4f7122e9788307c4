import type { CookieOptions, Response } from 'express';
import type { SessionEntity } from '../identity/index';

/** Where a browser goes to be signed out of its university too, and what it must bring back. */
export interface UniversitySignOutStart {
  continueAt: string;
  cookie: { name: string; value: string; options: CookieOptions };
}

/** Gives the browser what it must bring back with the answer of the university. */
export function setUniversityCookie(
  response: Response,
  { name, value, options }: UniversitySignOutStart['cookie'],
): void {
  response.cookie(name, value, options);
}

/** Carries a sign-out on to where the person signed in. An optional power of a sign-in provider. */
export abstract class UniversitySignOut {
  /** True when the university of this session can be asked to sign out too. */
  abstract isOffered(session: SessionEntity): Promise<boolean>;

  /**
   * Begins it, for a session that is already over here (SAML2Int SDP-SP34).
   *
   * @returns undefined when the university offers none
   */
  abstract begin(session: SessionEntity): Promise<UniversitySignOutStart | undefined>;
}
