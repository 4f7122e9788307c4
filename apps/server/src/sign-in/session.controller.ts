import {
  type OwnRecord,
  ownRecordSchema,
  type Session,
  sessionSchema,
  type SignedOut,
  signedOutSchema,
} from '@virlab/contracts';
import { Controller, Delete, Get, Header, Param, Res, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { Settings } from '../config/index';
import { clearSessionCookie, Sessions } from '../identity/index';
import { CurrentViewer, Requires, type Viewer, VirlabError } from '../platform/index';
import { PresentOwnRecord } from './present-own-record';
import { PresentSession } from './present-session';

/** The session of whoever asks, and what is known about them. */
@Controller('api/session')
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly settings: Settings,
    private readonly presentSession: PresentSession,
    private readonly presentOwnRecord: PresentOwnRecord,
  ) {}

  @Get()
  @Requires('signed-in')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: sessionSchema })
  @SerializeOptions({ schema: sessionSchema })
  show(@CurrentViewer() viewer: Viewer): Promise<Session> {
    return this.presentSession.run(viewer);
  }

  @Delete()
  @Requires('signed-in')
  @ApiResponse({ status: 200, standardSchema: signedOutSchema })
  @SerializeOptions({ schema: signedOutSchema })
  async signOut(
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedOut> {
    await this.sessions.end(viewer.sessionId, 'signed-out', actorOf(viewer));
    clearSessionCookie(response, this.settings);
    return {};
  }

  @Get('record')
  @Requires('signed-in')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: ownRecordSchema })
  @SerializeOptions({ schema: ownRecordSchema })
  record(@CurrentViewer() viewer: Viewer): Promise<OwnRecord> {
    return this.presentOwnRecord.run(viewer);
  }

  @Delete('others/:id')
  @Requires('signed-in')
  @ApiResponse({ status: 200, standardSchema: signedOutSchema })
  @SerializeOptions({ schema: signedOutSchema })
  async endOther(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<SignedOut> {
    const own = await this.sessions.ofUser(viewer.userId);
    if (!own.some((session) => session.id === id)) throw new VirlabError('not-found');
    await this.sessions.end(id, 'ended-by-owner', actorOf(viewer));
    return {};
  }
}

function actorOf({ userId, displayName }: Viewer) {
  return { id: userId, displayName, as: 'person' };
}
