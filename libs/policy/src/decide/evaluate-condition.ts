import type { CompiledCondition } from '../compile/rule-table';
import { and, not, or, type PreparedTest, type Reading, type Truth, type Verdict } from '../conditions';
import { MAX_SEEN_IN_TRACE } from '../language/limits';
import type { TraceNode } from './trace';

/** A condition that was evaluated: the trace for people, and the verdicts that grants are made from. */
export interface Judged {
  truth: Truth;
  node: TraceNode;
  children: readonly Judged[];
  test?: PreparedTest;
  verdict?: Verdict;
}

/** Evaluates a condition whole: nothing is cut short, so that the trace can say what everything saw. */
export function evaluateCondition(condition: CompiledCondition, reading: Reading): Judged {
  const { kind, path } = condition;
  if (condition.kind === 'always')
    return { truth: 'true', node: { path, kind, result: 'true' }, children: LEAF };
  if (condition.kind === 'test') {
    const { test } = condition;
    const verdict = test.evaluate(reading);
    const node = testNode(path, test, verdict.result);
    fillSeen(node, verdict);
    return { truth: verdict.result, node, children: LEAF, test, verdict };
  }
  const children: Judged[] = [];
  const nodes: TraceNode[] = [];
  let truth: Truth = condition.kind === 'any' ? 'false' : 'true';
  for (const child of condition.children) {
    const judged = evaluateCondition(child, reading);
    children.push(judged);
    nodes.push(judged.node);
    truth = condition.kind === 'any' ? or(truth, judged.truth) : and(truth, judged.truth);
  }
  if (condition.kind === 'not') truth = not(truth);
  return { truth, node: { path, kind, result: truth, children: nodes }, children };
}

const LEAF: readonly Judged[] = Object.freeze([]);

/** The trace of a condition that nobody asked, since its rule is off, out of its window, or for another provider. */
export function unaskedTree(condition: CompiledCondition): TraceNode {
  const { kind, path } = condition;
  if (condition.kind === 'test') return testNode(path, condition.test, 'notAsked');
  if (condition.kind === 'always') return { path, kind, result: 'notAsked' };
  return { path, kind, result: 'notAsked', children: condition.children.map(unaskedTree) };
}

/** Fields are set one by one, since a decision makes thousands of these. */
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
