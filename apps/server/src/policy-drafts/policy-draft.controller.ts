import {
  discardDraftQuerySchema,
  type DraftComment,
  draftCommentSchema,
  type DraftPresence,
  draftPresenceSchema,
  type DraftStep,
  draftStepSchema,
  newDraftCommentSchema,
  type OrderDraft,
  orderDraftSchema,
  type PolicyDraft,
  policyDraftSchema,
  type RebaseDraft,
  rebaseDraftSchema,
  removeDraftRuleQuerySchema,
  type SaveDraftRule,
  saveDraftRuleSchema,
  type SaveDraftSource,
  saveDraftSourceSchema,
} from '@virlab/contracts';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CurrentViewer, Requires, type Viewer } from '../platform/index';
import { DiscardDraft } from './discard-draft';
import { DraftComments } from './draft-comments';
import { DraftPresences } from './draft-presences';
import { DraftSteps } from './draft-steps';
import { ReadDraft } from './read-draft';
import { RebaseDrafts } from './rebase-draft';
import { SaveDraftRules } from './save-draft-rules';
import { SaveDraftText } from './save-draft-text';

/** The one draft of the policy: its rules, its text, who is at it, and how far it is. Every change answers what it is then. */
@ApiTags('policy')
@Controller('api/policy/draft')
export class PolicyDraftController {
  constructor(
    private readonly draft: ReadDraft,
    private readonly rules: SaveDraftRules,
    private readonly text: SaveDraftText,
    private readonly discardDraft: DiscardDraft,
    private readonly rebaseDraft: RebaseDrafts,
    private readonly presences: DraftPresences,
    private readonly comments: DraftComments,
    private readonly steps: DraftSteps,
  ) {}

  /** The draft; while nobody has begun one, what is published. */
  @Get()
  @Requires('policy.read')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  read(@CurrentViewer() viewer: Viewer): Promise<PolicyDraft> {
    return this.draft.run(viewer);
  }

  /** Throws the draft away. */
  @Delete()
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  async discard(
    @Query({ schema: discardDraftQuerySchema }) { revision }: z.output<typeof discardDraftQuerySchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PolicyDraft> {
    await this.discardDraft.run(revision, viewer);
    return this.draft.run(viewer);
  }

  /** Writes one rule; one with faults is kept. */
  @Put('rules/:id')
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  async saveRule(
    @Param('id') id: string,
    @Body({ schema: saveDraftRuleSchema }) rule: SaveDraftRule,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PolicyDraft> {
    await this.rules.save(id, rule, viewer);
    return this.draft.run(viewer);
  }

  /** Takes one rule out. */
  @Delete('rules/:id')
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  async removeRule(
    @Param('id') id: string,
    @Query({ schema: removeDraftRuleQuerySchema }) { base }: z.output<typeof removeDraftRuleQuerySchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PolicyDraft> {
    await this.rules.remove(id, base, viewer);
    return this.draft.run(viewer);
  }

  /** Puts the rules into another order, which is for reading only. */
  @Put('order')
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  async order(
    @Body({ schema: orderDraftSchema }) order: OrderDraft,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PolicyDraft> {
    await this.rules.order(order, viewer);
    return this.draft.run(viewer);
  }

  /** Writes the whole text. */
  @Put('source')
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  async saveSource(
    @Body({ schema: saveDraftSourceSchema }) source: SaveDraftSource,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PolicyDraft> {
    await this.text.run(source, viewer);
    return this.draft.run(viewer);
  }

  /** Puts the changes onto the version that is published now. */
  @Post('rebase')
  @HttpCode(200)
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  async rebase(
    @Body({ schema: rebaseDraftSchema }) wish: RebaseDraft,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PolicyDraft> {
    await this.rebaseDraft.run(wish, viewer);
    return this.draft.run(viewer);
  }

  /** Says that a page of the draft is open, or was left. */
  @Put('presence')
  @HttpCode(204)
  @Requires('policy.read')
  tellPresence(
    @Body({ schema: draftPresenceSchema }) presence: DraftPresence,
    @CurrentViewer() viewer: Viewer,
  ): void {
    this.presences.tell(presence, viewer);
  }

  /** Says something about the draft. */
  @Post('comments')
  @Requires('policy.read')
  @ApiResponse({ status: 201, standardSchema: draftCommentSchema })
  @SerializeOptions({ schema: draftCommentSchema })
  comment(
    @Body({ schema: newDraftCommentSchema }) { text }: z.output<typeof newDraftCommentSchema>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<DraftComment> {
    return this.comments.add(text, viewer);
  }

  /** Asks a second person to approve this revision. */
  @Post('ask')
  @HttpCode(200)
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  async ask(
    @Body({ schema: draftStepSchema }) step: DraftStep,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PolicyDraft> {
    await this.steps.ask(step, viewer);
    return this.draft.run(viewer);
  }

  /** Lets exactly this revision pass. Nobody approves what they wrote. */
  @Post('approve')
  @HttpCode(200)
  @Requires('policy.publish')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  async approve(
    @Body({ schema: draftStepSchema }) step: DraftStep,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PolicyDraft> {
    await this.steps.approve(step, viewer);
    return this.draft.run(viewer);
  }

  /** Takes back the question, or the approval. */
  @Post('withdraw')
  @HttpCode(200)
  @Requires('policy.edit')
  @ApiResponse({ status: 200, standardSchema: policyDraftSchema })
  @SerializeOptions({ schema: policyDraftSchema })
  async withdraw(
    @Body({ schema: draftStepSchema }) step: DraftStep,
    @CurrentViewer() viewer: Viewer,
  ): Promise<PolicyDraft> {
    await this.steps.withdraw(step, viewer);
    return this.draft.run(viewer);
  }
}
