import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Public, VirlabError } from '../platform/index';

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(private readonly source: DataSource) {}

  /** The process answers. */
  @Get('healthz')
  @Public('supervisors ask without a session, and learn nothing but that the process answers')
  @Header('Cache-Control', 'no-store')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can do its work: the database answers. 503 `database-unavailable` otherwise. */
  @Get('readyz')
  @Public('load balancers ask without a session, and learn nothing but whether to send people here')
  @Header('Cache-Control', 'no-store')
  async ready(): Promise<{ status: 'ok' }> {
    try {
      await this.source.query('SELECT 1');
    } catch (cause) {
      throw new VirlabError('database-unavailable', { cause });
    }
    return { status: 'ok' };
  }
}
