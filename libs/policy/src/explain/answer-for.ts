import type { Decision, Denial, Grant } from '../decide/decision';
import type { Conflict } from '../decide/trace';
import type { Answer, Way } from './explanation';
import { thingsIn } from './find-causes';

/** The sentence about a right that the person has. */
export function answerHas({ ruleId, ruleName, values, validUntil }: Grant): Answer {
  return {
    key: 'has',
    params: { ruleId, ruleName, values, ...(validUntil === undefined ? {} : { validUntil }) },
  };
}

/** The sentence about a right that was taken away. */
export function answerDenied({ target, ruleId, ruleName, reason, values }: Denial): Answer {
  return {
    key: target.kind === 'login' ? 'login-denied' : 'denied',
    params: { ruleId, ruleName, reason, values },
  };
}

/** The sentence about an input that no rule was asked about; undefined when rules were asked. */
export function answerInputRefused({ refusal }: Decision): Answer | undefined {
  if (refusal === undefined || refusal.code === 'denied' || refusal.code === 'no-rule') return undefined;
  return { key: 'input-refused', params: { code: refusal.code, reason: refusal.reason ?? '' } };
}

/** The sentence about a right that the person has not, and nobody took away. */
export function answerLacks(nearest: Way | undefined, conflicts: readonly Conflict[]): Answer {
  if (nearest === undefined) return { key: 'no-rule' };
  const { ruleId, ruleName, outcome, causes } = nearest;
  const rule = { ruleId, ruleName };
  if (outcome === 'disabled' || outcome === 'outOfWindow' || outcome === 'otherIdp') {
    return { key: `rule.${outcome}`, params: rule };
  }
  if (outcome === 'matched') return answerLost(rule, conflicts);
  const [first] = causes;
  const things = thingsIn(causes);
  // Only `not: always` fails without a test: such a rule can never give anything.
  if (first === undefined) return { key: 'no-rule' };
  if (things.length > 1) return { key: 'cause.several', params: { ...rule, count: things.length, causes } };
  const attr = first.attr === undefined ? {} : { attr: first.attr };
  return { key: `cause.${first.kind}`, params: { ...rule, ...attr, causes } };
}

function answerLost(rule: { ruleId: string; ruleName: string }, conflicts: readonly Conflict[]): Answer {
  for (const { loser, why, winner } of conflicts) {
    if (loser !== rule.ruleId) continue;
    if (why === 'denied' || why === 'merged' || why === 'limited' || why === 'lower-priority') continue;
    return { key: `lost.${why}`, params: { ...rule, winner } };
  }
  // The rule's template leads to other classes than the one asked about.
  return { key: 'lost.capture-missing', params: { ...rule, winner: 'template' } };
}
