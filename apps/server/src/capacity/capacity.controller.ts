import { type Capacity, type CapacityQuery, capacityQuerySchema, capacitySchema } from '@virlab/contracts';
import { Controller, Get, Header, Query, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Requires } from '../platform/index';
import { ReadCapacity } from './read-capacity';

@ApiTags('hosts')
@Controller('api/capacity')
export class CapacityController {
  constructor(private readonly read: ReadCapacity) {}

  /** What the schedule of coming days needs, beside what the hosts have. */
  @Get()
  @Requires('hosts.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: capacitySchema })
  @SerializeOptions({ schema: capacitySchema })
  get(@Query({ schema: capacityQuerySchema }) { days }: CapacityQuery): Promise<Capacity> {
    return this.read.run(days);
  }
}
