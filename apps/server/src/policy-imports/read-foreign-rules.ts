import type { ImportKind } from '@virlab/contracts';
import {
  type CompileContext,
  compilePolicy,
  describeRule,
  type Finding,
  type Rule,
  stringifyRule,
} from '@virlab/policy';
import type { ImportResult } from '@virlab/policy-import';
import { VirlabError } from '../platform/index';
import type { ImportFinding, ImportReading, ReadableRule } from './import-result';

/**
 * Presents rules made of a foreign file, with everything that the compiler says about them.
 *
 * @throws VirlabError `import-unreadable`
 */
export function readForeignRules(
  kind: ImportKind,
  result: ImportResult,
  context: CompileContext,
  timezone: string | undefined,
): ImportReading {
  if (!result.ok) throw unreadable(result.fault);
  const { rules, notes, unmapped } = result;
  const defaults = timezone === undefined ? {} : { defaults: { timezone } };
  const compiled = compilePolicy({ version: 1, id: 'import', ...defaults, rules }, context);
  const findings = compiled.ok ? compiled.warnings : compiled.faults;
  return {
    kind,
    rules: rules.map(readableRule),
    notes,
    findings: findings.map((finding) => findingOf(finding, rules)),
    unmapped,
    goesTo: 'draft',
  };
}

/** A rule as pages show it. */
export function readableRule(rule: Rule): ReadableRule {
  return { id: rule.id, name: rule.name, yaml: stringifyRule(rule), sentence: describeRule(rule) };
}

/** A finding, with the rule that it is about. */
export function findingOf(finding: Finding, rules: readonly { id: string }[]): ImportFinding {
  const index = /^rules\[(\d+)\]/.exec(finding.path)?.[1];
  const ruleId = index === undefined ? undefined : rules[Number(index)]?.id;
  return { ...finding, ...(ruleId === undefined ? {} : { ruleId }) };
}

/** The failure for a text that cannot be read at all. */
export function unreadable({ message, line, column }: { message: string; line?: number; column?: number }) {
  const at = line === undefined ? '' : `line ${line}${column === undefined ? '' : `, column ${column}`}: `;
  return new VirlabError('import-unreadable', { publicDetail: `${at}${message}`.slice(0, 500) });
}
