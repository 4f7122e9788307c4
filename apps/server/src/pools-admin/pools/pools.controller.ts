import {
  type NewPool,
  newPoolSchema,
  type PoolChoices,
  poolChoicesSchema,
  type PoolDetail,
  poolDetailSchema,
  type SavePool,
  savePoolSchema,
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
  Put,
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, Requires, type Viewer } from '../../platform/index';
import { AddPool } from './add-pool';
import { ChangePool } from './change-pool';
import { PresentPool } from './present-pool';
import { ReadPoolChoices } from './read-pool-choices';
import { RemovePool } from './remove-pool';

/** One pool and how it keeps its machines. */
@ApiTags('pools')
@Controller('api')
export class PoolsController {
  constructor(
    private readonly present: PresentPool,
    private readonly change: ChangePool,
    private readonly choices: ReadPoolChoices,
    private readonly add: AddPool,
    private readonly drop: RemovePool,
  ) {}

  /** What a new pool may be made of. */
  @Get('pool-choices')
  @Requires('pools.write')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: poolChoicesSchema })
  @SerializeOptions({ schema: poolChoicesSchema })
  choose(): Promise<PoolChoices> {
    return this.choices.run();
  }

  /** Adds a pool. */
  @Post('pools')
  @Requires('pools.write')
  @ApiResponse({ status: 201, standardSchema: poolDetailSchema })
  @SerializeOptions({ schema: poolDetailSchema })
  async create(
    @Body({ schema: newPoolSchema }) wanted: NewPool,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PoolDetail> {
    await this.add.run(wanted, viewer);
    return this.present.run(wanted.id);
  }

  @Get('pools/:id')
  @Requires('pools.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: poolDetailSchema })
  @SerializeOptions({ schema: poolDetailSchema })
  one(@Param('id') id: string): Promise<PoolDetail> {
    return this.present.run(id);
  }

  @Put('pools/:id')
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

  /** Takes a pool away; refused while it has machines, or anything gives a right to it. */
  @Delete('pools/:id')
  @HttpCode(204)
  @Requires('pools.write')
  remove(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<void> {
    return this.drop.run(id, viewer);
  }
}
