import {
  type NewProvider,
  newProviderSchema,
  type PreviewProviderRequest,
  previewProviderSchema,
  type ProviderChange,
  providerChangeSchema,
  type ProviderDetail,
  providerDetailSchema,
  type ProviderPreview,
  providerPreviewSchema,
  type ProvidersPage,
  providersPageSchema,
  providersQuerySchema,
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
  Query,
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { AddProvider } from './add-provider';
import { ChangeProvider } from './change-provider';
import { DropProvider } from './drop-provider';
import { ListProviders } from './list-providers';
import { PreviewProvider } from './preview-provider';
import { ReadProvider } from './read-provider';

@ApiTags('federations')
@Controller('api/providers')
export class ProvidersController {
  constructor(
    private readonly listProviders: ListProviders,
    private readonly read: ReadProvider,
    private readonly look: PreviewProvider,
    private readonly add: AddProvider,
    private readonly change: ChangeProvider,
    private readonly drop: DropProvider,
  ) {}

  /** Identity providers, in use or all, a page at a time. */
  @Get()
  @Requires('federation.read')
  @ApiResponse({ status: 200, standardSchema: providersPageSchema })
  @SerializeOptions({ schema: providersPageSchema })
  list(
    @Query({ schema: providersQuerySchema }) query: z.output<typeof providersQuerySchema>,
  ): Promise<ProvidersPage> {
    return this.listProviders.run(query);
  }

  /** Looks at one provider's metadata before anybody trusts it. */
  @Post('preview')
  @HttpCode(200)
  @Requires('federation.write')
  @ApiResponse({ status: 200, standardSchema: providerPreviewSchema })
  @SerializeOptions({ schema: providerPreviewSchema })
  preview(
    @Body({ schema: previewProviderSchema }) { from }: PreviewProviderRequest,
  ): Promise<ProviderPreview> {
    return this.look.run(from);
  }

  /** One provider: its keys, domains, contacts, who signs in by it and what it released. */
  @Get(':entityId')
  @Requires('federation.read')
  @ApiResponse({ status: 200, standardSchema: providerDetailSchema })
  @SerializeOptions({ schema: providerDetailSchema })
  one(@Param('entityId') entityId: string): Promise<ProviderDetail> {
    return this.read.run(entityId);
  }

  /** Registers a provider, or gives a registered one new metadata, if its keys now are those that were confirmed. */
  @Post()
  @Requires('federation.write')
  @ApiResponse({ status: 201, standardSchema: providerDetailSchema })
  @SerializeOptions({ schema: providerDetailSchema })
  async create(
    @Body({ schema: newProviderSchema }) provider: NewProvider,
    @CurrentViewer() viewer: Viewer,
  ): Promise<ProviderDetail> {
    return this.read.run(await this.add.run(provider, viewer));
  }

  /** Changes what is chosen about a provider; refused when no identity admin could sign in any more. */
  @Patch(':entityId')
  @Requires('federation.write')
  @ApiResponse({ status: 200, standardSchema: providerDetailSchema })
  @SerializeOptions({ schema: providerDetailSchema })
  async update(
    @Param('entityId') entityId: string,
    @Body({ schema: providerChangeSchema }) change: ProviderChange,
    @CurrentViewer() viewer: Viewer,
  ): Promise<ProviderDetail> {
    await this.change.run(entityId, change, viewer);
    return this.read.run(entityId);
  }

  /** Removes a registered provider; one of a federation can only be switched off. */
  @Delete(':entityId')
  @Requires('federation.write')
  @ApiResponse({ status: 200, standardSchema: wayInLossSchema })
  @SerializeOptions({ schema: wayInLossSchema })
  remove(@Param('entityId') entityId: string, @CurrentViewer() viewer: Viewer): Promise<WayInLoss> {
    return this.drop.run(entityId, viewer);
  }
}
