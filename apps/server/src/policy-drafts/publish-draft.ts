import type { DraftStep, Publication } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../audit/index';
import { isDuplicateKey, retryTransaction } from '../database/index';
import { actorOf } from '../identity/index';
import { PublishPolicy } from '../policies/index';
import { type Viewer, VirlabError } from '../platform/index';
import { DraftComments } from './draft-comments';
import { DraftGate } from './draft-gate';
import { DraftRow, requireRevision } from './draft-row';
import { DraftSteps } from './draft-steps';
import { RefreshInBackground } from './refresh-in-background';

/** Refusals that somebody may want to know of later: what was tried, and by whom. */
const TOLD = new Set(['draft-faulty', 'approval-needed', 'dry-run-needed', 'publication-braked']);

/** Puts the draft in force. The version, the end of the draft and the event are one transaction. */
@Injectable()
export class PublishDraft {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditRecorder,
    private readonly steps: DraftSteps,
    private readonly gate: DraftGate,
    private readonly row: DraftRow,
    private readonly comments: DraftComments,
    private readonly publish: PublishPolicy,
    private readonly refresh: RefreshInBackground,
  ) {}

  /**
   * @throws VirlabError, the first that is true of `draft-missing`, `draft-changed`, `draft-behind`,
   *   `draft-nothing-changed`, `draft-faulty`, `draft-cases-fail`, `approval-needed`, `dry-run-needed`, `publication-braked`
   */
  async run(step: DraftStep, viewer: Viewer): Promise<Publication> {
    try {
      return await this.put(step, viewer);
    } catch (error) {
      // Somebody else took the next number at the same moment.
      if (isDuplicateKey(error)) throw new VirlabError('draft-behind', { cause: error });
      if (error instanceof VirlabError && TOLD.has(error.code)) await this.tellRefused(error, viewer);
      throw error;
    }
  }

  private async put({ revision, comment, confirmation }: DraftStep, viewer: Viewer): Promise<Publication> {
    const seen = await this.steps.look();
    const judgement = await this.gate.judge(seen);
    const against = this.steps.against(seen, judgement, { revision, confirmation });
    if (against) {
      // What speaks against it may be that somebody else published this very draft meanwhile.
      if (!(await this.steps.look()).exists) throw new VirlabError('draft-missing');
      throw against.error;
    }
    const published = await retryTransaction(this.dataSource, async (manager) => {
      const held = await this.row.hold(manager);
      if (!held.exists) throw new VirlabError('draft-missing');
      requireRevision(held, revision);
      // What was looked at above was held against this version, and an approval may have been taken back since.
      if (held.published !== seen.published) throw new VirlabError('draft-behind');
      const { approved, authors } = held.row;
      if (this.gate.needsApproval && approved === null) throw new VirlabError('approval-needed');
      const answer = await this.publish.run(
        {
          source: held.source,
          cases: held.cases,
          author: authors.map(({ displayName }) => displayName).join(', ') || viewer.displayName,
          actor: actorOf(viewer),
          ...(comment ? { comment } : {}),
          ...(approved ? { approvedBy: approved.by.displayName } : {}),
        },
        manager,
      );
      await this.comments.keepWith(answer.version, manager);
      await this.row.end(held, answer.version, manager);
      return answer;
    });
    if (published.result === 'published') this.refresh.begin();
    return { ...published, cases: judgement.checked.check.cases };
  }

  private tellRefused({ code }: VirlabError, viewer: Viewer): Promise<void> {
    const event: NewAuditEvent = {
      ...actorOf(viewer),
      kind: 'policy.published',
      outcome: 'refused',
      code,
      subject: { kind: 'policy', id: 'draft', title: 'draft' },
    };
    return this.audit.record(event);
  }
}
