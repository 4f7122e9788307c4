import { Injectable } from '@nestjs/common';
import type { SuiteCase } from '@virlab/policy';
import { DataSource, type EntityManager } from 'typeorm';
import { DRAFT, PolicyDraftEntity } from './policy-draft.entity';

/** The draft as it stands. */
export interface CurrentDraft {
  revision: number;
  /** YAML. */
  source: string;
  /** sha256 of the source. */
  sourceHash: string;
  /** The version it was begun from; 0 when none was published. */
  baseVersion: number;
  cases: SuiteCase[];
}

/** Reads the draft of the policy. */
@Injectable()
export class PolicyDrafts {
  constructor(private readonly dataSource: DataSource) {}

  /** Null while nobody has begun one. */
  async current(manager: EntityManager = this.dataSource.manager): Promise<CurrentDraft | null> {
    const { revision, source, sourceHash, baseVersion, cases } = await this.row(manager);
    if (source === null || sourceHash === null) return null;
    return { revision, source, sourceHash, baseVersion, cases };
  }

  /** The row itself, draft or not. */
  row(manager: EntityManager = this.dataSource.manager): Promise<PolicyDraftEntity> {
    return manager.findOneByOrFail(PolicyDraftEntity, { id: DRAFT });
  }
}
