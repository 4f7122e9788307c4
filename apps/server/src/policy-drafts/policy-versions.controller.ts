import {
  comparePoliciesQuerySchema,
  type DraftStep,
  draftStepSchema,
  type PolicyComparison,
  policyComparisonSchema,
  type PolicyVersions,
  policyVersionsSchema,
  type PolicyVocabulary,
  policyVocabularySchema,
  type Publication,
  publicationSchema,
  type PublishedPolicy,
  publishedPolicySchema,
  type RollBack,
  rollBackSchema,
} from '@virlab/contracts';
import { Body, Controller, Get, HttpCode, Param, Post, Query, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReadPublishedPolicy } from '../policies/index';
import { CurrentViewer, Requires, type Viewer, VirlabError } from '../platform/index';
import { ComparePolicies } from './compare-policies';
import { ListVersions } from './list-versions';
import { PublishDraft } from './publish-draft';
import { ReadVocabulary } from './read-vocabulary';
import { RollBackPolicy } from './roll-back-policy';

/** The versions of the policy: what was published, how they differ, publishing and going back. */
@ApiTags('policy')
@Controller('api/policy')
export class PolicyVersionsController {
  constructor(
    private readonly list: ListVersions,
    private readonly readPolicy: ReadPublishedPolicy,
    private readonly comparePolicies: ComparePolicies,
    private readonly publishDraft: PublishDraft,
    private readonly rollBackPolicy: RollBackPolicy,
    private readonly words: ReadVocabulary,
  ) {}

  /** What was published, newest first. */
  @Get('versions')
  @Requires('policy.read')
  @ApiResponse({ status: 200, standardSchema: policyVersionsSchema })
  @SerializeOptions({ schema: policyVersionsSchema })
  async versions(): Promise<PolicyVersions> {
    return { versions: await this.list.run() };
  }

  /** One version. */
  @Get('versions/:version')
  @Requires('policy.read')
  @ApiResponse({ status: 200, standardSchema: publishedPolicySchema })
  @SerializeOptions({ schema: publishedPolicySchema })
  version(@Param('version') version: string): Promise<PublishedPolicy> {
    return this.readPolicy.version(numberOf(version));
  }

  /** How two versions differ, or one and the draft. */
  @Get('compare')
  @Requires('policy.read')
  @ApiResponse({ status: 200, standardSchema: policyComparisonSchema })
  @SerializeOptions({ schema: policyComparisonSchema })
  compare(
    @Query({ schema: comparePoliciesQuerySchema }) { from, to }: z.output<typeof comparePoliciesQuerySchema>,
  ): Promise<PolicyComparison> {
    return this.comparePolicies.run(from, to);
  }

  /** What a form of rules can suggest: attributes with what was really released, targets, identity providers. */
  @Get('vocabulary')
  @Requires('policy.read')
  @ApiResponse({ status: 200, standardSchema: policyVocabularySchema })
  @SerializeOptions({ schema: policyVocabularySchema })
  vocabulary(@CurrentViewer() viewer: Viewer): Promise<PolicyVocabulary> {
    return this.words.run(viewer);
  }

  /** Puts the draft in force. */
  @Post('draft/publish')
  @HttpCode(200)
  @Requires('policy.publish')
  @ApiResponse({ status: 200, standardSchema: publicationSchema })
  @SerializeOptions({ schema: publicationSchema })
  publish(
    @Body({ schema: draftStepSchema }) step: DraftStep,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Publication> {
    return this.publishDraft.run(step, viewer);
  }

  /** Publishes the text of an old version again. */
  @Post('versions/:version/roll-back')
  @HttpCode(200)
  @Requires('policy.publish')
  @ApiResponse({ status: 200, standardSchema: publicationSchema })
  @SerializeOptions({ schema: publicationSchema })
  rollBack(
    @Param('version') version: string,
    @Body({ schema: rollBackSchema }) wish: RollBack,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Publication> {
    return this.rollBackPolicy.run(numberOf(version), wish, viewer);
  }
}

function numberOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new VirlabError('policy-version-unknown', { publicDetail: `"${text.slice(0, 32)}" is no version` });
}
