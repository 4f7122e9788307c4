import {
  type PolicyDraft,
  policyDraftSchema,
  type ProposedPolicyCase,
  proposedPolicyCaseSchema,
  type ProposePolicyCase,
  proposePolicyCaseSchema,
  removePolicyCaseQuerySchema,
  type SavePolicyCase,
  savePolicyCaseSchema,
} from '@virlab/contracts';
import { Body, Controller, Delete, HttpCode, Post, Put, Query, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { ProposeCase } from './propose-case';
import { ReadDraft } from './read-draft';
import { SaveDraftCases } from './save-draft-cases';

/** The test cases of the draft: published with it, and kept from being published when one of them fails. */
@ApiTags('policy')
@Controller('api/policy/draft/cases')
export class PolicyCasesController {
  constructor(
    private readonly draft: ReadDraft,
    private readonly cases: SaveDraftCases,
    private readonly proposeCase: ProposeCase,
  ) {}

  /** Writes one test case. */
  @Put()
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  async save(
    @Body({ schema: savePolicyCaseSchema }) wanted: SavePolicyCase,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PolicyDraft> {
    await this.cases.save(wanted, viewer);
    return this.draft.run(viewer);
  }

  /** Takes one out. */
  @Delete()
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  async remove(
    @Query({ schema: removePolicyCaseQuerySchema }) previous: z.output<typeof removePolicyCaseQuerySchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PolicyDraft> {
    await this.cases.remove(previous, viewer);
    return this.draft.run(viewer);
  }

  /** A test case made of somebody real, with everything replaced that tells who it was. Not saved. */
  @Post('propose')
  @HttpCode(200)
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: proposedPolicyCaseSchema })
  @SerializeOptions({ schema: proposedPolicyCaseSchema })
  propose(
    @Body({ schema: proposePolicyCaseSchema }) from: ProposePolicyCase,
    @CurrentViewer() viewer: Viewer,
  ): Promise<ProposedPolicyCase> {
    return this.proposeCase.run(from, viewer);
  }
}
