import {
  type SignInOptions,
  signInOptionsSchema,
  type SignInProviderFacts,
  signInProviderFactsSchema,
  type SignInRefusal,
  signInRefusalSchema,
} from '@virlab/contracts';
import { Controller, Get, Header, Param, Req, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Request } from 'express';
import { languagesOf } from '../discovery/index';
import { PresentUniversityAsk } from '../attributes/index';
import { Public, VirlabError } from '../platform/index';
import { ListSignInOptions } from './list-sign-in-options';
import { PresentProviderFacts } from './present-provider-facts';
import { RecentRefusals } from './recent-refusals';

/** What the pages of somebody who is not signed in need. */
@Controller('api/sign-in')
export class SignInController {
  constructor(
    private readonly listOptions: ListSignInOptions,
    private readonly providerFacts: PresentProviderFacts,
    private readonly refusals: RecentRefusals,
    private readonly ask: PresentUniversityAsk,
  ) {}

  @Get('options')
  @Public('the sign-in page shows it')
  @ApiResponse({ status: 200, standardSchema: signInOptionsSchema })
  @SerializeOptions({ schema: signInOptionsSchema })
  options(@Req() request: Request): Promise<SignInOptions> {
    return this.listOptions.run(languagesOf(request));
  }

  @Get('providers/:entityId')
  @Public('whoever was refused must learn whom to ask; all of it is published in metadata')
  @ApiResponse({ status: 200, standardSchema: signInProviderFactsSchema })
  @SerializeOptions({ schema: signInProviderFactsSchema })
  async provider(@Param('entityId') entityId: string): Promise<SignInProviderFacts> {
    return this.providerFacts.run(entityId);
  }

  @Get('refusals/:ref')
  @Public('whoever was refused is not signed in; the reference is known to their browser alone')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: signInRefusalSchema })
  @SerializeOptions({ schema: signInRefusalSchema })
  async refusal(@Param('ref') ref: string): Promise<SignInRefusal> {
    const refusal = this.refusals.find(ref);
    if (!refusal) throw new VirlabError('not-found');
    const ask = await this.ask.ofReference(ref);
    return { ...refusal, ...(ask ? { ask } : {}) };
  }
}
