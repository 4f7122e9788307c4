import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { afterCommit, retryTransaction } from '../database/index';
import { type GrantByHandEntity, GrantsByHand } from '../grants/index';
import { actorOf } from '../identity/index';
import { Bus, type Viewer } from '../platform/index';
import { DecideAnew } from './decide-anew';
import { factsOf, subjectOf } from './grant-words';

/** Takes back what was given by hand; what rests on it closes at once. A grant that is over stays as it is. */
@Injectable()
export class RevokeGrant {
  constructor(
    private readonly source: DataSource,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
    private readonly grants: GrantsByHand,
    private readonly decideAnew: DecideAnew,
  ) {}

  /** @throws VirlabError `grant-not-found` */
  async run(id: string, viewer: Viewer): Promise<GrantByHandEntity> {
    const grant = await this.grants.get(id);
    const people = await this.grants.peopleOf(grant);
    const wasValid = await retryTransaction(this.source, async (manager) => {
      const by = { id: viewer.userId, name: viewer.displayName };
      if (!(await this.grants.revoke(id, by, manager))) return false;
      await this.audit.record(
        {
          kind: 'grant.revoked',
          ...actorOf(viewer),
          subject: subjectOf(grant),
          ruleId: `grant:${id}`,
          facts: factsOf(grant),
        },
        manager,
      );
      afterCommit(manager, () => this.bus.tell({ type: 'policy-changed' }));
      return true;
    });
    if (wasValid) await this.decideAnew.run(people);
    return this.grants.get(id);
  }
}
