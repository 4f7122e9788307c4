import type { CompiledCondition } from '../compile/rule-table';
import type { PreparedTest, Verdict } from '../conditions';
import { MAX_SEEN_IN_TRACE } from '../language/limits';
import type { Judged } from './evaluate-condition';
import type { TraceNode } from './trace';

/** The trace of a condition that was evaluated. */
export function traceCondition({ condition, truth, children, test, verdict }: Judged): TraceNode {
  const { path, kind } = condition;
  if (test !== undefined && verdict !== undefined) {
    const node = testNode(path, test, truth);
    fillSeen(node, verdict);
    return node;
  }
  if (kind === 'always') return { path, kind, result: truth };
  return { path, kind, result: truth, children: children.map(traceCondition) };
}

/** The trace of a condition that nobody asked, since its rule is off, out of its window, or for another provider. */
export function unaskedTree(condition: CompiledCondition): TraceNode {
  const { kind, path } = condition;
  if (condition.kind === 'test') return testNode(path, condition.test, 'notAsked');
  if (condition.kind === 'always') return { path, kind, result: 'notAsked' };
  return { path, kind, result: 'notAsked', children: condition.children.map(unaskedTree) };
}

/** Fields are set one by one, since a trace has thousands of these. */
function testNode(path: string, test: PreparedTest, result: TraceNode['result']): TraceNode {
  const { part, ci, quantifier } = test.manner;
  const node: TraceNode = { path, kind: 'test', op: test.op, result };
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
