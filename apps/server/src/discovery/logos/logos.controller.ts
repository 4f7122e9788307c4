import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../../platform/index';
import { Logos } from './logos';

/** A drawing may hold scripts and fetch things; opened by itself it does neither. */
const LOCKED_IN = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
const FOR_A_WEEK = 'public, max-age=604800';

/** Logos of identity providers, served by us. */
@Controller('api/sign-in/logos')
export class LogosController {
  constructor(private readonly logos: Logos) {}

  @Get(':hash')
  @Public('the sign-in page shows them; all of them are published in metadata')
  @ApiProduces('image/*')
  @ApiResponse({ status: 200, description: 'the picture, in the type that its own bytes say' })
  async read(@Param('hash') hash: string, @Res() response: Response): Promise<void> {
    const { bytes, type } = await this.logos.get(hash);
    response
      .set('Content-Type', type)
      .set('Cache-Control', FOR_A_WEEK)
      .set('Content-Security-Policy', LOCKED_IN)
      .set('X-Content-Type-Options', 'nosniff')
      // Other services show our feed, and its logos with it.
      .set('Cross-Origin-Resource-Policy', 'cross-origin')
      .send(bytes);
  }
}
