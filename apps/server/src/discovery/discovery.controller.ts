import {
  type DiscoveryRequest,
  type DiscoveryRequestQuery,
  discoveryRequestQuerySchema,
  discoveryRequestSchema,
  type KnownProviders,
  type KnownProvidersQuery,
  knownProvidersQuerySchema,
  knownProvidersSchema,
  type ProviderSearch,
  type ProviderSearchQuery,
  providerSearchQuerySchema,
  providerSearchSchema,
} from '@virlab/contracts';
import { Controller, Get, Header, Query, Req, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../platform/index';
import { FindProviders } from './find-providers';
import { languagesOf } from './languages-of';
import { PresentDiscoveryRequest } from './present-discovery-request';

/** Long enough for going back a letter, short enough for a provider that was just switched off. */
const FOR_A_MINUTE = 'public, max-age=60';

/** What the sign-in page asks while somebody types. */
@Controller('api/sign-in')
export class DiscoveryController {
  constructor(
    private readonly providers: FindProviders,
    private readonly present: PresentDiscoveryRequest,
  ) {}

  @Get('providers')
  @Public('whoever looks for their university is not signed in; all of it is published in metadata')
  @Header('Cache-Control', FOR_A_MINUTE)
  @Header('Vary', 'Accept-Language')
  @ApiResponse({ status: 200, standardSchema: providerSearchSchema })
  @SerializeOptions({ schema: providerSearchSchema })
  search(
    @Query({ schema: providerSearchQuerySchema }) { q, limit }: ProviderSearchQuery,
    @Req() request: Request,
  ): Promise<ProviderSearch> {
    return this.providers.search(q, limit, languagesOf(request));
  }

  @Get('choices')
  @Public('the sign-in page shows what this browser remembers; all of it is published in metadata')
  @Header('Cache-Control', FOR_A_MINUTE)
  @Header('Vary', 'Accept-Language')
  @ApiResponse({ status: 200, standardSchema: knownProvidersSchema })
  @SerializeOptions({ schema: knownProvidersSchema })
  known(
    @Query({ schema: knownProvidersQuerySchema }) { entityID }: KnownProvidersQuery,
    @Req() request: Request,
  ): Promise<KnownProviders> {
    return this.providers.known([entityID].flat(), languagesOf(request));
  }

  @Get('discovery-request')
  @Public('the sign-in page tells whom a choice is for; all of it is published in metadata')
  @ApiResponse({ status: 200, standardSchema: discoveryRequestSchema })
  @SerializeOptions({ schema: discoveryRequestSchema })
  forService(@Query({ schema: discoveryRequestQuerySchema }) query: DiscoveryRequestQuery): DiscoveryRequest {
    return this.present.run(query);
  }
}
