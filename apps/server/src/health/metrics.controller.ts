import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public, VirlabError } from '../platform/index';
import { Metrics } from './metrics';

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** Prometheus text format, for a collector on this very host; whoever comes through a proxy finds nothing here. */
  @Get()
  @Public('a collector has no session; only direct requests from this host are answered')
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    const address = request.socket.remoteAddress ?? '';
    const isDirect = !request.headers['x-forwarded-for'] && !request.headers['forwarded'];
    if (!isDirect || !/^(127\.|::1$|::ffff:127\.)/.test(address)) throw new VirlabError('not-found');
    response.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
