import type { ExplanationNode, PolicyTarget, Why } from '@virlab/contracts';
import type { Answer, AnyTarget, Cause, ExplainedNode, Explanation, Wanted } from '@virlab/policy';
import type { PersonDecision } from './decide-about-person';
import { whoseTurn } from './whose-turn';

const LIST = ', ';

/** A decision about a person, of now or of another moment. */
export type ExplainedDecision = Pick<PersonDecision, 'user' | 'university' | 'takenAt' | 'decision'> & {
  policy: { version: number };
  /** The attributes are older than is believed. */
  isStale?: boolean;
};

/** An explanation as the API tells it. */
export function presentWhy(
  { user, university, policy, takenAt, isStale, decision }: ExplainedDecision,
  target: PolicyTarget,
  explanation: Explanation,
  more: Pick<Why, 'sameWay' | 'askText' | 'asOf' | 'moments'>,
): Why {
  return {
    person: { id: user.id, displayName: user.displayName, university },
    target,
    policyVersion: policy.version,
    decidedAt: takenAt.toISOString(),
    ...(isStale ? { stale: true } : {}),
    has: explanation.has,
    answer: presentAnswer(explanation.answer),
    ways: explanation.ways.map(({ ruleId, ruleName, outcome, tree, byHand }) => ({
      ruleId,
      ruleName,
      outcome,
      tree: presentNode(tree),
      ...(byHand ? { byHand } : {}),
    })),
    denials: decision.denies
      .filter(({ target: { kind, ref } }) => kind === 'login' || (kind === target.kind && ref === target.ref))
      .map((denial) => ({
        ruleId: denial.ruleId,
        ruleName: denial.ruleName,
        reason: denial.reason,
        target: nameOf(denial.target),
      })),
    conflicts: explanation.conflicts.map(({ target: about, winner, loser, why }) => ({
      target: nameOf(about),
      winner,
      loser,
      why,
    })),
    dropped: explanation.dropped,
    wouldHaveToBeTrue: explanation.wouldHaveToBeTrue.map(presentWanted),
    turn: whoseTurn(explanation.answer),
    ...more,
  };
}

/** A node of an explanation as the API tells it. */
export function presentNode(node: ExplainedNode): ExplanationNode {
  const { path, kind, op, attr, expected, seen, result, decided, children } = node;
  return {
    path,
    kind,
    ...(op === undefined ? {} : { op }),
    ...(attr === undefined ? {} : { attr }),
    ...(expected === undefined ? {} : { expected: expected.join(LIST) }),
    ...(seen === undefined ? {} : { seen: [...seen] }),
    result,
    decided,
    ...(children === undefined ? {} : { children: children.map(presentNode) }),
  };
}

/** A test that must not hold is told by the word `not` before its operator. */
function presentWanted({ attr, op, expected, negated }: Wanted): Why['wouldHaveToBeTrue'][number] {
  return { attr: attr ?? 'now', op: negated ? `not ${op}` : op, expected: expected.join(LIST) };
}

function presentAnswer(answer: Answer): Why['answer'] {
  return { key: answer.key, params: 'params' in answer ? paramsOf(answer.params) : {} };
}

/** Everything that goes into the sentence as plain text; what is several becomes a list. */
function paramsOf(params: object): Record<string, string> {
  const said: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (name === 'causes') Object.assign(said, causeParams(value as Cause[]));
    else if (name === 'values')
      said['values'] = (value as { attr: string; value: string }[])
        .map((found) => `${found.attr} = ${found.value}`)
        .join(LIST);
    else said[name] = String(value);
  }
  return said;
}

function causeParams(causes: readonly Cause[]): Record<string, string> {
  const list = (texts: readonly string[]) => [...new Set(texts)].join(LIST);
  return {
    attrs: list(causes.flatMap(({ attr }) => attr ?? [])),
    expected: list(causes.flatMap(({ expected }) => expected)),
    seen: list(causes.flatMap(({ seen }) => seen)),
  };
}

function nameOf({ kind, ref }: AnyTarget): string {
  return `${kind}:${ref}`;
}
