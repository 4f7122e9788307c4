import {
  type PolicyTargets,
  policyTargetsSchema,
  type PublishedPolicy,
  publishedPolicySchema,
} from '@virlab/contracts';
import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Requires } from '../platform/index';
import { KnownTargets } from './known-targets';
import { ReadPublishedPolicy } from './read-published-policy';

@ApiTags('policy')
@Controller('api/policy')
export class PoliciesController {
  constructor(
    private readonly readPolicy: ReadPublishedPolicy,
    private readonly targets: KnownTargets,
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
}
