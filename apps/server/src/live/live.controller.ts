import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { LiveStreams } from './live-streams';

@ApiTags('events')
@Controller('api/events')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  /** Server-sent events (HTML Living Standard, section 9.2): what changes for this person, until the session ends. */
  @Get()
  @Requires('signed-in')
  @ApiOperation({
    summary: 'server-sent events: machine, class and session changes that concern this person',
  })
  open(@CurrentViewer() viewer: Viewer, @Req() request: Request, @Res() response: Response): void {
    this.streams.open(viewer, request, response);
  }
}
