import type { RebaseDraft } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { PolicyVersions } from '../policies/index';
import { type Viewer, VirlabError } from '../platform/index';
import { ChangeDraft } from './change-draft';
import { requireRevision } from './draft-row';
import { mergePolicies } from './text/merge-policies';

/** Brings a draft up to date with the version that others published since it was begun. */
@Injectable()
export class RebaseDrafts {
  constructor(
    private readonly change: ChangeDraft,
    private readonly versions: PolicyVersions,
  ) {}

  /**
   * @throws VirlabError `draft-missing`, `draft-changed`; `draft-behind` with one entry for each rule or case that both
   *   changed: its path is `rules.<id>`, `cases.<name>` or `defaults`, and `keep` says whose text is to stay
   */
  async run({ revision, keep = {} }: RebaseDraft, viewer: Viewer): Promise<void> {
    await this.change.run(viewer, async (held, manager) => {
      const { row, exists, published } = held;
      if (!exists) throw new VirlabError('draft-missing');
      requireRevision(held, revision);
      if (row.baseVersion === published) return { what: 'rebased' };
      const base = row.baseVersion === 0 ? null : await this.versions.get(row.baseVersion, manager);
      const theirs = await this.versions.get(published, manager);
      const merged = mergePolicies(
        base ? { source: base.source, cases: base.cases ?? [] } : null,
        { source: theirs.source, cases: theirs.cases ?? [] },
        { source: held.source, cases: held.cases },
        keep,
      );
      if (merged.conflicts.length > 0) {
        throw new VirlabError('draft-behind', {
          publicDetail: `${merged.conflicts.length} of them were changed by both`,
          errors: merged.conflicts.map((path) => ({
            path,
            message: 'changed in the draft and in the published version',
          })),
          context: { version: String(published) },
        });
      }
      const { source, cases } = merged;
      return {
        what: 'rebased',
        facts: { version: String(published) },
        baseVersion: published,
        source,
        cases,
      };
    });
  }
}
