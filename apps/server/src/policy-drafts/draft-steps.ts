import type { DraftApproval, DraftStep } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../audit/index';
import { afterCommit, retryTransaction } from '../database/index';
import { actorOf } from '../identity/index';
import { Bus, Clock, type Viewer, VirlabError } from '../platform/index';
import { authorOf } from './author-of';
import { DraftGate, type Judgement, obstacle, type Obstacle } from './draft-gate';
import { DraftRow, type HeldDraft, requireRevision } from './draft-row';
import { DRAFT, PolicyDraftEntity } from './policy-draft.entity';
import { PolicyDrafts } from './policy-drafts';

/** Takes the draft from one step to the next: asked, approved, taken back. */
@Injectable()
export class DraftSteps {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
    private readonly drafts: PolicyDrafts,
    private readonly row: DraftRow,
    private readonly gate: DraftGate,
  ) {}

  /** Asks a second person to look at exactly this revision. Throws VirlabError as publishing does. */
  async ask({ revision, comment, confirmation }: DraftStep, viewer: Viewer): Promise<void> {
    const held = await this.look();
    const judgement = await this.gate.judge(held);
    const against =
      this.standing(held, revision) ??
      this.gate.faultOf(judgement) ??
      this.gate.doubtOf(judgement, confirmation);
    if (against) throw against.error;
    await this.step(revision, viewer, 'asked', comment, () => ({
      asked: { by: authorOf(viewer), at: this.clock.now().toISOString() },
      approved: null,
    }));
  }

  /** @throws VirlabError `approval-own-work`; `approval-needed` when nobody asked for it */
  async approve({ revision, comment }: DraftStep, viewer: Viewer): Promise<void> {
    try {
      await this.step(revision, viewer, 'approved', comment, ({ row }) => {
        if (row.authors.some(({ userId }) => userId === viewer.userId))
          throw new VirlabError('approval-own-work');
        if (row.asked === null)
          throw new VirlabError('approval-needed', {
            publicDetail: 'nobody asked for approval of this draft yet',
          });
        return { approved: { by: authorOf(viewer), at: this.clock.now().toISOString() } };
      });
    } catch (error) {
      if (error instanceof VirlabError && error.code === 'approval-own-work')
        await this.audit.record({ ...this.event(viewer, 'approved'), outcome: 'refused', code: error.code });
      throw error;
    }
  }

  /** Takes back the question, or the approval. */
  async withdraw({ revision, comment }: DraftStep, viewer: Viewer): Promise<void> {
    await this.step(revision, viewer, 'withdrawn', comment, () => ({ asked: null, approved: null }));
  }

  /** How far the draft is, and what the viewer may do next. */
  present({ row, ...held }: HeldDraft, judgement: Judgement, viewer: Viewer): DraftApproval {
    const { asked, approved } = row;
    const maySign = viewer.abilities.includes('policy.publish');
    const isOwn = row.authors.some(({ userId }) => userId === viewer.userId);
    const against = maySign ? this.against({ row, ...held }, judgement) : { whyNot: 'not-allowed' as const };
    const isWaiting = asked !== null && approved === null;
    const isOwnWork = against?.whyNot === 'approval-needed' && isWaiting && isOwn;
    return {
      needed: this.gate.needsApproval,
      ...(asked ? { askedBy: asked.by, askedAt: asked.at } : {}),
      ...(approved ? { approvedBy: approved.by, approvedAt: approved.at } : {}),
      mayApprove: maySign && isWaiting && !isOwn,
      mayPublish: against === undefined,
      ...(against ? { whyNot: isOwnWork ? 'own-work' : against.whyNot } : {}),
    };
  }

  /** Why the draft is not published, the first reason of all. */
  against(
    held: HeldDraft,
    judgement: Judgement,
    { revision = held.row.revision, confirmation }: Partial<DraftStep> = {},
  ): Obstacle | undefined {
    return (
      this.standing(held, revision) ??
      this.gate.faultOf(judgement) ??
      (this.gate.needsApproval && held.row.approved === null
        ? obstacle('approval-needed', 'approval-needed')
        : undefined) ??
      this.gate.doubtOf(judgement, confirmation)
    );
  }

  /** The draft as it stands, without holding it. */
  async look(): Promise<HeldDraft> {
    return this.row.read(await this.drafts.row(), this.dataSource.manager);
  }

  private standing(held: HeldDraft, revision: number): Obstacle | undefined {
    if (!held.exists) return obstacle('no-draft', 'draft-missing');
    if (held.row.revision !== revision)
      return obstacle('behind', 'draft-changed', { context: { revision: String(held.row.revision) } });
    if (held.row.baseVersion === held.published) return undefined;
    return obstacle('behind', 'draft-behind', {
      publicDetail: `it was begun from version ${held.row.baseVersion}, and version ${held.published} is in force`,
    });
  }

  private async step(
    revision: number,
    viewer: Viewer,
    step: 'asked' | 'approved' | 'withdrawn',
    comment: string | undefined,
    change: (held: HeldDraft) => Pick<Partial<PolicyDraftEntity>, 'asked' | 'approved'>,
  ): Promise<void> {
    await retryTransaction(this.dataSource, async (manager: EntityManager) => {
      const held = await this.row.hold(manager);
      if (!held.exists) throw new VirlabError('draft-missing');
      requireRevision(held, revision);
      await manager.update(PolicyDraftEntity, { id: DRAFT }, change(held));
      await this.audit.record(
        this.event(viewer, step, { revision: String(revision), ...(comment ? { comment } : {}) }),
        manager,
      );
      afterCommit(manager, () => this.bus.tell({ type: 'policy-changed' }));
    });
  }

  private event(viewer: Viewer, step: string, facts: Record<string, string> = {}): NewAuditEvent {
    return {
      ...actorOf(viewer),
      kind: 'policy.approval',
      subject: { kind: 'policy', id: 'draft', title: 'draft' },
      facts: { step, ...facts },
    };
  }
}
