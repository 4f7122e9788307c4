import { type PoolSummaries, poolSummariesSchema } from '@virlab/contracts';
import { Controller, Get, Header, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../platform/index';
import { ListPools } from './list-pools';

@ApiTags('pools')
@Controller('api/pools')
export class PoolListController {
  constructor(private readonly listPools: ListPools) {}

  /** Every pool, with what it is made of and how many of its machines are on. */
  @Get()
  @Requires('pools.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: poolSummariesSchema })
  @SerializeOptions({ schema: poolSummariesSchema })
  list(): Promise<PoolSummaries> {
    return this.listPools.run();
  }
}
