import { Injectable } from '@nestjs/common';
import type { SuiteCase } from '@virlab/policy';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { afterCommit, retryTransaction } from '../database/index';
import { actorOf } from '../identity/index';
import { Bus, Clock, type Viewer } from '../platform/index';
import { authorOf } from './author-of';
import { DraftRow, type HeldDraft } from './draft-row';

/** What somebody does to the draft. */
export interface DraftChange {
  /** As the trail calls it, such as `rule-saved`. */
  what: string;
  ruleId?: string;
  /** What is particular to it: names, never texts of rules. */
  facts?: Record<string, string>;
  /** A draft that was begun from another version is now up to date with this one. */
  baseVersion?: number;
  source?: string;
  cases?: SuiteCase[];
}

/**
 * Changes the draft: one transaction, in which nobody else changes it. Two people at once come one after the other, and
 * the second works on what the first one left.
 */
@Injectable()
export class ChangeDraft {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
    private readonly row: DraftRow,
  ) {}

  /**
   * @param change what becomes of the draft as it stands then; what is left out stays. The same again changes nothing
   * @throws what `change` throws; then nothing was changed
   */
  async run(
    viewer: Viewer,
    change: (draft: HeldDraft, manager: EntityManager) => DraftChange | Promise<DraftChange>,
  ) {
    await retryTransaction(this.dataSource, async (manager) => {
      const held = await this.row.hold(manager);
      const {
        what,
        ruleId,
        facts,
        baseVersion,
        source = held.source,
        cases = held.cases,
      } = await change(held, manager);
      const isSame =
        source === held.source &&
        JSON.stringify(cases) === JSON.stringify(held.cases) &&
        (baseVersion ?? held.row.baseVersion) === held.row.baseVersion;
      if (isSame) return;
      const me = authorOf(viewer);
      const authors = held.row.authors.some(({ userId }) => userId === me.userId)
        ? held.row.authors
        : [...held.row.authors, me];
      await this.row.write(
        held,
        {
          source,
          cases,
          authors,
          updatedAt: this.clock.now(),
          ...(baseVersion === undefined ? {} : { baseVersion }),
        },
        manager,
      );
      await this.audit.record(
        {
          ...actorOf(viewer),
          kind: 'policy.draft-changed',
          subject: { kind: 'policy', id: 'draft', title: 'draft' },
          ...(ruleId === undefined ? {} : { ruleId }),
          facts: { change: what, revision: String(held.row.revision + 1), ...facts },
        },
        manager,
      );
      afterCommit(manager, () => this.bus.tell({ type: 'policy-changed' }));
    });
  }
}
