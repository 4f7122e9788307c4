import type { Path } from '../language/finding';
import { ruleHeadSchema, type Rule } from '../language/policy-set';
import { compileCondition, type ConditionSetting } from './compile-condition';
import { compileEffect } from './compile-effect';
import { capturesOf } from './compile-template';
import { instantOf } from './instants';
import { testsOf, type CompiledRule } from './rule-table';
import { missingField, nameOf, shapeFaults } from './shape-faults';

/**
 * Reads one rule.
 *
 * @returns undefined when it has a fault; all its faults are on the list, those of head, condition and effects alike
 */
export function compileRule(raw: unknown, path: Path, setting: ConditionSetting): CompiledRule | undefined {
  const { faults } = setting;
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    faults.add({ code: 'wrong-type', path, message: `found ${nameOf(raw)}, expected a rule` });
    return undefined;
  }
  const head = ruleHeadSchema.safeParse(raw);
  if (!head.success) {
    for (const fault of shapeFaults(head.error.issues, raw, path, ruleHeadSchema)) faults.add(fault);
  }
  const when = readWhen(raw, path, setting);
  const captures = when === undefined ? undefined : capturesOf(when.compiled);
  const written = 'effects' in raw && Array.isArray(raw.effects) ? raw.effects : [];
  const effects = written
    .slice(0, head.success ? written.length : 64)
    .map((effect, index) => compileEffect(effect, [...path, 'effects', index], { ...setting, captures }))
    .filter((effect) => effect !== undefined);
  if (!head.success) return undefined;
  const rule: Rule = {
    ...head.data,
    when: when?.written ?? { always: true },
    effects: effects.map(({ effect }) => effect),
  };
  const window = readWindow(rule, path, setting);
  if (when === undefined || window === undefined || effects.length < written.length) return undefined;
  return {
    rule,
    ...window,
    ...(rule.idps === '*' ? {} : { idps: new Set(rule.idps) }),
    when: when.compiled,
    tests: testsOf(when.compiled),
    effects,
  };
}

function readWhen(raw: object, path: Path, setting: ConditionSetting) {
  if ('when' in raw) return compileCondition(raw.when, [...path, 'when'], path.length, setting);
  setting.faults.add({
    ...missingField([...path, 'when']),
    help: 'for a rule about everybody write when: { always: true }',
  });
  return undefined;
}

function readWindow(
  rule: Rule,
  path: Path,
  { faults, timezone }: ConditionSetting,
): { validFrom?: number; validUntil?: number } | undefined {
  const window: { validFrom?: number; validUntil?: number } = {};
  for (const [field, edge] of [
    ['validFrom', 'first'],
    ['validUntil', 'last'],
  ] as const) {
    const written = rule[field];
    if (written === undefined) continue;
    const instant = instantOf(written, edge, timezone);
    if (instant === undefined) {
      faults.add({
        code: 'wrong-value',
        path: [...path, field],
        message: `${written} is not a day of the calendar`,
      });
      return undefined;
    }
    window[field] = instant;
  }
  const { validFrom, validUntil } = window;
  if (validFrom !== undefined && validUntil !== undefined && validUntil <= validFrom) {
    faults.add({
      code: 'empty-window',
      path: [...path, 'validUntil'],
      message: `validUntil ${rule.validUntil ?? ''} is not after validFrom ${rule.validFrom ?? ''}`,
    });
    return undefined;
  }
  return window;
}
