import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { decide } from '@virlab/policy';
import { Classes } from '../classes/index';
import { Clock, Log } from '../platform/index';
import type { PolicyInForce } from './policy-in-force';
import { ReadDecisionInput } from './read-decision-input';

/** A count older than this is made anew when it is next asked for. */
const FRESH_MS = 60_000;
/** Counting may take this share of the time: the more people are known, the older a count may be. */
const SHARE = 0.02;
/** Nobody waits longer for the first count; it is there for whoever looks again. */
const LONGEST_WAIT_MS = 800;
/** Decisions made in one go: a few milliseconds. */
const A_HANDFUL = 20;

type ByRule = ReadonlyMap<string, number>;

interface Count {
  version: number;
  freshUntil: number;
  byRule: ByRule;
}

/**
 * How many known people each rule matches now, by what was last released about them. With many people that takes
 * seconds, so a count is kept for a while, and whoever asks later gets the old one while the next is made.
 */
@Injectable()
export class CountMatches {
  private latest: Count | undefined;
  private making: Promise<void> | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly classes: Classes,
    private readonly readInput: ReadDecisionInput,
    private readonly log: Log,
  ) {}

  /** By rule id; empty while the first count of a policy is not ready. */
  async run(policy: PolicyInForce): Promise<ByRule> {
    const isOfVersion = () => this.latest?.version === policy.version;
    const isFresh = isOfVersion() && this.clock.now().getTime() < (this.latest?.freshUntil ?? 0);
    if (!isFresh) {
      this.making ??= this.make(policy)
        .catch((error: unknown) => this.log.error({ err: error }, 'could not count whom the rules match'))
        .finally(() => (this.making = undefined));
      if (!isOfVersion())
        await Promise.race([this.making, pause(LONGEST_WAIT_MS, undefined, { ref: false })]);
    }
    return isOfVersion() ? (this.latest?.byRule ?? new Map()) : new Map();
  }

  private async make(policy: PolicyInForce): Promise<void> {
    const started = performance.now();
    const now = this.clock.now();
    const classes = new Set((await this.classes.all()).map(({ id }) => id));
    const people = new Map<string, Set<string>>();
    for (const [index, { account, input }] of (await this.readInput.all()).entries()) {
      // Others are served between one handful of decisions and the next.
      if (index % A_HANDFUL === 0) await breathe();
      for (const { id, outcome } of decide(policy.table, input, now, { classes }).trace.rules) {
        if (outcome !== 'matched') continue;
        people.set(id, (people.get(id) ?? new Set()).add(account.userId));
      }
    }
    const took = performance.now() - started;
    this.latest = {
      version: policy.version,
      freshUntil: now.getTime() + Math.max(FRESH_MS, took / SHARE),
      byRule: new Map([...people].map(([id, users]) => [id, users.size])),
    };
  }
}
