import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentViewer, Requires, StaysOpen, type Viewer } from '../platform/index';
import { LiveStreams } from './live-streams';

@ApiTags('events')
@Controller('api/events')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  /** Server-sent events (HTML Living Standard, section 9.2): what changes for this person, until the session ends. */
  @Get()
  @Requires('signed-in')
  @StaysOpen()
  @ApiOperation({
    summary: 'server-sent events: machine, class and session changes that concern this person',
  })
  open(@CurrentViewer() viewer: Viewer, @Req() request: Request, @Res() response: Response): void {
    // Who asks for the head alone would hold a stream open that never says anything (RFC 9110 section 9.3.2).
    if (request.method === 'HEAD') return void response.type('text/event-stream').end();
    this.streams.open(viewer, response);
  }
}
