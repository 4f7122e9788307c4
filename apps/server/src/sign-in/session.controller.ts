import {
  type EndedSessions,
  endedSessionsSchema,
  type OwnRecord,
  ownRecordSchema,
  type OwnSessions,
  ownSessionsSchema,
  type Session,
  sessionSchema,
  type SignedOut,
  signedOutSchema,
  type SignOutQuery,
  signOutQuerySchema,
} from '@virlab/contracts';
import { Controller, Delete, Get, Header, Param, Query, Res, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { Settings } from '../config/index';
import { clearSessionCookie, sessionRefOf, Sessions } from '../identity/index';
import { CurrentViewer, Requires, type Viewer, VirlabError } from '../platform/index';
import { PresentOwnRecord } from './present-own-record';
import { PresentOwnSessions } from './present-own-sessions';
import { PresentSession } from './present-session';
import { SignOut } from './sign-out';
import { setUniversityCookie } from './university-sign-out';

/** The session of whoever asks, and what is known about them. */
@Controller('api/session')
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly settings: Settings,
    private readonly presentSession: PresentSession,
    private readonly presentOwnRecord: PresentOwnRecord,
    private readonly presentOwnSessions: PresentOwnSessions,
    private readonly goSignOut: SignOut,
  ) {}

  @Get()
  @Requires('signed-in')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: sessionSchema })
  @SerializeOptions({ schema: sessionSchema })
  show(@CurrentViewer() viewer: Viewer): Promise<Session> {
    return this.presentSession.run(viewer);
  }

  /** Signs out: here at once, and where the query says. */
  @Delete()
  @Requires('signed-in')
  @ApiResponse({ status: 200, standardSchema: signedOutSchema })
  @SerializeOptions({ schema: signedOutSchema })
  async signOut(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: signOutQuerySchema }) { everywhere, atUniversity }: SignOutQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedOut> {
    const wish = { everywhere: everywhere === 'true', atUniversity: atUniversity === 'true' };
    const goingOn = await this.goSignOut.run(viewer, wish);
    clearSessionCookie(response, this.settings);
    if (!goingOn) return {};
    setUniversityCookie(response, goingOn.cookie);
    return { continueAt: goingOn.continueAt };
  }

  @Get('sessions')
  @Requires('signed-in')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: ownSessionsSchema })
  @SerializeOptions({ schema: ownSessionsSchema })
  async list(@CurrentViewer() viewer: Viewer): Promise<OwnSessions> {
    return { sessions: await this.presentOwnSessions.run(viewer) };
  }

  @Delete('sessions/:ref')
  @Requires('signed-in')
  @ApiResponse({ status: 200, standardSchema: endedSessionsSchema })
  @SerializeOptions({ schema: endedSessionsSchema })
  async endOne(@CurrentViewer() viewer: Viewer, @Param('ref') ref: string): Promise<EndedSessions> {
    const own = await this.sessions.ofUser(viewer.userId);
    const meant = own.find((session) => sessionRefOf(session) === ref);
    if (!meant) throw new VirlabError('not-found');
    const ended = await this.sessions.end(meant.id, 'ended-by-owner', actorOf(viewer));
    return { ended: ended ? 1 : 0 };
  }

  @Get('record')
  @Requires('signed-in')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: ownRecordSchema })
  @SerializeOptions({ schema: ownRecordSchema })
  record(@CurrentViewer() viewer: Viewer): Promise<OwnRecord> {
    return this.presentOwnRecord.run(viewer);
  }
}

function actorOf({ userId, displayName }: Viewer) {
  return { id: userId, displayName, as: 'person' };
}
