import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { decide, type RuleTable } from '@virlab/policy';
import { Classes } from '../classes/index';
import { Bus, Clock, Log } from '../platform/index';
import { ReadDecisionInput } from './read-decision-input';

/** A count older than this is made anew when it is next asked for. */
const FRESH_MS = 60_000;
/** Counting may take this share of the time: the more people are known, the older a count may be. */
const SHARE = 0.02;
/** Nobody waits longer for the first count; it is there for whoever looks again. */
const LONGEST_WAIT_MS = 800;
/** Decisions made in one go: a few milliseconds. */
const A_HANDFUL = 20;
/** The policy in force and a draft of the next one. */
const MOST_KEPT = 2;

type ByRule = ReadonlyMap<string, number>;

interface Count {
  freshUntil: number;
  byRule: ByRule;
}

/** A policy whose rules are counted; `key` tells it from others. */
export interface CountedPolicy {
  key: string;
  table: RuleTable;
}

/**
 * How many known people each rule matches now, by what was last released about them. With many people that takes
 * seconds, so a count is kept for a while, and whoever asks later gets the old one while the next is made.
 */
@Injectable()
export class CountMatches {
  private readonly counts = new Map<string, Count>();
  private making: Promise<void> | undefined;
  private restUntil = 0;

  constructor(
    private readonly clock: Clock,
    private readonly classes: Classes,
    private readonly readInput: ReadDecisionInput,
    private readonly bus: Bus,
    private readonly log: Log,
  ) {}

  /** By rule id; empty while the first count of a policy is not ready. */
  async run(policy: CountedPolicy): Promise<ByRule> {
    if (!this.isFresh(policy.key)) {
      const making = this.begin(policy);
      if (!this.counts.has(policy.key))
        await Promise.race([making, pause(LONGEST_WAIT_MS, undefined, { ref: false })]);
    }
    return this.counts.get(policy.key)?.byRule ?? new Map();
  }

  /**
   * The same without waiting: undefined while nothing is counted. A count is begun when there has been none for long
   * enough, and `policy-changed` is told when it is there.
   */
  glance(policy: CountedPolicy): ByRule | undefined {
    const known = this.counts.get(policy.key);
    const mayBegin = this.making === undefined && this.clock.now().getTime() >= this.restUntil;
    if (!known && mayBegin)
      void this.begin(policy).then(() => {
        if (this.counts.has(policy.key)) this.bus.tell({ type: 'policy-changed' });
      });
    return known?.byRule;
  }

  private isFresh(key: string): boolean {
    return this.clock.now().getTime() < (this.counts.get(key)?.freshUntil ?? 0);
  }

  private begin(policy: CountedPolicy): Promise<void> {
    this.making ??= this.make(policy)
      .catch((error: unknown) => this.log.error({ err: error }, 'could not count whom the rules match'))
      .finally(() => (this.making = undefined));
    return this.making;
  }

  private async make({ key, table }: CountedPolicy): Promise<void> {
    const started = performance.now();
    const now = this.clock.now();
    const classes = new Set((await this.classes.all()).map(({ id }) => id));
    const people = new Map<string, Set<string>>();
    for (const { rule } of table.rules) people.set(rule.id, new Set());
    for (const [index, { account, input }] of (await this.readInput.all()).entries()) {
      // Others are served between one handful of decisions and the next.
      if (index % A_HANDFUL === 0) await breathe();
      for (const { id, outcome } of decide(table, input, now, { classes }).trace.rules) {
        if (outcome === 'matched') people.get(id)?.add(account.userId);
      }
    }
    const took = performance.now() - started;
    this.restUntil = now.getTime() + took / SHARE;
    this.counts.delete(key);
    for (const oldest of [...this.counts.keys()].slice(0, this.counts.size + 1 - MOST_KEPT))
      this.counts.delete(oldest);
    this.counts.set(key, {
      freshUntil: now.getTime() + Math.max(FRESH_MS, took / SHARE),
      byRule: new Map([...people].map(([id, users]) => [id, users.size])),
    });
  }
}
