import { isTimezone } from '../conditions/zoned-time';
import { knownThings, type CompileContext } from '../compile/compile-context';
import { compileRule } from '../compile/compile-rule';
import { FaultList } from '../compile/fault-list';
import { checkGuardRails } from '../compile/guard-rails';
import { readDocument } from '../compile/read-document';
import { byPlace, type Finding } from '../language/finding';
import { lintRules } from '../lint/lint-rules';
import type { Rule } from '../language/policy-set';

/** One rule read alone. `faults` has warnings too; a rule without errors is `ok`. Places are those of its own text. */
export type ReadRule =
  { ok: true; rule: Rule; faults: Finding[] } | { ok: false; rule?: undefined; faults: Finding[] };

/**
 * Reads one rule from its own text (or plain data), as it stands in a list of rules but from its first field. Tells
 * everything that is wrong with it alone; what it is beside other rules, only the whole policy tells. Never throws.
 *
 * @param context - as of compilePolicy
 * @param timezone - zone of the policy's defaults
 */
export function readRule(source: unknown, context: CompileContext = {}, timezone = 'UTC'): ReadRule {
  const { document, findings } = readDocument(source);
  if (document === undefined) return { ok: false, faults: findings };
  const faults = new FaultList(document);
  const zone = isTimezone(timezone) ? timezone : 'UTC';
  const compiled = compileRule(document.value, [], { faults, known: knownThings(context), timezone: zone });
  if (compiled !== undefined) {
    checkGuardRails(compiled, [], context, faults);
    lintRules([{ compiled, path: [] }], context, faults);
  }
  const all = byPlace([...findings, ...faults.inOrder()]);
  if (compiled === undefined || !faults.isClean || findings.length > 0) return { ok: false, faults: all };
  return { ok: true, rule: compiled.rule, faults: all };
}
