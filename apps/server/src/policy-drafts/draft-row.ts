import { Injectable } from '@nestjs/common';
import type { SuiteCase } from '@virlab/policy';
import type { EntityManager } from 'typeorm';
import { Settings } from '../config/index';
import { PolicyVersions } from '../policies/index';
import { sha256, VirlabError } from '../platform/index';
import { DRAFT, PolicyDraftEntity } from './policy-draft.entity';

/** The row while a transaction holds it: others who want to change it wait. */
export interface HeldDraft {
  row: PolicyDraftEntity;
  exists: boolean;
  /** The draft's; while there is none, what is published, or a beginning. */
  source: string;
  cases: SuiteCase[];
  /** The version in force; 0 when none is. */
  published: number;
}

/** Takes the row of the draft, and writes what became of it. */
@Injectable()
export class DraftRow {
  constructor(
    private readonly settings: Settings,
    private readonly versions: PolicyVersions,
  ) {}

  /** Holds the row until the transaction ends. */
  async hold(manager: EntityManager): Promise<HeldDraft> {
    // The change comes before the read: it takes the row's lock on MariaDB and the file's on SQLite.
    await manager.increment(PolicyDraftEntity, { id: DRAFT }, 'turn', 1);
    const row = await manager.findOneByOrFail(PolicyDraftEntity, { id: DRAFT });
    return this.read(row, manager);
  }

  /** The same without holding it, for who only looks. */
  async read(row: PolicyDraftEntity, manager: EntityManager): Promise<HeldDraft> {
    const latest = await this.versions.latest(manager);
    const published = latest?.version ?? 0;
    if (row.source !== null) return { row, exists: true, source: row.source, cases: row.cases, published };
    return {
      row,
      exists: false,
      source: latest ? latest.source.replaceAll('\r\n', '\n') : this.beginning(),
      cases: latest?.cases ?? [],
      published,
    };
  }

  /** Keeps what was written: the draft becomes a new revision, and whatever was said of the old one is void. */
  async write(
    { row, exists, published }: HeldDraft,
    change: Pick<PolicyDraftEntity, 'cases' | 'authors' | 'updatedAt'> & {
      source: string;
      baseVersion?: number;
    },
    manager: EntityManager,
  ): Promise<void> {
    await manager.update(
      PolicyDraftEntity,
      { id: DRAFT },
      {
        ...change,
        sourceHash: sha256(change.source),
        baseVersion: change.baseVersion ?? (exists ? row.baseVersion : published),
        revision: row.revision + 1,
        asked: null,
        approved: null,
      },
    );
  }

  /** Ends the draft. */
  async end({ row }: HeldDraft, published: number, manager: EntityManager): Promise<void> {
    await manager.update(
      PolicyDraftEntity,
      { id: DRAFT },
      {
        source: null,
        sourceHash: null,
        cases: [],
        authors: [],
        asked: null,
        approved: null,
        updatedAt: null,
        baseVersion: published,
        revision: row.revision + 1,
      },
    );
  }

  /** What nobody has written yet. */
  private beginning(): string {
    return `version: 1\nid: policy\ndefaults: { timezone: ${this.settings.campusTimeZone} }\nrules: []\n`;
  }
}

/**
 * Refuses what was done on a state of the draft that is no longer the present one.
 *
 * @throws VirlabError `draft-changed`
 */
export function requireRevision({ row, exists, published }: HeldDraft, revision: number): void {
  // Without a draft the text is that of the version in force, which others publish without touching this row.
  const isStale = row.revision !== revision || (!exists && row.baseVersion !== published);
  if (isStale) throw new VirlabError('draft-changed', { context: { revision: String(row.revision) } });
}
