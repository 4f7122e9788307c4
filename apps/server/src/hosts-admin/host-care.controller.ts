import {
  type HostLeftovers,
  hostLeftoversSchema,
  type PlanDrain,
  planDrainSchema,
  type PlannedDrains as Planned,
  plannedDrainsSchema,
} from '@virlab/contracts';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Put,
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { ClearOrphans } from '../machines/index';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { Hosts } from '../hypervisors/index';
import { PlannedDrains } from './planned-drains';
import { presentLeftovers } from './present-leftovers';

/** What is going to be done about hosts, and what was found on them. */
@ApiTags('hosts')
@Controller('api')
export class HostCareController {
  constructor(
    private readonly drains: PlannedDrains,
    private readonly hosts: Hosts,
    private readonly orphans: ClearOrphans,
  ) {}

  /** Hosts that are going to be drained. */
  @Get('host-drains')
  @Requires('hosts.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: plannedDrainsSchema })
  @SerializeOptions({ schema: plannedDrainsSchema })
  async planned(): Promise<Planned> {
    return { drains: await this.drains.all() };
  }

  /** Plans when a host is drained, in place of an earlier plan. */
  @Put('hosts/:id/drain')
  @HttpCode(204)
  @Requires('hosts.write')
  plan(
    @Param('id') id: string,
    @Body({ schema: planDrainSchema }) { at }: PlanDrain,
    @CurrentViewer() viewer: Viewer,
  ): Promise<void> {
    return this.drains.plan(id, new Date(at), viewer);
  }

  /** Takes the plan back. */
  @Delete('hosts/:id/drain')
  @HttpCode(204)
  @Requires('hosts.write')
  cancel(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<void> {
    return this.drains.cancel(id, viewer);
  }

  /** What is on a host and belongs to no machine: what it is, since when, and what becomes of it. */
  @Get('hosts/:id/leftovers')
  @Requires('hosts.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: hostLeftoversSchema })
  @SerializeOptions({ schema: hostLeftoversSchema })
  async leftovers(@Param('id') id: string): Promise<HostLeftovers> {
    return presentLeftovers(await this.orphans.seen(await this.hosts.get(id)));
  }
}
