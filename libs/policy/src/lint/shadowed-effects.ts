import type { CompiledEffect, CompiledRule } from '../compile/rule-table';
import type { AnyTarget } from '../language/target';
import type { Effort } from './effort';
import { implies } from './implies';

/** A gift that a deny always takes away again. */
export interface ShadowedEffect {
  /** Index of the effect in its rule. */
  effect: number;
  /** Id of the rule that denies. */
  by: string;
  target: AnyTarget;
}

interface Deny {
  rule: CompiledRule;
  target: AnyTarget;
}

/** Finds gifts that nobody can ever have, since a deny is about everybody whom their rule is about. */
export function shadowedEffects(
  rules: readonly CompiledRule[],
  effort: Effort,
): Map<CompiledRule, ShadowedEffect[]> {
  const denies = rules.flatMap((rule): Deny[] =>
    rule.rule.enabled
      ? rule.effects.flatMap((effect) => (effect.kind === 'deny' ? [{ rule, target: effect.target }] : []))
      : [],
  );
  const found = new Map<CompiledRule, ShadowedEffect[]>();
  if (denies.length === 0) return found;
  for (const rule of rules) {
    if (!rule.rule.enabled) continue;
    const shadowed = rule.effects.flatMap((effect, index): ShadowedEffect[] => {
      const given = givenBy(effect);
      if (given === undefined) return [];
      const deny = denies.find(
        (one) => one.rule !== rule && isOf(one.target, given) && isAboutAllOf(one.rule, rule, effort),
      );
      return deny === undefined ? [] : [{ effect: index, by: deny.rule.rule.id, target: deny.target }];
    });
    if (shadowed.length > 0) found.set(rule, shadowed);
  }
  return found;
}

/** What an effect gives; a template may lead to any class. */
function givenBy(effect: CompiledEffect): { kind: string; ref?: string } | undefined {
  if (effect.kind === 'role') return { kind: 'role', ref: effect.effect.role };
  if (effect.kind === 'pool') return { kind: 'pool', ref: effect.effect.pool };
  if (effect.kind !== 'class') return undefined;
  return 'ref' in effect.effect.class ? { kind: 'class', ref: effect.effect.class.ref } : { kind: 'class' };
}

function isOf(denied: AnyTarget, given: { kind: string; ref?: string }): boolean {
  return denied.kind === 'login' || (denied.kind === given.kind && denied.ref === given.ref);
}

/** Whether a deny holds wherever and whenever the other rule does, for everybody whom that is about. */
function isAboutAllOf(deny: CompiledRule, rule: CompiledRule, effort: Effort): boolean {
  const { idps } = rule;
  if (deny.idps !== undefined && (idps === undefined || [...idps].some((idp) => !deny.idps?.has(idp))))
    return false;
  const never = Number.NEGATIVE_INFINITY;
  const ever = Number.POSITIVE_INFINITY;
  if ((deny.validFrom ?? never) > (rule.validFrom ?? never)) return false;
  if ((deny.validUntil ?? ever) < (rule.validUntil ?? ever)) return false;
  return implies(rule.rule.when, deny.rule.when, effort);
}
