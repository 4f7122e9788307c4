import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { afterCommit, retryTransaction } from '../database/index';
import { type GrantByHandEntity, GrantsByHand } from '../grants/index';
import { Bus, Schedule } from '../platform/index';
import { DecideAnew } from './decide-anew';
import { factsOf, subjectOf } from './grant-words';

/** What rests on a grant (a console, a page) is told of its end within this. */
const LOOK_EVERY_MS = 15_000;

/**
 * Takes note of grants whose time is over: says so in the trail, decides anew about their people, and tells what stands
 * open on them. The right itself was over at its time, whether this runs or not.
 */
@Injectable()
export class EndGrants implements OnApplicationBootstrap {
  constructor(
    private readonly source: DataSource,
    private readonly schedule: Schedule,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
    private readonly grants: GrantsByHand,
    private readonly decideAnew: DecideAnew,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'end grants by hand', () => this.run());
  }

  async run(): Promise<void> {
    for (const grant of await this.grants.listLapsed()) await this.end(grant);
  }

  private async end(grant: GrantByHandEntity): Promise<void> {
    const people = await this.grants.peopleOf(grant);
    const isNoted = await retryTransaction(this.source, async (manager) => {
      if (!(await this.grants.noteEnd(grant, manager))) return false;
      await this.audit.record(
        {
          kind: 'grant.ended',
          subject: subjectOf(grant),
          ruleId: `grant:${grant.id}`,
          facts: { ...factsOf(grant), people: String(people.length) },
        },
        manager,
      );
      afterCommit(manager, () => this.bus.tell({ type: 'policy-changed' }));
      return true;
    });
    if (!isNoted) return;
    await this.decideAnew.run(people);
    // A right past its end is no loss for the decision, which finds it gone; whoever shows or uses it must hear.
    for (const userId of people) this.bus.tell({ type: 'rights-changed', userId });
  }
}
