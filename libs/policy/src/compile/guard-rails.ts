import type { Test } from '../conditions';
import type { Path } from '../language/finding';
import type { Cond, Rule } from '../language/policy-set';
import { defaultAdminRoles, type CompileContext } from './compile-context';
import type { FaultList } from './fault-list';
import { negatedMissing } from './negated-missing';
import type { CompiledRule } from './rule-table';

/** Identifiers that are reassigned to other people, or that nobody verified (eduPerson 202208; identity 4.1). */
const WEAK_IDENTIFIERS = new Set(['eduPersonPrincipalName', 'eppn', 'mail']);

/** Affiliations that do not say where. */
const UNSCOPED_AFFILIATIONS = new Set(['eduPersonAffiliation', 'eduPersonPrimaryAffiliation']);

/** Looks for rules that are right in form and wrong in sense, before they are published (5.4, semantics 11). */
export function checkGuardRails(
  compiled: CompiledRule,
  path: Path,
  context: CompileContext,
  faults: FaultList,
): void {
  const { rule } = compiled;
  const warn = (
    code: 'unreachable-rule' | 'weak-identifier' | 'unscoped-affiliation' | 'negated-missing',
    at: Path,
    message: string,
    help: string,
  ) => faults.add({ code, path: [...path, ...at], message, help, severity: 'warning' });
  if (
    context.now !== undefined &&
    compiled.validUntil !== undefined &&
    compiled.validUntil <= context.now.getTime()
  ) {
    warn(
      'unreachable-rule',
      ['validUntil'],
      `rule "${rule.id}" ended on ${rule.validUntil ?? ''} and can never match again`,
      'remove it',
    );
  }
  checkAlwaysAdmin(rule, path, context, faults);
  const gives = rule.effects.some((effect) => !('deny' in effect || 'limit' in effect));
  for (const { attr, at } of positiveTests(rule.when, ['when'])) {
    if (gives && WEAK_IDENTIFIERS.has(attr)) {
      warn(
        'weak-identifier',
        [...at, 'attr'],
        `${attr} can be given to another person later`,
        'use subject-id, pairwise-id or eduPersonUniqueId',
      );
    }
    if (gives && UNSCOPED_AFFILIATIONS.has(attr) && !isOfOneProvider(rule)) {
      warn(
        'unscoped-affiliation',
        [...at, 'attr'],
        `${attr} does not say at which university`,
        'use eduPersonScopedAffiliation, or name one identity provider',
      );
    }
  }
  for (const { attr, at } of negatedMissing(rule.when, ['when'])) {
    warn(
      'negated-missing',
      at,
      `people whose ${attr} was not released count as no, also under not`,
      `say what you mean: put { attr: ${attr}, op: absent } beside the not in an any`,
    );
  }
}

/** Whether a rule is about people of one provider only, by its list or by a test that has to be true. */
function isOfOneProvider({ idps, when }: Rule): boolean {
  return (idps !== '*' && idps.length === 1) || namesOneProvider(when);
}

function namesOneProvider(condition: Cond): boolean {
  if ('all' in condition) return condition.all.some(namesOneProvider);
  if (!('attr' in condition) || condition.attr !== 'idp.entityId') return false;
  return condition.op === 'equals' || (condition.op === 'oneOf' && condition.values.length === 1);
}

function checkAlwaysAdmin(rule: Rule, path: Path, context: CompileContext, faults: FaultList): void {
  if (fixedTruth(rule.when) !== true) return;
  const admins = new Set(context.adminRoles ?? defaultAdminRoles);
  rule.effects.forEach((effect, index) => {
    if (!('role' in effect) || !admins.has(effect.role)) return;
    faults.add({
      code: 'always-admin',
      path: [...path, 'effects', index, 'role'],
      message: `rule "${rule.id}" is about everybody and gives "${effect.role}"`,
      help: 'name the people by a condition',
    });
  });
}

/** Truth of a condition that asks nothing; undefined when it depends on the person. */
function fixedTruth(condition: Cond): boolean | undefined {
  if ('always' in condition) return true;
  if ('op' in condition) return ofEverybody(condition);
  if ('not' in condition) {
    const inner = fixedTruth(condition.not);
    return inner === undefined ? undefined : !inner;
  }
  if ('all' in condition || 'any' in condition) {
    const isAll = 'all' in condition;
    const truths = (isAll ? condition.all : condition.any).map(fixedTruth);
    if (truths.includes(!isAll)) return !isAll;
    return truths.every((truth) => truth === isAll) ? isAll : undefined;
  }
  return undefined;
}

/** Every person comes from a provider and at a time. */
function ofEverybody(test: Test): boolean | undefined {
  if (test.op !== 'present' && test.op !== 'absent') return undefined;
  return test.attr === 'idp.entityId' || test.attr === 'now' ? test.op === 'present' : undefined;
}

function* positiveTests(condition: Cond, at: Path): Generator<{ attr: string; at: Path }> {
  if ('always' in condition || 'not' in condition) return;
  if ('all' in condition) {
    for (const [index, inner] of condition.all.entries()) yield* positiveTests(inner, [...at, 'all', index]);
  } else if ('any' in condition) {
    for (const [index, inner] of condition.any.entries()) yield* positiveTests(inner, [...at, 'any', index]);
  } else if ('attr' in condition && condition.op !== 'absent') yield { attr: condition.attr, at };
}
