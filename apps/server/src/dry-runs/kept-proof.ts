import type { PolicyDraft } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index';
import type { DryRunProof, FinishedDryRun } from '../policy-drafts/index';
import { DryRunStore } from './dry-run-store';
import { DryRuns } from './dry-runs';
import { ReadDryRun } from './read-dry-run';

/** What people had yesterday says too little of what they would lose today. */
const COUNTS_MS = 86_400_000;

/** Tells the room of drafts what was looked at before it happens. */
@Injectable()
export class KeptProof implements DryRunProof {
  constructor(
    private readonly clock: Clock,
    private readonly store: DryRunStore,
    private readonly runs: DryRuns,
    private readonly read: ReadDryRun,
  ) {}

  async of({ sourceHash, inForce }: { sourceHash: string; inForce: number }): Promise<FinishedDryRun | null> {
    const since = new Date(this.clock.now().getTime() - COUNTS_MS);
    const run = await this.store.findDone(sourceHash, inForce, since);
    return run && { id: run.id, brakes: run.result.brakes };
  }

  /** Whoever looks at the draft is about to try it. */
  async latestOfDraft(): Promise<PolicyDraft['dryRun'] | null> {
    await this.runs.expect();
    const live = this.runs.ofDraft;
    const kept = live ? null : await this.store.latestOfDraft();
    if (live) return { id: live.id, state: live.state, isCurrent: await this.read.isCurrent(live.head) };
    return kept && { id: kept.id, state: kept.state, isCurrent: await this.read.isCurrent(kept) };
  }
}
