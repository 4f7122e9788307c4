import {
  type PolicyTargets,
  policyTargetsSchema,
  type PublishedPolicy,
  publishedPolicySchema,
  type Why,
  whySchema,
} from '@virlab/contracts';
import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Requires } from '../platform/index';
import { ASK_LANGUAGES } from './ask-texts';
import { ExplainRight } from './explain-right';
import { KnownTargets } from './known-targets';
import { ReadPublishedPolicy } from './read-published-policy';

const whyQuerySchema = z
  .object({
    person: z.string().min(1).max(64).describe('id of a known person'),
    target: z.string().min(1).max(200).describe('such as `pool:linux-shell`'),
    lang: z.enum(ASK_LANGUAGES).default('en').describe('language of the text to send to the university'),
  })
  .meta({ id: 'WhyQuery' });

@ApiTags('policy')
@Controller('api/policy')
export class PoliciesController {
  constructor(
    private readonly readPolicy: ReadPublishedPolicy,
    private readonly targets: KnownTargets,
    private readonly explain: ExplainRight,
  ) {}

  /** The policy in force. */
  @Get()
  @Requires('policy.read')
  @ApiResponse({ status: 200, standardSchema: publishedPolicySchema })
  @SerializeOptions({ schema: publishedPolicySchema })
  read(): Promise<PublishedPolicy> {
    return this.readPolicy.run();
  }

  /** What can be asked about. */
  @Get('targets')
  @Requires('policy.read')
  @ApiResponse({ status: 200, standardSchema: policyTargetsSchema })
  @SerializeOptions({ schema: policyTargetsSchema })
  async listTargets(): Promise<PolicyTargets> {
    return { targets: await this.targets.all() };
  }

  /** Why a person has, or has not, a right. */
  @Get('why')
  @Requires('people.read')
  @ApiResponse({ status: 200, standardSchema: whySchema })
  @SerializeOptions({ schema: whySchema })
  why(@Query({ schema: whyQuerySchema }) query: z.output<typeof whyQuerySchema>): Promise<Why> {
    return this.explain.run(query.person, query.target, query.lang);
  }
}
