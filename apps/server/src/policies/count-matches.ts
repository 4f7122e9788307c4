import { Injectable } from '@nestjs/common';
import { decide } from '@virlab/policy';
import { Classes } from '../classes/index';
import { Accounts } from '../identity/index';
import { Clock } from '../platform/index';
import type { PolicyInForce } from './policy-in-force';
import { ReadDecisionInput } from './read-decision-input';

/** A count older than this is made anew when it is next asked for. */
const FRESH_MS = 60_000;

interface Count {
  version: number;
  madeAt: number;
  byRule: Map<string, number>;
}

/**
 * How many known people each rule matches now, by what was last released about them. With many people that takes
 * seconds, so a count is kept for a minute, and whoever asks later gets the old one while the next is made.
 */
@Injectable()
export class CountMatches {
  private latest: Count | undefined;
  private making: Promise<Count> | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly accounts: Accounts,
    private readonly classes: Classes,
    private readonly readInput: ReadDecisionInput,
  ) {}

  async run(policy: PolicyInForce): Promise<ReadonlyMap<string, number>> {
    const { latest } = this;
    const isFresh = latest && this.clock.now().getTime() - latest.madeAt < FRESH_MS;
    if (latest?.version === policy.version && isFresh) return latest.byRule;
    this.making ??= this.make(policy).finally(() => (this.making = undefined));
    if (latest?.version === policy.version) {
      // Whoever asks next hears of a failure.
      this.making.catch(() => (this.latest = undefined));
      return latest.byRule;
    }
    return (await this.making).byRule;
  }

  private async make(policy: PolicyInForce): Promise<Count> {
    const now = this.clock.now();
    const classes = new Set((await this.classes.all()).map(({ id }) => id));
    const people = new Map<string, Set<string>>();
    for (const account of await this.accounts.all()) {
      const { input } = await this.readInput.run(account);
      for (const { id, outcome } of decide(policy.table, input, now, { classes }).trace.rules) {
        if (outcome !== 'matched') continue;
        people.set(id, (people.get(id) ?? new Set()).add(account.userId));
      }
    }
    const byRule = new Map([...people].map(([id, users]) => [id, users.size]));
    this.latest = { version: policy.version, madeAt: now.getTime(), byRule };
    return this.latest;
  }
}
