import { newId } from '../platform/index';
import type { DryRunResult } from './thread/messages';

/** What is tried against what, and by whom. */
export interface DryRunHead {
  /** Null for the draft. */
  ofVersion: number | null;
  draftRevision: number | null;
  sourceHash: string;
  source: string;
  against: number;
  startedBy: { userId: string; displayName: string };
  startedAt: Date;
}

const NOTHING: DryRunResult = {
  done: 0,
  total: 0,
  figures: { gain: 0, lose: 0, change: 0, same: 0 },
  flow: { before: [], after: [], moves: [] },
  touches: { runningMachines: 0, openConsoles: 0, newPeople: 0, graceDays: [] },
  brakes: [],
  missing: 0,
};

/** A dry run under way in this process. */
export class LiveDryRun {
  readonly id = newId();
  readonly cancel = new AbortController();
  private readonly hearers = new Set<() => void>();
  result: DryRunResult = NOTHING;
  state: 'running' | 'done' | 'cancelled' | 'failed' = 'running';
  code: string | undefined;
  /** Milliseconds from beginning to end. */
  tookMs: number | undefined;
  /** Resolved once the policy proved to be readable; rejected when it did not, or something else failed before that. */
  begun: Promise<void> = Promise.resolve();
  /** Resolved when it ended and what it found is kept. */
  ended: Promise<void> = Promise.resolve();

  constructor(readonly head: DryRunHead) {}

  progress(result: DryRunResult): void {
    this.result = result;
    this.tell();
  }

  /** Calls `hearer` whenever something is new. Answers how to stop. */
  hear(hearer: () => void): () => void {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  }

  tell(): void {
    for (const hearer of this.hearers) hearer();
  }
}
