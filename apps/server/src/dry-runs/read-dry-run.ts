import type { DryRun } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { ReadKnownPeople } from '../identity/index';
import { Clock, VirlabError } from '../platform/index';
import { CurrentPolicy } from '../policies/index';
import { PolicyDrafts } from '../policy-drafts/index';
import { DryRunEntity } from './dry-run.entity';
import { DryRunStore } from './dry-run-store';
import { DryRuns } from './dry-runs';
import type { LiveDryRun } from './live-dry-run';

/**
 * Somebody signs in all the time where many are known. As long as no more than this share did since, what a dry run says
 * of everybody is still right.
 */
const SAME_PEOPLE = 0.01;

type Head = Pick<DryRunEntity, 'ofVersion' | 'sourceHash' | 'against' | 'startedAt'>;

/** Reads dry runs, under way or kept. */
@Injectable()
export class ReadDryRun {
  constructor(
    private readonly clock: Clock,
    private readonly people: ReadKnownPeople,
    private readonly current: CurrentPolicy,
    private readonly drafts: PolicyDrafts,
    private readonly store: DryRunStore,
    private readonly runs: DryRuns,
  ) {}

  /** @throws VirlabError `dry-run-not-found` */
  async get(id: string): Promise<DryRun> {
    const live = this.runs.find(id);
    return live ? this.presentLive(live) : this.present(await this.kept(id));
  }

  /**
   * One that ended.
   *
   * @throws VirlabError `dry-run-not-found`, `dry-run-unfinished`
   */
  async kept(id: string): Promise<DryRunEntity> {
    if (this.runs.find(id)) throw new VirlabError('dry-run-unfinished');
    const kept = await this.store.find(id);
    if (!kept) throw new VirlabError('dry-run-not-found');
    return kept;
  }

  async presentLive({ id, head, result, state, code, tookMs }: LiveDryRun): Promise<DryRun> {
    const { ofVersion, draftRevision, against, startedBy, startedAt } = head;
    return {
      ...result,
      id,
      of: ofVersion ?? 'draft',
      ...(draftRevision === null ? {} : { draftRevision }),
      against,
      startedBy: startedBy.displayName,
      startedAt: startedAt.toISOString(),
      state,
      ...(code === undefined ? {} : { code }),
      isCurrent: await this.isCurrent(head),
      tookMs: tookMs ?? this.clock.now().getTime() - startedAt.getTime(),
    };
  }

  /**
   * True while the draft, the version in force and what is known of people are what they were, people but for few.
   */
  async isCurrent({ ofVersion, sourceHash, against, startedAt }: Head): Promise<boolean> {
    if (((await this.current.find())?.version ?? 0) !== against) return false;
    if (ofVersion === null && (await this.drafts.current())?.sourceHash !== sourceHash) return false;
    const [{ accounts }, since] = [await this.people.counts(), await this.people.countSince(startedAt)];
    return since <= accounts * SAME_PEOPLE;
  }

  private async present(run: DryRunEntity): Promise<DryRun> {
    const { id, ofVersion, draftRevision, against, startedBy, startedAt, state, code, tookMs, result } = run;
    return {
      ...result,
      id,
      of: ofVersion ?? 'draft',
      ...(draftRevision === null ? {} : { draftRevision }),
      against,
      startedBy,
      startedAt: startedAt.toISOString(),
      state,
      ...(code === null ? {} : { code }),
      isCurrent: await this.isCurrent(run),
      tookMs,
    };
  }
}
