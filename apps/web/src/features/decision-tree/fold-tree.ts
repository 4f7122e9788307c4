import type { ExplanationNode } from '@virlab/contracts';

/** A condition as it is drawn: "not" and "…or it was not released" are part of the one condition they are about. */
export interface FoldedNode {
  path: string;
  kind: ExplanationNode['kind'];
  op: string;
  attr: string | undefined;
  expected: string;
  seen: readonly string[];
  result: ExplanationNode['result'];
  decided: boolean;
  negated: boolean;
  /** Not to be released would do as well. */
  orAbsent: boolean;
  children: readonly FoldedNode[];
}

/** Folds a tree so that each node is one thing that a person would say. Nothing that decided is lost. */
export function foldTree(node: ExplanationNode): FoldedNode {
  const escape = escapeOf(node);
  if (escape) {
    const inner = foldTree(escape.other);
    const decided = node.decided && (inner.decided || escape.absent.decided);
    return { ...inner, path: node.path, result: node.result, decided, orAbsent: true };
  }
  const [only] = node.children ?? [];
  if (node.kind === 'not' && only?.kind === 'test') {
    return { ...foldTree(only), path: node.path, result: node.result, decided: node.decided, negated: true };
  }
  const { path, kind, op = '', attr, expected = '', seen = [], result, decided, children = [] } = node;
  const folded = children.map(foldTree);
  return {
    ...{ path, kind, op, attr, expected, seen, result, decided },
    negated: false,
    orAbsent: false,
    children: folded,
  };
}

/** The two sides of "this condition, or its attribute was not released". */
function escapeOf({ kind, children = [] }: ExplanationNode) {
  const [one, two] = children;
  if (kind !== 'any' || children.length !== 2 || !one || !two) return undefined;
  for (const [absent, other] of [
    [one, two],
    [two, one],
  ] as const) {
    if (absent.op === 'absent' && absent.attr !== undefined && attributeOf(other) === absent.attr)
      return { absent, other };
  }
  return undefined;
}

function attributeOf({ kind, op, attr, children }: ExplanationNode): string | undefined {
  if (kind === 'test') return op === 'absent' ? undefined : attr;
  const [only] = children ?? [];
  return kind === 'not' && only?.kind === 'test' ? attributeOf(only) : undefined;
}

/** The conditions that decided, in the order of the rule. */
export function decidedConditions(node: FoldedNode): FoldedNode[] {
  if (!node.decided) return [];
  return node.children.length === 0 ? [node] : node.children.flatMap(decidedConditions);
}
