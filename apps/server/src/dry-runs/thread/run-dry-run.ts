import { createHash } from 'node:crypto';
import type { DryRun, RightMove, RightState } from '@virlab/contracts';
import { canonicalInput, compareDecisions, type Decision, type Grant, type RuleTable } from '@virlab/policy';
import { BrakeTally } from './brake-tally';
import { Causes } from './causes';
import { ChangedRules } from './changed-rules';
import { DecideAboutKnown } from './decide-about-known';
import { FlowTally, NONE, type Thread, threadsOf } from './flow-tally';
import { inputOfPerson, type KnownPeople, type KnownPerson } from './known-people';
import type { DryRunOrder, DryRunResult, MovedPart, MovedRight } from './messages';
import { PackPeople } from './pack-people';
import { TakeTurns } from './take-turns';
import { TouchTally } from './touch-tally';

/** Readers hear of it at most five times a second. */
const TELL_EVERY_MS = 200;

/** How a dry run went on. */
export interface DryRunWatch {
  readonly isCancelled: boolean;
  progress(result: DryRunResult): void;
}

/**
 * Decides about everybody under two policies and tells what moves.
 *
 * @returns undefined when it was cancelled
 */
export async function runDryRun(
  people: KnownPeople,
  tables: { before: RuleTable; after: RuleTable },
  order: DryRunOrder,
  watch: DryRunWatch,
): Promise<{ result: DryRunResult; parts: MovedPart[] } | undefined> {
  const run = new Tallies(people.count, tables, order);
  const turns = new TakeTurns();
  let toldAt = -Infinity;
  for await (const some of people.all()) {
    for (const person of some) {
      run.add(person);
      if (!(await turns.run())) continue;
      if (watch.isCancelled) return undefined;
      if (performance.now() - toldAt < TELL_EVERY_MS) continue;
      toldAt = performance.now();
      watch.progress(run.present());
    }
    if (watch.isCancelled) return undefined;
  }
  return { result: run.present(), parts: run.parts.finish() };
}

/** Everything that is counted while people are gone through. */
class Tallies {
  readonly parts = new PackPeople();
  private readonly before: DecideAboutKnown;
  private readonly after: DecideAboutKnown;
  private readonly changed: ChangedRules;
  private readonly causes: Causes;
  private readonly flow: FlowTally;
  private readonly brakes: BrakeTally;
  private readonly touches: TouchTally;
  private readonly figures: DryRun['figures'] = { gain: 0, lose: 0, change: 0, same: 0 };
  private done = 0;
  private missing = 0;

  constructor(
    private readonly total: number,
    { before, after }: { before: RuleTable; after: RuleTable },
    private readonly order: DryRunOrder,
  ) {
    const { facts, pools, classes, universities, machines, brakePercent } = order;
    this.before = new DecideAboutKnown(before, facts);
    this.after = new DecideAboutKnown(after, facts);
    this.changed = new ChangedRules(this.before, this.after, facts);
    this.causes = new Causes(before.set, after.set, facts);
    this.flow = new FlowTally(new Map(pools.map(({ id, title }) => [id, title])));
    this.brakes = new BrakeTally(classes, universities, brakePercent);
    this.touches = new TouchTally(machines);
  }

  add(person: KnownPerson): void {
    this.done += 1;
    if (!person.released) {
      this.missing += 1;
      return;
    }
    const before = this.before.run(person);
    if (!this.changed.mayConcern(person)) return this.addSame(before, person);
    const after = this.after.run(person);
    const differences = compareDecisions(before, after);
    if (differences.length === 0) return this.addSame(before, person);
    const changed = new Set(
      differences.flatMap(({ what, target }) =>
        what === 'change' && target.kind === 'pool' ? [target.ref] : [],
      ),
    );
    const threads = threadsOf(poolsOf(before), poolsOf(after), changed);
    const rights = differences.map((one): MovedRight => {
      const { what, target, scope } = one;
      const { kind, attr, seen, ruleId, path } = this.causes.of(person, one);
      return {
        what,
        target: { kind: target.kind, ref: target.ref },
        ...(scope === undefined ? {} : { scope }),
        ...(one.before ? { before: stateOf(one.before) } : {}),
        ...(one.after ? { after: stateOf(one.after) } : {}),
        cause: {
          kind,
          ...(attr === undefined ? {} : { attr }),
          seen,
          ...(ruleId === undefined ? {} : { ruleId }),
          ...(path === undefined ? {} : { path }),
        },
        ...(target.kind === 'pool' ? bandsOf(target.ref, what, threads) : {}),
      };
    });
    const what = weightiest(rights);
    this.figures[what] += 1;
    this.flow.add(threads);
    this.brakes.add(before, person.issuer, rights);
    this.touches.add(person.userId, differences);
    const { id: accountId, userId, issuer } = person;
    this.parts.add({ accountId, userId, issuer, inputHash: hashOf(person, this.order), rights }, what);
  }

  present(): DryRunResult {
    const { done, total, missing } = this;
    return {
      done,
      // Somebody may have become known meanwhile.
      total: Math.max(total, done),
      missing,
      figures: { ...this.figures },
      flow: this.flow.present(),
      touches: this.touches.present(),
      brakes: this.brakes.present(),
    };
  }

  private addSame(decision: Decision, { issuer }: KnownPerson): void {
    this.figures.same += 1;
    const pools = poolsOf(decision);
    this.flow.add(threadsOf(pools, pools, new Set()));
    this.brakes.add(decision, issuer, []);
  }
}

/** sha256 of what the policy is asked about a person, by which a later look knows whether it is still the same. */
function hashOf(person: KnownPerson, { facts }: DryRunOrder): string {
  return createHash('sha256')
    .update(canonicalInput(inputOfPerson(person, facts.providers)))
    .digest('hex');
}

function poolsOf({ pools }: Decision): Set<string> {
  return new Set(pools.map(({ target }) => target.ref));
}

/** Who loses anything is counted among those who lose, then who gains, then whose rights change. */
function weightiest(rights: readonly MovedRight[]): RightMove {
  const moves = new Set(rights.map(({ what }) => what));
  return moves.has('lose') ? 'lose' : moves.has('gain') ? 'gain' : 'change';
}

function bandsOf(ref: string, what: RightMove, threads: readonly Thread[]): { from: string; to: string } {
  const side = what === 'gain' ? 'to' : 'from';
  const { from, to } = threads.find((thread) => thread[side] === ref) ?? { from: NONE, to: NONE };
  return { from, to };
}

function stateOf({ as, quota, leaseDays, validUntil, ruleId, ruleName }: Grant): RightState {
  return {
    ...(as === undefined ? {} : { as }),
    ...quota,
    ...(leaseDays === undefined ? {} : { leaseDays }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ruleId,
    ruleName,
  };
}
