import { compareText } from '../compile/compare-text';
import { isVirtual } from '../conditions';
import type { Decision } from '../decide/decision';
import type { DroppedValue } from '../decide/decision-input';
import type { TraceNode, TraceRule } from '../decide/trace';
import { answerDenied, answerInputRefused, answerLacks } from './answer-for';
import type { AttributeFate, NothingExplained, Way } from './explanation';
import { findWays } from './find-ways';

/**
 * Explains to a person who has nothing of a kind what became of each attribute that some rule for it asked for, and
 * which of them decided. Needs no right to be named: `pool` asks why there is no machine at all, `login` why there is
 * nothing at all.
 */
export function explainNothing(decision: Decision, kind: 'login' | 'pool' = 'login'): NothingExplained {
  const gives = (rule: TraceRule) => kind === 'login' || rule.gives.some((gift) => gift.kind === kind);
  const rules = decision.trace.rules.filter(gives);
  const askable = new Set(rules.map(({ id }) => id));
  const ways = findWays(decision, { kind: 'login', ref: 'login' }).filter(({ ruleId }) =>
    askable.has(ruleId),
  );
  const [denial] = decision.denies;
  const deciding = denial === undefined ? decidingIn(ways) : new Set(denial.values.map(({ attr }) => attr));
  const { trace } = decision;
  const fates = new Map<string, AttributeFate>();
  for (const rule of rules) {
    for (const node of testsIn(rule.tree)) note(fates, node, trace.dropped, deciding);
  }
  const asked = [...fates.values()];
  const drops = trace.dropped
    .filter(({ attr }) => fates.has(attr))
    .map(({ attr, value, why }): AttributeFate => {
      const isOnly = fates.get(attr)?.values.length === 0;
      return { attr, status: 'dropped', values: [value], why, decided: isOnly && deciding.has(attr) };
    });
  const whole = asked.filter(
    ({ attr, status }) => status !== 'dropped' || !drops.some((drop) => drop.attr === attr),
  );
  return {
    answer:
      answerInputRefused(decision) ??
      (denial === undefined ? answerLacks(ways[0], trace.conflicts) : answerDenied(denial)),
    attributes: [...whole, ...drops].toSorted((a, b) => compareText(a.attr, b.attr)),
  };
}

/** Attributes that kept the nearest rules from matching; several rules may be equally near. */
function decidingIn(ways: readonly Way[]): Set<string> {
  const open = ways.filter(({ causes }) => causes.length > 0);
  const [nearest] = open;
  const least = nearest?.wouldHaveToBeTrue.length ?? 0;
  const near = open.filter(({ wouldHaveToBeTrue }) => wouldHaveToBeTrue.length === least);
  return new Set(near.flatMap(({ causes }) => causes.flatMap(({ attr }) => attr ?? [])));
}

function note(
  fates: Map<string, AttributeFate>,
  { attr, op, seen, result }: TraceNode,
  dropped: readonly DroppedValue[],
  deciding: ReadonlySet<string>,
): void {
  if (attr === undefined || seen === undefined || isVirtual(attr)) return;
  const known = fates.get(attr);
  const isUsed = (result === 'true' && op !== 'absent') || known?.status === 'used';
  const isDropped = dropped.some((value) => value.attr === attr);
  const empty = isDropped ? 'dropped' : 'notReleased';
  const status = seen.length === 0 ? empty : isUsed ? 'used' : 'otherValue';
  fates.set(attr, { attr, status, values: seen, decided: deciding.has(attr) });
}

function* testsIn(node: TraceNode): Generator<TraceNode> {
  if (node.kind === 'test') yield node;
  for (const child of node.children ?? []) yield* testsIn(child);
}
