import {
  decide,
  type Decision,
  type DecisionFacts,
  type Grant,
  type RuleTable,
  traceWith,
} from '@virlab/policy';
import { decideSinceSignIn } from '../../policies/for-threads/index';
import { inputOfPerson, type KnownPerson } from './known-people';
import type { KnownFacts } from './messages';

/** Tests whose answer changes while what was released stays the same. */
const TIMED = new Set(['now', 'authn.ageMinutes']);

const DAY_MS = 86_400_000;

/** Decides about known people as the policy does after their sign-in; says the same as {@link decideSinceSignIn}. */
export class DecideAboutKnown {
  private readonly now: Date;
  private readonly classes: ReadonlySet<string>;
  private readonly isTimed: boolean;
  /** When some rule begins or ends to hold, in milliseconds. */
  private readonly turns: readonly number[];

  constructor(
    readonly table: RuleTable,
    private readonly facts: KnownFacts,
  ) {
    this.now = new Date(facts.now);
    this.classes = new Set(facts.classes);
    this.isTimed = table.set.rules.some(({ when }) => hasTimedTest(when));
    this.turns = table.rules.flatMap(({ validFrom, validUntil }) =>
      [validFrom, validUntil].filter((turn) => turn !== undefined),
    );
  }

  /** The decision at this moment, with leases from when the attributes were released. */
  run(person: KnownPerson): Decision {
    const { now } = this;
    const input = inputOfPerson(person, this.facts.providers);
    const grants = this.facts.grants.get(person.userId);
    const facts: DecisionFacts = { classes: this.classes, ...(grants ? { grants: [...grants] } : {}) };
    const takenAt = person.released?.takenAt ?? this.facts.now;
    const { staleAfterDays } = this.facts;
    const isStale = staleAfterDays !== undefined && takenAt + staleAfterDays * DAY_MS <= this.facts.now;
    if (grants || isStale || !this.isSameSince(takenAt)) {
      return decideSinceSignIn(this.table, input, new Date(takenAt), now, facts, staleAfterDays);
    }
    // No rule answers otherwise than at sign-in, so one decision says what two would: what began then and is not over.
    return withoutOver(decide(this.table, input, new Date(Math.min(takenAt, this.facts.now)), facts), now);
  }

  /** The moments at which a rule has to be asked to know whether it matters for {@link run}. */
  moments({ released }: KnownPerson): Date[] {
    const takenAt = released?.takenAt ?? this.facts.now;
    return this.isSameSince(takenAt) ? [this.now] : [this.now, new Date(takenAt)];
  }

  private isSameSince(takenAt: number): boolean {
    return !this.isTimed && !this.turns.some((turn) => turn > takenAt && turn <= this.facts.now);
  }
}

function withoutOver(decision: Decision, now: Date): Decision {
  const over: Grant[] = [];
  const stillOn = (grant: Grant) => {
    if (grant.validUntil === undefined || Date.parse(grant.validUntil) > now.getTime()) return true;
    over.push(grant);
    return false;
  };
  const roles = decision.roles.filter(stillOn);
  const classes = decision.classes.filter(stillOn);
  const pools = decision.pools.filter(stillOn);
  if (over.length === 0) return decision;
  const { outcome, refusal, denies } = decision;
  const conflicts = over.map(({ target, scope, ruleId }) => ({
    target,
    ...(scope === undefined ? {} : { scope }),
    winner: 'sign-in',
    loser: ruleId,
    why: 'lease-over' as const,
  }));
  const trace = traceWith(decision.trace, conflicts);
  return { outcome, ...(refusal === undefined ? {} : { refusal }), roles, classes, pools, denies, trace };
}

function hasTimedTest(condition: object): boolean {
  if ('all' in condition) return (condition.all as object[]).some(hasTimedTest);
  if ('any' in condition) return (condition.any as object[]).some(hasTimedTest);
  if ('not' in condition) return hasTimedTest(condition.not as object);
  if ('op' in condition && condition.op === 'timeWithin') return true;
  return 'attr' in condition && TIMED.has(String(condition.attr));
}
