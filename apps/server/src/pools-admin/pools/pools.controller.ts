import { type PoolDetail, poolDetailSchema, type SavePool, savePoolSchema } from '@virlab/contracts';
import { Body, Controller, Get, Header, Param, Put, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, Requires, type Viewer } from '../../platform/index';
import { ChangePool } from './change-pool';
import { PresentPool } from './present-pool';

/** One pool and how it keeps its machines. */
@ApiTags('pools')
@Controller('api/pools')
export class PoolsController {
  constructor(
    private readonly present: PresentPool,
    private readonly change: ChangePool,
  ) {}

  @Get(':id')
  @Requires('pools.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: poolDetailSchema })
  @SerializeOptions({ schema: poolDetailSchema })
  one(@Param('id') id: string): Promise<PoolDetail> {
    return this.present.run(id);
  }

  @Put(':id')
  @Requires('pools.write')
  @ApiResponse({ status: 200, standardSchema: poolDetailSchema })
  @SerializeOptions({ schema: poolDetailSchema })
  async save(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Body({ schema: savePoolSchema }) wanted: SavePool,
  ): Promise<PoolDetail> {
    await this.change.run(id, wanted, viewer);
    return this.present.run(id);
  }
}
