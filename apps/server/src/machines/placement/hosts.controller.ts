import { type Hosts as HostsAnswer, hostsSchema } from '@virlab/contracts';
import { Controller, Get, Header, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../platform/index';
import { ListHosts } from './list-hosts';

@ApiTags('hosts')
@Controller('api/hosts')
export class HostsController {
  constructor(private readonly list: ListHosts) {}

  @Get()
  @Requires('hosts.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: hostsSchema })
  @SerializeOptions({ schema: hostsSchema })
  async all(): Promise<HostsAnswer> {
    return { hosts: await this.list.run() };
  }
}
