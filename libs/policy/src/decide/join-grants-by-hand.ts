import { compareText } from '../compile/compare-text';
import type { Quota } from '../language/effect';
import type { ClassRole, Target } from '../language/target';
import { traceWith } from './decided-trace';
import type { Decision, Grant } from './decision';
import type { GivenByHand } from './decision-input';
import { FURTHEST } from './lease';
import type { Conflict, TraceByHand } from './trace';

const CLASS_ROLES: readonly ClassRole[] = ['learner', 'ta', 'teacher'];
const LISTS = { role: 'roles', class: 'classes', pool: 'pools' } as const;
/** What a pool that was given by hand is good for when nobody said how many machines. */
const ONE_MACHINE: Quota = { vms: 1 };

/**
 * A decision and what was given by hand, together: the better of both, field by field. A deny of the target, or of
 * signing in, beats what was given by hand too; whoever has something by hand is not refused for want of a rule. An
 * input that was refused unread stays refused.
 *
 * @param classes - classes that exist now; any is taken for one that exists when absent
 */
export function joinGrantsByHand(
  decision: Decision,
  given: readonly GivenByHand[],
  now: Date,
  classes?: ReadonlySet<string>,
): Decision {
  const code = decision.refusal?.code;
  if (given.length === 0 || (code !== undefined && code !== 'denied' && code !== 'no-rule')) return decision;
  const lists = { roles: [...decision.roles], classes: [...decision.classes], pools: [...decision.pools] };
  const conflicts: Conflict[] = [];
  const byHand: TraceByHand[] = [];
  const sorted = given.toSorted((a, b) => compareText(a.id, b.id));
  for (const one of sorted) {
    const { outcome, winner, why } = fateOf(one, decision, now, classes);
    byHand.push({ ...headOf(one), outcome });
    const loser = `grant:${one.id}`;
    if (winner !== undefined && why !== undefined) {
      conflicts.push({ target: one.target, winner, loser, why });
      continue;
    }
    if (outcome !== 'given') continue;
    const list = lists[LISTS[one.target.kind]];
    const at = list.findIndex(({ target, scope }) => target.ref === one.target.ref && scope === undefined);
    const known = list[at];
    if (known === undefined) list.push(grantOf(one));
    else {
      list[at] = better(known, one);
      conflicts.push({ target: one.target, winner: known.ruleId, loser, why: 'merged' });
    }
  }
  for (const list of Object.values(lists)) list.sort(byTarget);
  const { outcome, refusal, denies } = decision;
  const isLetIn = code === 'no-rule' && byHand.some((one) => one.outcome !== 'over');
  return {
    outcome: isLetIn ? 'admitted' : outcome,
    ...(refusal === undefined || isLetIn ? {} : { refusal }),
    ...lists,
    denies,
    trace: traceWith(decision.trace, conflicts, byHand),
  };
}

interface Fate {
  outcome: TraceByHand['outcome'];
  winner?: string;
  why?: 'denied' | 'no-such-class';
}

function fateOf(
  { target, validUntil }: GivenByHand,
  { denies }: Decision,
  now: Date,
  classes: ReadonlySet<string> | undefined,
): Fate {
  // An end that cannot be read is none that one could wait for.
  if (!(Date.parse(validUntil) > now.getTime())) return { outcome: 'over' };
  const deny = denies.find(({ target: denied }) => denied.kind === 'login' || isSame(denied, target));
  if (deny !== undefined) return { outcome: 'denied', winner: deny.ruleId, why: 'denied' };
  if (target.kind === 'class' && classes?.has(target.ref) === false) {
    return { outcome: 'no-such-class', winner: 'classes', why: 'no-such-class' };
  }
  return { outcome: 'given' };
}

function isSame(a: { kind: string; ref: string }, b: Target): boolean {
  return a.kind === b.kind && a.ref === b.ref;
}

function headOf({ id, target, reason, validUntil }: GivenByHand): Omit<TraceByHand, 'outcome'> {
  return { id, target: { ...target }, reason, validUntil };
}

function grantOf({ id, target, as, quota, reason, validUntil }: GivenByHand): Grant {
  return {
    target: { ...target },
    ruleId: `grant:${id}`,
    ruleName: reason,
    values: [],
    ...(target.kind === 'class' ? { as: as ?? 'learner' } : {}),
    ...(target.kind === 'pool' ? { quota: { ...(quota ?? ONE_MACHINE) } } : {}),
    validUntil: endOf(validUntil),
    byHand: { id, reason },
  };
}

function better(known: Grant, one: GivenByHand): Grant {
  const { id, reason, quota, as } = one;
  const { validUntil, mustExist: _mustExist, ...rest } = known;
  const end = endOf(one.validUntil);
  const until = validUntil === undefined ? undefined : validUntil > end ? validUntil : end;
  const role = [known.as, as].toSorted((a, b) => rankOf(b) - rankOf(a))[0];
  return {
    ...rest,
    ...(role === undefined ? {} : { as: role }),
    ...(known.quota === undefined ? {} : { quota: moreOf(known.quota, quota ?? ONE_MACHINE) }),
    ...(until === undefined ? {} : { validUntil: until }),
    byHand: known.byHand ?? { id, reason },
  };
}

/** In the one form whose order as text is the order in time. */
function endOf(validUntil: string): string {
  return new Date(Math.min(Date.parse(validUntil), FURTHEST)).toISOString();
}

function rankOf(as: ClassRole | undefined): number {
  return as === undefined ? -1 : CLASS_ROLES.indexOf(as);
}

/** What was given by hand says nothing of a field that it does not name; no bound is more than any. */
function moreOf(known: Quota, given: Quota): Quota {
  const quota: Quota = { ...known, vms: Math.max(known.vms, given.vms) };
  for (const field of ['vcpu', 'memoryMiB', 'hours'] as const) {
    const [had, more] = [known[field], given[field]];
    if (had !== undefined && more !== undefined) quota[field] = Math.max(had, more);
  }
  return quota;
}

function byTarget(a: Grant, b: Grant): number {
  return compareText(a.target.ref, b.target.ref) || compareText(a.scope ?? '', b.scope ?? '');
}
