import {
  type BreakGlass,
  breakGlassSchema,
  type OpenBreakGlass as OpenBreakGlassBody,
  openBreakGlassSchema,
} from '@virlab/contracts';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Settings } from '../config/index';
import { setSessionCookie } from '../identity/index';
import { CurrentViewer, Public, Requires, type Viewer } from '../platform/index';
import { EndBreakGlass } from './end-break-glass';
import { OpenBreakGlass } from './open-break-glass';
import { PresentBreakGlass } from './present-break-glass';

@ApiTags('break-glass')
@Controller('api/break-glass')
export class BreakGlassController {
  constructor(
    private readonly settings: Settings,
    private readonly open: OpenBreakGlass,
    private readonly end: EndBreakGlass,
    private readonly present: PresentBreakGlass,
  ) {}

  /** Who is in by break-glass now, and when the last drill was. */
  @Get()
  @Requires('audit.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: breakGlassSchema })
  @SerializeOptions({ schema: breakGlassSchema })
  show(@CurrentViewer() viewer: Viewer): Promise<BreakGlass> {
    return this.present.run(viewer);
  }

  /** Lets in for an hour by an account's secret, and tells every admin and operator. */
  @Post('sessions')
  @HttpCode(204)
  @Public('for the hour when nobody can sign in otherwise; the secret decides')
  async signIn(
    @Body({ schema: openBreakGlassSchema }) typed: OpenBreakGlassBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const { secret } = await this.open.run(typed);
    setSessionCookie(response, this.settings, secret);
  }

  /** Ends it for whoever is in, oneself or somebody else. Whoever hears the alarm may end its cause. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('audit.read')
  endOne(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<void> {
    return this.end.run(id, viewer);
  }
}
