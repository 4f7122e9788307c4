import {
  type Machine,
  machineSchema,
  snapshotsSchema,
  type Snapshots as SnapshotsView,
  type TakeSnapshot,
  takeSnapshotSchema,
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
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, Requires, type Viewer } from '../../platform/index';
import { PresentMachine } from '../present-machine';
import { Snapshots } from './snapshots';

/** What is kept of a machine’s disk. */
@ApiTags('machines')
@Controller('api/machines/:id/snapshots')
export class SnapshotsController {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly present: PresentMachine,
  ) {}

  @Get()
  @Requires('machines.own')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: snapshotsSchema })
  @SerializeOptions({ schema: snapshotsSchema })
  list(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<SnapshotsView> {
    return this.snapshots.list(viewer, id);
  }

  @Post()
  @HttpCode(202)
  @Requires('machines.own')
  @ApiResponse({ status: 202, standardSchema: machineSchema })
  @SerializeOptions({ schema: machineSchema })
  async take(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Body({ schema: takeSnapshotSchema }) { name }: TakeSnapshot,
  ): Promise<Machine> {
    return this.present.run(await this.snapshots.take(viewer, id, name), viewer);
  }

  @Post(':name/restore')
  @HttpCode(202)
  @Requires('machines.own')
  @ApiResponse({ status: 202, standardSchema: machineSchema })
  @SerializeOptions({ schema: machineSchema })
  async restore(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Param('name') name: string,
  ): Promise<Machine> {
    return this.present.run(await this.snapshots.restore(viewer, id, name), viewer);
  }

  @Delete(':name')
  @HttpCode(202)
  @Requires('machines.own')
  @ApiResponse({ status: 202, standardSchema: machineSchema })
  @SerializeOptions({ schema: machineSchema })
  async remove(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Param('name') name: string,
  ): Promise<Machine> {
    return this.present.run(await this.snapshots.remove(viewer, id, name), viewer);
  }
}
