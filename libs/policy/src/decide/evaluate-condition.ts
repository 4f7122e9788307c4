import type { CompiledCondition } from '../compile/rule-table';
import { all, any, not, type PreparedTest, type Reading, type Truth, type Verdict } from '../conditions';
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
    return { truth: 'true', node: { path, kind, result: 'true' }, children: [] };
  if (condition.kind === 'test') {
    const verdict = condition.test.evaluate(reading);
    const node = { ...testNode(path, condition.test), ...seenOf(verdict), result: verdict.result };
    return { truth: verdict.result, node, children: [], test: condition.test, verdict };
  }
  const children = condition.children.map((child) => evaluateCondition(child, reading));
  const truths = children.map(({ truth }) => truth);
  const truth =
    condition.kind === 'all'
      ? all(truths)
      : condition.kind === 'any'
        ? any(truths)
        : not(truths[0] ?? 'missing');
  return { truth, node: { path, kind, result: truth, children: children.map(({ node }) => node) }, children };
}

/** The trace of a condition that nobody asked, since its rule is off, out of its window, or for another provider. */
export function unaskedTree(condition: CompiledCondition): TraceNode {
  const { kind, path } = condition;
  if (condition.kind === 'test') return { ...testNode(path, condition.test), result: 'notAsked' };
  if (condition.kind === 'always') return { path, kind, result: 'notAsked' };
  return { path, kind, result: 'notAsked', children: condition.children.map(unaskedTree) };
}

function testNode(path: string, { op, attr, expected, manner }: PreparedTest): Omit<TraceNode, 'result'> {
  const { part, ci, quantifier } = manner;
  return {
    path,
    kind: 'test',
    op,
    ...(attr === undefined ? {} : { attr }),
    ...(expected.length === 0 ? {} : { expected: [...expected] }),
    ...(part === undefined ? {} : { part }),
    ...(ci === undefined ? {} : { ci }),
    ...(quantifier === undefined ? {} : { quantifier }),
  };
}

function seenOf({ seen, matched }: Verdict): { seen: string[]; seenCount?: number } {
  if (seen.length <= MAX_SEEN_IN_TRACE) return { seen: [...seen] };
  const fitting = new Set(matched);
  const first = [...fitting, ...seen.filter((value) => !fitting.has(value))];
  return { seen: first.slice(0, MAX_SEEN_IN_TRACE), seenCount: seen.length };
}
