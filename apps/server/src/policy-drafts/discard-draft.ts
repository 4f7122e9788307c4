import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { afterCommit, retryTransaction } from '../database/index';
import { actorOf } from '../identity/index';
import { Bus, type Viewer, VirlabError } from '../platform/index';
import { DraftRow, requireRevision } from './draft-row';

/** Ends the draft without publishing it. */
@Injectable()
export class DiscardDraft {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
    private readonly row: DraftRow,
  ) {}

  /**
   * @throws VirlabError `draft-missing`, `draft-changed`
   */
  async run(revision: number, viewer: Viewer): Promise<void> {
    await retryTransaction(this.dataSource, async (manager) => {
      const held = await this.row.hold(manager);
      if (!held.exists) throw new VirlabError('draft-missing');
      requireRevision(held, revision);
      await this.row.end(held, held.published, manager);
      await this.audit.record(
        {
          ...actorOf(viewer),
          kind: 'policy.draft-changed',
          subject: { kind: 'policy', id: 'draft', title: 'draft' },
          facts: { change: 'discarded', revision: String(revision) },
        },
        manager,
      );
      afterCommit(manager, () => this.bus.tell({ type: 'policy-changed' }));
    });
  }
}
