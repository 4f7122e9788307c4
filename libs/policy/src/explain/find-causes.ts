import { isVirtual } from '../conditions';
import type { DroppedValue } from '../decide/decision-input';
import type { Cause, ExplainedNode } from './explanation';
import { decidedLeaves, type DecidedLeaf } from './mark-decided';

/** The reasons at the bottom of a rule that did not match. */
export function findCauses(tree: ExplainedNode, dropped: readonly DroppedValue[]): Cause[] {
  return [...decidedLeaves(tree)].map((leaf) => causeOf(leaf, dropped));
}

function causeOf({ node, negated }: DecidedLeaf, dropped: readonly DroppedValue[]): Cause {
  const { attr, op = '', expected = [], seen = [], path } = node;
  const cause = { path, ...(attr === undefined ? {} : { attr }), op, expected, seen, negated };
  if (attr === undefined) return { ...cause, kind: 'time' };
  if (seen.length > 0) return { ...cause, kind: node.result === 'missing' ? 'unreadable' : 'otherValue' };
  const lost = isVirtual(attr) ? [] : dropped.filter((value) => value.attr === attr);
  return lost.length > 0 ? { ...cause, kind: 'dropped', dropped: lost } : { ...cause, kind: 'notReleased' };
}

/** How many different things decided: attributes, and the clock. */
export function thingsIn(causes: readonly Cause[]): string[] {
  return [...new Set(causes.map(({ attr }) => attr ?? 'now'))];
}
