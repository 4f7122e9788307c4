import type { TraceNode } from '../decide/trace';

/** A test and how it would have to come out. */
export interface Fix {
  node: TraceNode;
  negated: boolean;
}

/**
 * The least that would have to change for a condition to hold, or undefined when nothing a person could be would do
 * (`not: { always: true }`). Empty when it holds. Of alternatives the shorter one, and a value before an absence.
 */
export function nearestFix(node: TraceNode, wish: 'true' | 'false' = 'true'): Fix[] | undefined {
  if (node.result === wish) return [];
  if (node.kind === 'always') return undefined;
  if (node.kind === 'test') return [{ node, negated: wish === 'false' }];
  const inner = node.kind === 'not' ? (wish === 'true' ? 'false' : 'true') : wish;
  const fixes = (node.children ?? []).map((child) => nearestFix(child, inner));
  const needsEvery = node.kind === 'not' || (node.kind === 'all') === (wish === 'true');
  if (needsEvery) {
    const possible = fixes.filter((fix) => fix !== undefined);
    return possible.length < fixes.length ? undefined : possible.flat();
  }
  return fixes.reduce<Fix[] | undefined>((best, fix) => {
    if (fix === undefined || (best !== undefined && effort(best) <= effort(fix))) return best;
    return fix;
  }, undefined);
}

/** Tests that have to change; that an attribute goes away is the last thing to hope for. */
export function effort(fix: readonly Fix[]): number {
  return fix.reduce((sum, { node, negated }) => sum + (node.op === 'absent' && !negated ? 1.5 : 1), 0);
}
