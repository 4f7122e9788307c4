import {
  type ManualGrant,
  manualGrantSchema,
  type ManualGrants,
  manualGrantsSchema,
  type NewManualGrant,
  newManualGrantSchema,
} from '@virlab/contracts';
import { Body, Controller, Get, Header, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { GiveGrant } from './give-grant';
import { PresentGrants } from './present-grants';
import { RevokeGrant } from './revoke-grant';

@ApiTags('policy')
@Controller('api/policy/grants')
export class GrantsController {
  constructor(
    private readonly present: PresentGrants,
    private readonly giveGrant: GiveGrant,
    private readonly revokeGrant: RevokeGrant,
  ) {}

  /** What was given by hand: what is valid first, then what is over. */
  @Get()
  @Requires('policy.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: manualGrantsSchema })
  @SerializeOptions({ schema: manualGrantsSchema })
  list(@CurrentViewer() viewer: Viewer): Promise<ManualGrants> {
    return this.present.all(viewer);
  }

  /** Gives a right by hand, at once. */
  @Post()
  @HttpCode(201)
  @Requires('grants.write')
  @ApiResponse({ status: 201, standardSchema: manualGrantSchema })
  @SerializeOptions({ schema: manualGrantSchema })
  async give(
    @Body({ schema: newManualGrantSchema }) wanted: NewManualGrant,
    @CurrentViewer() viewer: Viewer,
  ): Promise<ManualGrant> {
    return this.present.one(await this.giveGrant.run(wanted, viewer), viewer);
  }

  /** Takes it back, at once; what is over already stays as it is. */
  @Post(':id/revoke')
  @HttpCode(200)
  @Requires('grants.write')
  @ApiResponse({ status: 200, standardSchema: manualGrantSchema })
  @SerializeOptions({ schema: manualGrantSchema })
  async revoke(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<ManualGrant> {
    return this.present.one(await this.revokeGrant.run(id, viewer), viewer);
  }
}
