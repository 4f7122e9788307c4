import {
  type Federation,
  type FederationChange,
  federationChangeSchema,
  type FederationPreview,
  federationPreviewSchema,
  type Federations,
  federationSchema,
  federationsSchema,
  newFederationSchema,
  type PreviewFederationRequest,
  previewFederationSchema,
  type WayInLoss,
  wayInLossSchema,
} from '@virlab/contracts';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { AddFederation } from './add-federation';
import { ChangeFederation } from './change-federation';
import { DropFederation } from './drop-federation';
import { FederationRefreshes } from './federation-refreshes';
import { LookAtFederation } from './look-at-federation';
import { ReadFederations } from './read-federations';

@ApiTags('federations')
@Controller('api/federations')
export class FederationsController {
  constructor(
    private readonly read: ReadFederations,
    private readonly look: LookAtFederation,
    private readonly add: AddFederation,
    private readonly change: ChangeFederation,
    private readonly drop: DropFederation,
    private readonly refreshes: FederationRefreshes,
  ) {}

  /** Every federation and how its metadata is doing. */
  @Get()
  @Requires('federation.read')
  @ApiResponse({ status: 200, standardSchema: federationsSchema })
  @SerializeOptions({ schema: federationsSchema })
  async list(): Promise<Federations> {
    return { federations: await this.read.all() };
  }

  /** Looks at metadata before anybody trusts it: what is there, and by which keys it says it is signed. */
  @Post('preview')
  @HttpCode(200)
  @Requires('federation.write')
  @ApiResponse({ status: 200, standardSchema: federationPreviewSchema })
  @SerializeOptions({ schema: federationPreviewSchema })
  async preview(
    @Body({ schema: previewFederationSchema }) wish: PreviewFederationRequest,
  ): Promise<FederationPreview> {
    return (await this.look.run(wish)).preview;
  }

  /** Adds a federation, if the keys there now are those that were confirmed. */
  @Post()
  @Requires('federation.write')
  @ApiResponse({ status: 201, standardSchema: federationSchema })
  @SerializeOptions({ schema: federationSchema })
  async create(
    @Body({ schema: newFederationSchema }) spec: z.output<typeof newFederationSchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Federation> {
    return this.read.one(await this.add.run(spec, viewer));
  }

  /** Changes a federation; new keys only if they are those that were confirmed. */
  @Patch(':id')
  @Requires('federation.write')
  @ApiResponse({ status: 200, standardSchema: federationSchema })
  @SerializeOptions({ schema: federationSchema })
  async update(
    @Param('id') id: string,
    @Body({ schema: federationChangeSchema }) change: FederationChange,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Federation> {
    await this.change.run(id, change, viewer);
    return this.read.one(id);
  }

  /** Removes a federation; refused when no identity admin could sign in any more. */
  @Delete(':id')
  @Requires('federation.write')
  @ApiResponse({ status: 200, standardSchema: wayInLossSchema })
  @SerializeOptions({ schema: wayInLossSchema })
  remove(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<WayInLoss> {
    return this.drop.run(id, viewer);
  }

  /** Begins a look at its metadata; how it went is told by the live event `providers-changed`. */
  @Post(':id/refresh')
  @HttpCode(202)
  @Requires('federation.write')
  @ApiResponse({ status: 202, standardSchema: federationSchema })
  @SerializeOptions({ schema: federationSchema })
  async refresh(@Param('id') id: string): Promise<Federation> {
    await this.read.one(id);
    this.refreshes.begin(id);
    return this.read.one(id);
  }
}
