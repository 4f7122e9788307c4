import type { DraftComment } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { afterCommit, retryTransaction } from '../database/index';
import { actorOf } from '../identity/index';
import { Bus, Clock, newId, type Viewer } from '../platform/index';
import { DraftCommentEntity } from './draft-comment.entity';

/** Newest ones that go along with a draft. */
const MOST_SHOWN = 200;

/** What is said about the draft; it stays with the version that the draft becomes. */
@Injectable()
export class DraftComments {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
  ) {}

  /** Oldest first. */
  async all(): Promise<DraftComment[]> {
    const rows = await this.dataSource.manager.find(DraftCommentEntity, {
      where: { version: IsNull() },
      order: { at: 'DESC', id: 'DESC' },
      take: MOST_SHOWN,
    });
    return rows.reverse().map(present);
  }

  async add(text: string, viewer: Viewer): Promise<DraftComment> {
    const { userId, displayName } = viewer;
    const row = { id: newId(), version: null, userId, displayName, at: this.clock.now(), text };
    await retryTransaction(this.dataSource, async (manager) => {
      await manager.insert(DraftCommentEntity, row);
      await this.audit.record(
        {
          ...actorOf(viewer),
          kind: 'policy.draft-changed',
          subject: { kind: 'policy', id: 'draft', title: 'draft' },
          facts: { change: 'commented' },
        },
        manager,
      );
      afterCommit(manager, () => this.bus.tell({ type: 'policy-changed' }));
    });
    return present(row);
  }

  /** They stay with the version that the draft became. */
  async keepWith(version: number, manager: EntityManager): Promise<void> {
    await manager.update(DraftCommentEntity, { version: IsNull() }, { version });
  }
}

function present({ id, userId, displayName, at, text }: DraftCommentEntity): DraftComment {
  return { id, author: { userId, displayName }, at: at.toISOString(), text };
}
