import type { TraceNode } from '../decide/trace';
import type { ExplainedNode } from './explanation';

/** Which way a node should have come out for its rule to match; turned round by every `not`. */
type Wish = 'true' | 'false';

/**
 * Marks the nodes whose values decided. For a rule that matched: everything it rests on. For one that did not:
 * the smallest set that kept it from matching, every member of which would have to change in an `all`, and each
 * alternative in an `any`.
 */
export function markDecided(tree: TraceNode): ExplainedNode {
  return mark(tree, 'true', tree.result !== 'notAsked');
}

function mark(node: TraceNode, wish: Wish, decided: boolean): ExplainedNode {
  const { children, ...rest } = node;
  if (children === undefined) return { ...rest, decided };
  const inner: Wish = node.kind === 'not' ? turned(wish) : wish;
  const marked = children.map((child) => mark(child, inner, decided && decides(node, child, inner)));
  return { ...rest, decided, children: marked };
}

function decides(parent: TraceNode, child: TraceNode, wish: Wish): boolean {
  if (parent.kind === 'not') return true;
  const isReached = parent.result === wish;
  // An `all` that should be false is an "or" of falsehoods, and an `any` that should be false an "and".
  const needsEvery = (parent.kind === 'all') === (wish === 'true');
  if (isReached) return needsEvery || child.result === wish;
  if (child.result === wish) return false;
  return needsEvery || !isEscape(child, parent, wish);
}

/** "…or it was not released" beside a test of the same attribute is no cause of its own: the value is. */
function isEscape(child: TraceNode, parent: TraceNode, wish: Wish): boolean {
  if (child.op !== 'absent' || wish !== 'true') return false;
  return (parent.children ?? []).some((other) => other !== child && asks(other, child.attr));
}

function asks(node: TraceNode, attr: string | undefined): boolean {
  if (node.kind === 'test') return node.attr === attr && node.op !== 'absent';
  return (node.children ?? []).some((child) => asks(child, attr));
}

function turned(wish: Wish): Wish {
  return wish === 'true' ? 'false' : 'true';
}

/** A test at the bottom of a tree that decided, with whether it stands under an odd number of `not`. */
export interface DecidedLeaf {
  node: ExplainedNode;
  negated: boolean;
}

/** The tests that decided, in the order of the rule. */
export function* decidedLeaves(node: ExplainedNode, negated = false): Generator<DecidedLeaf> {
  if (!node.decided) return;
  if (node.kind === 'test') yield { node, negated };
  const inner = node.kind === 'not' ? !negated : negated;
  for (const child of node.children ?? []) yield* decidedLeaves(child, inner);
}
