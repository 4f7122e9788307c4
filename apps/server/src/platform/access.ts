import type { Ability } from '@virlab/contracts';
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { IncomingHttpHeaders } from 'node:http';

/** Who is asking: read anew from the database at every request, never from the cookie. */
export interface Viewer {
  userId: string;
  displayName: string;
  sessionId: string;
  /** Roles by the policy, such as `operator`. */
  roles: string[];
  abilities: Ability[];
  /** Classes this person teaches or assists: ids. */
  teaches: string[];
}

/** Gives the viewer of a request, or null when nobody is signed in. Filled by the entitlements room. */
export abstract class ViewerSource {
  /**
   * @param renewIn the answer that may carry a new secret for the browser; left out where the answer stays open
   * @throws VirlabError `session-ended` or `session-reused` when there was a session and it is over
   */
  abstract viewerOf(request: { headers: IncomingHttpHeaders }, renewIn?: Response): Promise<Viewer | null>;

  /**
   * The viewer of something that stands open (an event stream, a console), as they are now. The cookie it was opened
   * with may have been replaced since; the session counts.
   *
   * @param lookAgainMs when this is asked next, so that no answer of the policy is used for longer than it may be
   * @throws VirlabError `session-ended` when the session is over or its person is no longer let in
   */
  abstract viewerOfSession(sessionId: string, lookAgainMs: number): Promise<Viewer>;
}

export const ACCESS_KEY = 'virlab:access';
export type Access =
  { kind: 'public'; reason: string } | { kind: 'requires'; ability: Ability | 'signed-in' };

/** Anybody may call this route; the reason says why that is right. */
export const Public = (reason: string) =>
  SetMetadata(ACCESS_KEY, { kind: 'public', reason } satisfies Access);

/** Only who has the ability may call this route; `signed-in` asks for a session and nothing more. */
export const Requires = (ability: Ability | 'signed-in') =>
  SetMetadata(ACCESS_KEY, { kind: 'requires', ability } satisfies Access);

export const STAYS_OPEN_KEY = 'virlab:stays-open';

/** The answer of this route stays open, such as an event stream: it carries no new secret of the session. */
export const StaysOpen = () => SetMetadata(STAYS_OPEN_KEY, true);

/** A request as our guard leaves it. */
export type RequestWithViewer = Request & { viewer?: Viewer };

/** The viewer of this request; only on routes that require one. */
export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer => {
  const { viewer } = context.switchToHttp().getRequest<RequestWithViewer>();
  if (!viewer) throw new Error('@CurrentViewer() stands on a route that requires no viewer');
  return viewer;
});
