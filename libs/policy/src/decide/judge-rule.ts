import type { CompiledRule, RuleTable } from '../compile/rule-table';
import type { Reading } from '../conditions';
import type { AskTruths } from './ask-truths';
import type { RuleOutcome } from './trace';

/** Tells why a rule is not asked at all, or undefined when it is. */
export function whyNotAsked(
  { rule, idps, validFrom, validUntil }: CompiledRule,
  entityId: string,
  now: Date,
): 'disabled' | 'outOfWindow' | 'otherIdp' | undefined {
  if (!rule.enabled) return 'disabled';
  if (validFrom !== undefined && now.getTime() < validFrom) return 'outOfWindow';
  if (validUntil !== undefined && now.getTime() >= validUntil) return 'outOfWindow';
  return idps !== undefined && !idps.has(entityId) ? 'otherIdp' : undefined;
}

/** What became of the rule at this position of the table; only `true` at the top lets it take effect. */
export function judgeRule(
  table: RuleTable,
  position: number,
  entityId: string,
  reading: Reading,
  truths: AskTruths,
): RuleOutcome {
  const compiled = table.rules[position];
  if (compiled === undefined) return 'notMatched';
  const reason = whyNotAsked(compiled, entityId, reading.now);
  if (reason !== undefined) return reason;
  const truth = truths.ofRule(position, reading);
  if (truth === 'true') return 'matched';
  return truth === 'false' ? 'notMatched' : 'missing';
}
