import type { DenyEffect, Effect, LimitEffect, Quota } from '../language/effect';
import type { Rule } from '../language/policy-set';
import { describeCondition } from './describe-condition';
import type { RuleSentence, SentenceKey, SentencePart, ValueKind } from './rule-sentence';

const text = (key: SentenceKey): SentencePart => ({ t: 'text', key });
const value = (kind: ValueKind, found: string | number, path: string): SentencePart => ({
  t: 'value',
  kind,
  text: String(found),
  path,
});

/**
 * Says a rule as one sentence, in pieces without a language: who, from which providers, when, and what they get.
 * Every filled blank has its path in the rule, so that a page can link it to its field.
 */
export function describeRule(rule: Rule): RuleSentence {
  const parts: SentencePart[] = [text('who'), ...describeCondition(rule.when, 'when')];
  if (rule.idps === '*') parts.push(text('from.any'));
  else parts.push(text('from'), ...list(rule.idps.map((idp, index) => value('idp', idp, `idps[${index}]`))));
  if (rule.validFrom !== undefined)
    parts.push(text('valid.from'), value('instant', rule.validFrom, 'validFrom'));
  if (rule.validUntil !== undefined)
    parts.push(text('valid.until'), value('instant', rule.validUntil, 'validUntil'));
  rule.effects.forEach((effect, index) => {
    if (index > 0) parts.push(text('next-effect'));
    parts.push(...describeEffect(effect, `effects[${index}]`));
  });
  return parts;
}

function describeEffect(effect: Effect, path: string): SentencePart[] {
  if ('deny' in effect) return describeDeny(effect, path);
  if ('limit' in effect) return describeLimit(effect, path);
  const { leaseDays, graceDays } = effect;
  const lease = [
    ...(leaseDays === undefined
      ? []
      : [text('lease'), ...number(leaseDays, 'unit.days', `${path}.leaseDays`)]),
    ...(graceDays === undefined
      ? []
      : [text('grace'), ...number(graceDays, 'unit.grace-days', `${path}.graceDays`)]),
  ];
  if ('role' in effect) {
    const scope =
      effect.scope === undefined ? [] : [text('role.scope'), value('class', effect.scope, `${path}.scope`)];
    return [text('role'), value('role', effect.role, `${path}.role`), ...scope, ...lease];
  }
  if ('class' in effect) {
    const given = effect.class;
    const named =
      'ref' in given
        ? value('class', given.ref, `${path}.class.ref`)
        : value('class', given.template, `${path}.class.template`);
    const create = 'createIfMissing' in given && given.createIfMissing === true ? [text('class.create')] : [];
    const as = value('class-role', effect.as, `${path}.as`);
    return [text('class'), named, text('class.as'), as, ...create, ...lease];
  }
  const [vms = [], ...others] = amounts(effect.quota, `${path}.quota`);
  const pool = value('pool', effect.pool, `${path}.pool`);
  return [
    text('pool'),
    ...vms,
    text('of'),
    pool,
    ...others.flatMap((part) => [text('list'), ...part]),
    ...lease,
  ];
}

function describeLimit({ limit }: LimitEffect, path: string): SentencePart[] {
  const { pool, leaseDays, ...quota } = limit;
  const said = amounts(quota, `${path}.limit`);
  const lease = leaseDays === undefined ? [] : [number(leaseDays, 'unit.days', `${path}.limit.leaseDays`)];
  return [
    text('limit'),
    ...[...said, ...lease].flatMap((part, index) => (index === 0 ? part : [text('list'), ...part])),
    ...(pool === undefined ? [] : [text('of'), value('pool', pool, `${path}.limit.pool`)]),
  ];
}

/** Each amount with its unit, machines first. */
function amounts(quota: Partial<Quota>, path: string): SentencePart[][] {
  return (['vms', 'vcpu', 'memoryMiB', 'hours'] as const).flatMap((field) => {
    const amount = quota[field];
    return amount === undefined ? [] : [number(amount, `unit.${field}`, `${path}.${field}`)];
  });
}

function number(count: number, unit: SentenceKey, path: string): SentencePart[] {
  return [value('number', count, path), { t: 'text', key: unit, count }];
}

function describeDeny({ deny, reason }: DenyEffect, path: string): SentencePart[] {
  const why = [text('reason'), value('reason', reason, `${path}.reason`)];
  if (deny === 'login') return [text('deny.login'), ...why];
  if ('pool' in deny) return [text('deny.pool'), value('pool', deny.pool, `${path}.deny.pool`), ...why];
  if ('class' in deny) return [text('deny.class'), value('class', deny.class, `${path}.deny.class`), ...why];
  return [text('deny.role'), value('role', deny.role, `${path}.deny.role`), ...why];
}

function list(parts: readonly SentencePart[]): SentencePart[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [text('list'), part]));
}
