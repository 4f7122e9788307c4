import type { CompiledCondition } from '../compile/rule-table';
import { and, not, or, type PreparedTest, type Reading, type Truth, type Verdict } from '../conditions';
import { MAX_SEEN_IN_TRACE } from '../language/limits';
import type { TraceNode } from './trace';

/** A node of a condition that was asked. */
export type AskedNode = TraceNode & { result: Truth };

/** Asks a condition whole, nothing is cut short, and takes down what everything saw. */
export function traceCondition(condition: CompiledCondition, reading: Reading): AskedNode {
  const { path, kind } = condition;
  if (condition.kind === 'test') {
    const verdict = condition.test.evaluate(reading);
    const node = testNode(path, condition.test, verdict.result);
    fillSeen(node, verdict);
    return node;
  }
  if (kind === 'always') return { path, kind, result: 'true' };
  const children: TraceNode[] = [];
  let truth: Truth = kind === 'any' ? 'false' : 'true';
  for (const child of condition.children) {
    const asked = traceCondition(child, reading);
    children.push(asked);
    truth = kind === 'any' ? or(truth, asked.result) : and(truth, asked.result);
  }
  return { path, kind, result: kind === 'not' ? not(truth) : truth, children };
}

/** The trace of a condition that nobody asked, since its rule is off, out of its window, or for another provider. */
export function unaskedTree(condition: CompiledCondition): TraceNode {
  const { kind, path } = condition;
  if (condition.kind === 'test') return testNode(path, condition.test, 'notAsked');
  if (condition.kind === 'always') return { path, kind, result: 'notAsked' };
  return { path, kind, result: 'notAsked', children: condition.children.map(unaskedTree) };
}

/** Fields are set one by one, since a trace has thousands of these. */
function testNode<R extends TraceNode['result']>(
  path: string,
  test: PreparedTest,
  result: R,
): TraceNode & { result: R } {
  const { part, ci, quantifier } = test.manner;
  const node: TraceNode & { result: R } = { path, kind: 'test', op: test.op, result };
  if (test.attr !== undefined) node.attr = test.attr;
  if (test.expected.length > 0) node.expected = test.expected.slice();
  if (part !== undefined) node.part = part;
  if (ci !== undefined) node.ci = ci;
  if (quantifier !== undefined) node.quantifier = quantifier;
  return node;
}

function fillSeen(node: TraceNode, { seen, matched }: Verdict): void {
  if (seen.length <= MAX_SEEN_IN_TRACE) {
    node.seen = seen.slice();
    return;
  }
  const fitting = new Set(matched);
  node.seen = [...fitting, ...seen.filter((value) => !fitting.has(value))].slice(0, MAX_SEEN_IN_TRACE);
  node.seenCount = seen.length;
}
