import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditRecorder } from '../../audit/index';
import { retryTransaction } from '../../database/index';
import { actorOf } from '../../identity/index';
import { Clock, type Viewer, VirlabError } from '../../platform/index';
import type { VersionNote } from '../../pools/index';

/** What was changed about a template: the facts of the trail. */
export interface TemplateStep {
  id: string;
  title: string;
  facts: { change: string } & Record<string, string>;
}

/** One change of a template with its line in the trail, both or neither. */
@Injectable()
export class WriteTemplate {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
  ) {}

  /** @param work - writes, and says what it did */
  async run(
    viewer: Viewer,
    work: (manager: EntityManager, note: Omit<VersionNote, 'comment'>) => Promise<TemplateStep>,
  ): Promise<void> {
    await retryTransaction(this.source, async (manager) => {
      const note = { byId: viewer.userId, byName: viewer.displayName, at: this.clock.now() };
      const { id, title, facts } = await work(manager, note);
      await this.audit.record(
        {
          kind: 'template.changed',
          ...actorOf(viewer),
          subject: { kind: 'template', id, title },
          facts,
        },
        manager,
      );
    });
  }
}

/** Somebody else was first. */
export function changedMeanwhile(detail: string): VirlabError {
  return new VirlabError('template-changed', { publicDetail: detail });
}
