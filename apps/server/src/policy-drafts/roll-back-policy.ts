import type { Publication, RollBack } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { isDuplicateKey, retryTransaction } from '../database/index';
import { actorOf } from '../identity/index';
import { PolicyVersions, PublishPolicy } from '../policies/index';
import { type Viewer, VirlabError } from '../platform/index';
import { DraftGate, type Obstacle, obstacle } from './draft-gate';
import { DraftRow } from './draft-row';
import { RefreshInBackground } from './refresh-in-background';

/**
 * Publishes the text of an old version again, as a new one. Taking back the last publication needs no second person: that
 * text was let pass, and it ends a mistake. Further back it goes the way of every draft where the operator wants two. Who
 * would gain and lose today has to be looked at in any case. A draft stays, and is behind then.
 */
@Injectable()
export class RollBackPolicy {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditRecorder,
    private readonly versions: PolicyVersions,
    private readonly gate: DraftGate,
    private readonly row: DraftRow,
    private readonly publish: PublishPolicy,
    private readonly refresh: RefreshInBackground,
  ) {}

  /**
   * @throws VirlabError `policy-version-unknown`; `draft-behind` when another version came in force than the person saw;
   *   `draft-nothing-changed`, `draft-faulty` (its pools or classes may be gone), `draft-cases-fail`, `approval-needed`
   *   when it is not the version before, `dry-run-needed`, `publication-braked`
   */
  async run(version: number, wish: RollBack, viewer: Viewer): Promise<Publication> {
    try {
      return await this.put(version, wish, viewer);
    } catch (error) {
      if (isDuplicateKey(error)) throw new VirlabError('draft-behind', { cause: error });
      if (error instanceof VirlabError && error.status !== 404) {
        await this.audit.record({
          ...actorOf(viewer),
          kind: 'policy.rolled-back',
          outcome: 'refused',
          code: error.code,
          subject: { kind: 'policy', id: String(version), title: `version ${version}` },
          facts: { to: String(version) },
        });
      }
      throw error;
    }
  }

  private async put(
    version: number,
    { comment, inForce, confirmation }: RollBack,
    viewer: Viewer,
  ): Promise<Publication> {
    const { source, cases } = await this.versions.get(version);
    const proposal = { source, cases: cases ?? [] };
    const judgement = await this.gate.judge(proposal);
    requireInForce(judgement.latest?.version ?? 0, inForce);
    const against =
      this.gate.faultOf(judgement) ??
      this.approvalFor(version, inForce) ??
      this.gate.doubtOf(judgement, confirmation);
    if (against) throw against.error;
    const published = await retryTransaction(this.dataSource, async (manager) => {
      // Holding the row of the draft makes this and a publication of the draft wait for each other.
      requireInForce((await this.row.hold(manager)).published, inForce);
      return this.publish.run(
        { ...proposal, author: viewer.displayName, comment, actor: actorOf(viewer), rolledBackTo: version },
        manager,
      );
    });
    if (published.result === 'published') this.refresh.begin();
    return { ...published, cases: judgement.checked.check.cases };
  }

  private approvalFor(version: number, inForce: number): Obstacle | undefined {
    if (!this.gate.needsApproval || version === inForce - 1) return undefined;
    return obstacle('approval-needed', 'approval-needed', {
      publicDetail: `version ${version} is not the one before version ${inForce}, so its text has to be loaded into the draft and approved there`,
    });
  }
}

function requireInForce(found: number, seen: number): void {
  if (found === seen) return;
  throw new VirlabError('draft-behind', {
    publicDetail: `version ${found} is in force now, and not ${seen}`,
  });
}
