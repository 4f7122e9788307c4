import type { Decision, Grant } from '../decide/decision';
import type { Conflict } from '../decide/trace';
import { answerDenied, answerHas, answerInputRefused, answerLacks } from './answer-for';
import type { Answer, ExplainedNode, Explanation, NearestExplanation } from './explanation';
import { findWays, nearestWay, type AskedTarget } from './find-ways';

const LISTS = { role: 'roles', class: 'classes', pool: 'pools' } as const;

/**
 * Answers "why does she, or does she not, have this?" from a decision alone.
 *
 * @param target - a role, class or pool, or `{ kind: 'login', ref: 'login' }` for signing in as a whole
 */
export function explainTarget(decision: Decision, target: AskedTarget): Explanation {
  const ways = findWays(decision, target);
  const grant = grantOf(decision, target);
  const conflicts = decision.trace.conflicts.filter((conflict) => concerns(conflict, target, ways));
  const has = target.kind === 'login' ? decision.outcome === 'admitted' : grant !== undefined;
  const asked = new Set(ways.flatMap(({ tree }) => [...attributesIn(tree)]));
  const { scope: _scope, ...plain } = target;
  return {
    target: plain,
    has,
    answer: settledAnswer(decision, target, grant) ?? answerLacks(ways[0], conflicts),
    ways,
    conflicts,
    dropped: decision.trace.dropped.filter(({ attr }) => asked.has(attr)),
    wouldHaveToBeTrue: has ? [] : (ways[0]?.wouldHaveToBeTrue ?? []),
  };
}

/**
 * The sentence of {@link explainTarget} and the nearest way alone, for who asks about many rights of a large policy.
 *
 * @returns `nearest` only when a rule, or the lack of one, is the answer
 */
export function explainNearest(decision: Decision, target: AskedTarget): NearestExplanation {
  const grant = grantOf(decision, target);
  const settled = settledAnswer(decision, target, grant);
  const has = target.kind === 'login' ? decision.outcome === 'admitted' : grant !== undefined;
  if (settled !== undefined) return { has, answer: settled };
  const nearest = nearestWay(decision, target);
  const ways = nearest === undefined ? [] : [nearest];
  // What the other rules lost is no part of the sentence.
  const conflicts = decision.trace.conflicts.filter((conflict) => concerns(conflict, target, ways));
  return { has, answer: answerLacks(nearest, conflicts), ...(nearest === undefined ? {} : { nearest }) };
}

/** The sentence where no rule has to be looked at for it. */
function settledAnswer(
  decision: Decision,
  target: AskedTarget,
  grant: Grant | undefined,
): Answer | undefined {
  const refused = answerInputRefused(decision);
  if (refused !== undefined) return refused;
  if (grant !== undefined) return answerHas(grant);
  const login = decision.denies.find((denial) => denial.target.kind === 'login');
  if (login !== undefined) return answerDenied(login);
  if (target.kind === 'login' && decision.outcome === 'admitted') return answerAdmitted(decision);
  const denial = decision.denies.find(
    ({ target: { kind, ref } }) => kind === target.kind && ref === target.ref,
  );
  return denial === undefined ? undefined : answerDenied(denial);
}

/** Somebody was let in by the first rule that matched, or by the switch that lets everybody in. */
function answerAdmitted({ roles, classes, pools, trace }: Decision): Answer {
  const [grant] = [...roles, ...classes, ...pools];
  if (grant !== undefined) return answerHas(grant);
  const rule = trace.rules.find(({ outcome, gives }) => outcome === 'matched' && gives.length > 0);
  return { key: 'has', params: { ruleId: rule?.id ?? '', ruleName: rule?.name ?? '', values: [] } };
}

function grantOf(decision: Decision, target: AskedTarget): Grant | undefined {
  if (target.kind === 'login') return undefined;
  return decision[LISTS[target.kind]].find(
    ({ target: { ref }, scope }) =>
      ref === target.ref && (target.scope === undefined || scope === target.scope),
  );
}

function concerns(conflict: Conflict, target: AskedTarget, ways: Explanation['ways']): boolean {
  if (target.kind === 'login') return conflict.target.kind === 'login';
  if (conflict.target.kind !== target.kind) return false;
  if (conflict.target.ref === target.ref)
    return target.scope === undefined || conflict.scope === target.scope;
  // Conflicts of a template name the template, and concern whatever it could lead to.
  return conflict.winner === 'template' && ways.some(({ ruleId }) => ruleId === conflict.loser);
}

function* attributesIn(node: ExplainedNode): Generator<string> {
  if (node.attr !== undefined) yield node.attr;
  for (const child of node.children ?? []) yield* attributesIn(child);
}
