import type { DecidingValue, Decision, Denial, Grant } from '../decide/decision';
import type { TraceNode } from '../decide/trace';
import type { Cause, Way } from '../explain/explanation';
import { findWay, findWays, type AskedTarget } from '../explain/find-ways';
import type { Target } from '../language/target';

/** The one thing that decides that a right moves. */
export interface MoveCause {
  /**
   * `notReleased`, `dropped`, `otherValue`: one attribute, as a test met it; `ruleGone`: the rule was removed, turned
   * off, or gives this no more; `denied`: a deny that came or went; `other`: whatever else, with the rule.
   */
  kind: 'notReleased' | 'otherValue' | 'dropped' | 'ruleGone' | 'denied' | 'other';
  attr?: string;
  /** Values that the test saw, or that the rule rests on. */
  seen: string[];
  ruleId?: string;
  /** The condition of that rule to which "or it was not released" could be added. */
  path?: string;
}

/** A right that moves: lost, gained, or both when it changes. */
export interface Move {
  target: Target;
  scope?: string;
  lost?: Grant;
  gained?: Grant;
}

/** Explains one move from the traces of both decisions. */
export function causeOfMove(move: Move, before: Decision, after: Decision): MoveCause {
  const { lost, gained } = move;
  if (gained === undefined) return lost === undefined ? other([]) : whyNot(move, lost, before, after);
  if (lost === undefined) return whyNot(move, gained, after, before);
  return whyChanged(move, lost, gained, before, after);
}

/**
 * Why a right that one decision gives is not in the other.
 *
 * @param grant - as `having` gives it
 */
function whyNot(move: Move, grant: Grant, having: Decision, lacking: Decision): MoveCause {
  const { target } = move;
  if (
    lacking.refusal !== undefined &&
    lacking.refusal.code !== 'no-rule' &&
    lacking.refusal.code !== 'denied'
  )
    return other([]);
  const denial = lacking.denies.find((deny) => deny.target.kind === 'login' || isSameTarget(deny, target));
  if (denial !== undefined) return byDenial(denial);
  const own = findWay(lacking, askedOf(move), grant.ruleId);
  if (own !== undefined && own.outcome !== 'disabled') return whyWayFails(own, having, lacking);
  // The rule is not there, or switched off: another that `having` does not know took its place, or none did.
  const known = new Set(having.trace.rules.map(({ id }) => id));
  const successor = findWays(lacking, askedOf(move)).find(
    ({ ruleId, outcome }) => !known.has(ruleId) && outcome !== 'disabled',
  );
  const instead = successor ?? own;
  if (instead !== undefined) return whyWayFails(instead, having, lacking);
  if (move.lost !== undefined) return { kind: 'ruleGone', ruleId: grant.ruleId, seen: [] };
  return { ...other(grant.values), ruleId: grant.ruleId };
}

function whyWayFails({ ruleId, outcome, causes }: Way, having: Decision, { trace }: Decision): MoveCause {
  switch (outcome) {
    case 'disabled':
      return { kind: 'ruleGone', ruleId, seen: [] };
    case 'otherIdp':
      return { kind: 'otherValue', attr: 'idp.entityId', seen: [trace.idp], ruleId };
    case 'outOfWindow':
      return { kind: 'other', attr: 'now', seen: [], ruleId };
    case 'matched': {
      const conflict = trace.conflicts.find(({ loser }) => loser === ruleId);
      const isAttribute = conflict?.why === 'lease-over' && conflict.winner === 'schacExpiryDate';
      return { kind: 'other', ...(isAttribute ? { attr: conflict.winner } : {}), seen: [], ruleId };
    }
    default: {
      const old = having.trace.rules.find(({ id }) => id === ruleId);
      const known = new Set(old === undefined ? [] : testsIn(old.tree));
      // What both versions of the rule ask did not change its mind; what only this one asks did.
      const cause = causes.find((one) => !known.has(nameOf(one))) ?? causes[0];
      return cause === undefined ? { ...other([]), ruleId } : fromCause(cause, ruleId);
    }
  }
}

function fromCause({ kind, attr = 'now', seen, path }: Cause, ruleId: string): MoveCause {
  if (kind === 'time') return { kind: 'other', attr, seen: [], ruleId };
  const place = kind === 'notReleased' || kind === 'dropped' ? placeForEscape(path) : undefined;
  return {
    kind: kind === 'unreadable' ? 'otherValue' : kind,
    attr,
    seen,
    ruleId,
    ...(place === undefined ? {} : { path: place }),
  };
}

/**
 * The condition beside which `absent` would let in those of whom nothing was released: the test itself, or the `not`
 * around it. Undefined for a test in a group under a `not`, where it would let in more than that.
 */
function placeForEscape(path: string): string | undefined {
  const bare = path.replace(/(\.not)+$/, '');
  return /\.not(\.|$)/.test(bare) ? undefined : bare;
}

function whyChanged(move: Move, lost: Grant, gained: Grant, before: Decision, after: Decision): MoveCause {
  if (lost.ruleId !== gained.ruleId) {
    const from = wayIn(after, move, lost);
    if (from === undefined) return { kind: 'ruleGone', ruleId: lost.ruleId, seen: [] };
    if (from.outcome !== 'matched') return whyWayFails(from, before, after);
    const to = wayIn(before, move, gained);
    if (to !== undefined && to.outcome !== 'matched') return whyWayFails(to, after, before);
    return { ...other(gained.values), ruleId: gained.ruleId };
  }
  const limit = limitIn(after, move) ?? limitIn(before, move);
  return { ...other(gained.values), ruleId: limit ?? gained.ruleId };
}

function wayIn(decision: Decision, move: Move, grant: Grant): Way | undefined {
  return findWay(decision, askedOf(move), grant.ruleId);
}

function askedOf({ target, scope }: Move): AskedTarget {
  return { ...target, ...(scope === undefined ? {} : { scope }) };
}

function limitIn({ trace }: Decision, { target }: Move): string | undefined {
  return trace.conflicts.find(
    ({ why, target: { kind, ref } }) => why === 'limited' && kind === target.kind && ref === target.ref,
  )?.winner;
}

function byDenial({ ruleId, values }: Denial): MoveCause {
  return { ...other(values), kind: 'denied', ruleId };
}

function other(values: readonly DecidingValue[]): MoveCause {
  const [first] = values;
  if (first === undefined) return { kind: 'other', seen: [] };
  const seen = values.filter(({ attr }) => attr === first.attr).map(({ value }) => value);
  return { kind: 'other', attr: first.attr, seen };
}

function isSameTarget(denial: Denial, { kind, ref }: Target): boolean {
  return denial.target.kind === kind && denial.target.ref === ref;
}

function* testsIn(node: TraceNode): Generator<string> {
  if (node.kind === 'test') yield nameOf(node);
  for (const child of node.children ?? []) yield* testsIn(child);
}

function nameOf({
  attr,
  op,
  expected,
}: {
  attr?: string;
  op?: string;
  expected?: readonly string[];
}): string {
  return JSON.stringify([attr, op, expected ?? []]);
}
