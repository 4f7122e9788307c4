import type { Decision, Grant } from '../decide/decision';
import type { ClassRole, Target } from '../language/target';
import { causeOfMove, type MoveCause } from './cause-of-move';

/** One right that somebody gains, loses, or keeps in another form. */
export interface RightDifference {
  what: 'gain' | 'lose' | 'change';
  target: Target;
  /** The course that a role is limited to. */
  scope?: string;
  /** In a class: as now, or as before when it is lost. */
  as?: ClassRole;
  before?: Grant;
  after?: Grant;
  /** Found when it is first looked at, since it needs the trace. */
  readonly cause: MoveCause;
}

const KINDS = ['roles', 'classes', 'pools'] as const;

/**
 * Tells which rights of one person differ between two decisions about the same input, facts and moment. A right is
 * changed when its quota, its place in a class, its lease or its end differs. Sorted by kind, reference and scope.
 *
 * The traces are not looked at: only `cause` does that, once for each difference that is asked.
 */
export function compareDecisions(before: Decision, after: Decision): RightDifference[] {
  const differences: RightDifference[] = [];
  for (const kind of KINDS) {
    if (!isSameList(before[kind], after[kind])) compareLists(kind, before, after, differences);
  }
  return differences;
}

/** The common case, without making anything: this runs for everybody who is known. */
function isSameList(before: readonly Grant[], after: readonly Grant[]): boolean {
  if (before.length !== after.length) return false;
  for (let i = 0; i < before.length; i++) {
    const [a, b] = [before[i], after[i]];
    if (a === undefined || b === undefined) return false;
    if (a.target.ref !== b.target.ref || a.scope !== b.scope || !isSameRight(a, b)) return false;
  }
  return true;
}

function isSameRight(a: Grant, b: Grant): boolean {
  if (a.as !== b.as || a.leaseDays !== b.leaseDays || a.validUntil !== b.validUntil) return false;
  const [p, q] = [a.quota, b.quota];
  if (p === undefined || q === undefined) return p === q;
  return p.vms === q.vms && p.vcpu === q.vcpu && p.memoryMiB === q.memoryMiB && p.hours === q.hours;
}

function compareLists(
  kind: (typeof KINDS)[number],
  before: Decision,
  after: Decision,
  differences: RightDifference[],
): void {
  const now = new Map(after[kind].map((grant) => [keyOf(grant), grant]));
  const old = new Map(before[kind].map((grant) => [keyOf(grant), grant]));
  const note = (what: RightDifference['what'], lost: Grant | undefined, gained: Grant | undefined) => {
    differences.push(difference(what, lost, gained, before, after));
  };
  for (const key of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const [lost, gained] = [old.get(key), now.get(key)];
    if (lost === undefined) note('gain', undefined, gained);
    else if (gained === undefined) note('lose', lost, undefined);
    else if (!isSameRight(lost, gained)) note('change', lost, gained);
  }
}

function difference(
  what: RightDifference['what'],
  lost: Grant | undefined,
  gained: Grant | undefined,
  before: Decision,
  after: Decision,
): RightDifference {
  const { target, scope, as } = (gained ?? lost) as Grant;
  let cause: MoveCause | undefined;
  const made: RightDifference = {
    what,
    target,
    get cause() {
      return (cause ??= causeOfMove({ target, scope, lost, gained }, before, after));
    },
  };
  if (scope !== undefined) made.scope = scope;
  if (as !== undefined) made.as = as;
  if (lost !== undefined) made.before = lost;
  if (gained !== undefined) made.after = gained;
  return made;
}

function keyOf({ target: { ref }, scope }: Grant): string {
  // No reference has a blank.
  return `${ref} ${scope ?? ''}`;
}
