import {
  type MakeCurrent,
  makeCurrentSchema,
  newTemplateSchema,
  newTemplateVersionSchema,
  type TemplateChange,
  templateChangeSchema,
  type TemplateDetail,
  templateDetailSchema,
  type Templates,
  templatesSchema,
} from '@virlab/contracts';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CurrentViewer, Requires, type Viewer, VirlabError } from '../../platform/index';
import { ChangeTemplate } from './change-template';
import { CreateTemplate } from './create-template';
import { MakeVersionCurrent } from './make-version-current';
import { PresentTemplates } from './present-templates';
import { PublishVersion } from './publish-version';
import { RemoveTemplate } from './remove-template';
import { RemoveVersion } from './remove-version';

@ApiTags('templates')
@Controller('api/templates')
export class TemplatesController {
  constructor(
    private readonly present: PresentTemplates,
    private readonly createTemplate: CreateTemplate,
    private readonly changeTemplate: ChangeTemplate,
    private readonly publishVersion: PublishVersion,
    private readonly makeVersionCurrent: MakeVersionCurrent,
    private readonly removeTemplate: RemoveTemplate,
    private readonly removeVersion: RemoveVersion,
  ) {}

  /** Every template with its current version. */
  @Get()
  @Requires('pools.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: templatesSchema })
  @SerializeOptions({ schema: templatesSchema })
  list(): Promise<Templates> {
    return this.present.all();
  }

  /** Adds a template with its first version. */
  @Post()
  @HttpCode(201)
  @Requires('pools.write')
  @ApiResponse({ status: 201, standardSchema: templateDetailSchema })
  @SerializeOptions({ schema: templateDetailSchema })
  async create(
    @Body({ schema: newTemplateSchema }) wanted: z.output<typeof newTemplateSchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<TemplateDetail> {
    await this.createTemplate.run(wanted, viewer);
    return this.present.one(wanted.id);
  }

  /** One template with all its versions. */
  @Get(':id')
  @Requires('pools.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: templateDetailSchema })
  @SerializeOptions({ schema: templateDetailSchema })
  read(@Param('id') id: string): Promise<TemplateDetail> {
    return this.present.one(id);
  }

  /** Gives it another title or icon. */
  @Patch(':id')
  @Requires('pools.write')
  @ApiResponse({ status: 200, standardSchema: templateDetailSchema })
  @SerializeOptions({ schema: templateDetailSchema })
  async change(
    @Param('id') id: string,
    @Body({ schema: templateChangeSchema }) wanted: TemplateChange,
    @CurrentViewer() viewer: Viewer,
  ): Promise<TemplateDetail> {
    await this.changeTemplate.run(id, wanted, viewer);
    return this.present.one(id);
  }

  /** Adds a version, which becomes the current one. */
  @Post(':id/versions')
  @HttpCode(201)
  @Requires('pools.write')
  @ApiResponse({ status: 201, standardSchema: templateDetailSchema })
  @SerializeOptions({ schema: templateDetailSchema })
  async publish(
    @Param('id') id: string,
    @Body({ schema: newTemplateVersionSchema }) wanted: z.output<typeof newTemplateVersionSchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<TemplateDetail> {
    await this.publishVersion.run(id, wanted, viewer);
    return this.present.one(id);
  }

  /** Makes another version the current one. */
  @Post(':id/current')
  @HttpCode(200)
  @Requires('pools.write')
  @ApiResponse({ status: 200, standardSchema: templateDetailSchema })
  @SerializeOptions({ schema: templateDetailSchema })
  async makeCurrent(
    @Param('id') id: string,
    @Body({ schema: makeCurrentSchema }) wanted: MakeCurrent,
    @CurrentViewer() viewer: Viewer,
  ): Promise<TemplateDetail> {
    await this.makeVersionCurrent.run(id, wanted, viewer);
    return this.present.one(id);
  }

  /** Takes a version away that nothing stands on. */
  @Delete(':id/versions/:version')
  @Requires('pools.write')
  @ApiResponse({ status: 200, standardSchema: templateDetailSchema })
  @SerializeOptions({ schema: templateDetailSchema })
  async dropVersion(
    @Param('id') id: string,
    @Param('version') version: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<TemplateDetail> {
    if (!/^[1-9]\d{0,8}$/.test(version)) throw new VirlabError('template-version-not-found');
    await this.removeVersion.run(id, Number(version), viewer);
    return this.present.one(id);
  }

  /** Takes a template away that nothing stands on. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('pools.write')
  async drop(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<void> {
    await this.removeTemplate.run(id, viewer);
  }
}
