import { describeRule } from '../explain/describe-rule';
import type { SentencePart } from '../explain/rule-sentence';
import type { PolicySet, Rule } from '../language/policy-set';
import { diffDefaults, diffRuleFields, fieldDiff, type FieldDiff } from './diff-fields';
import { diffParts, type MergedPart } from './diff-parts';
import { keptOrder } from './kept-order';

/** One rule that differs between two policies. */
export interface RuleDiff {
  ruleId: string;
  /** As the later policy calls it. */
  name: string;
  /** `moved`: it says the same at another place; a rule that changed and moved is `changed`. */
  change: 'added' | 'removed' | 'changed' | 'moved';
  /** Both sentences merged: only the pieces that differ are gone or new. */
  sentence: MergedPart<SentencePart>[];
  /** What the sentence does not say: name, description, enabled, priority, owner, note, letter case, extract. */
  fields: FieldDiff[];
}

/** How two policies differ: by rules, not by lines. */
export interface PolicyDiff {
  /** In the order of the later policy; a removed rule stands after the one that it followed. */
  rules: RuleDiff[];
  sameRules: number;
  defaults: FieldDiff[];
}

/** Compares two policies rule by rule; rules are the same by their id. */
export function diffPolicies(before: PolicySet, after: PolicySet): PolicyDiff {
  const old = new Map(before.rules.map((rule, place) => [rule.id, { rule, place }]));
  const staying = after.rules.flatMap(({ id }) => old.get(id)?.place ?? []);
  const inOrder = keptOrder(staying);
  const stays = new Set(after.rules.map(({ id }) => id));
  const removed = removedAfter(before.rules, stays);
  const rules: RuleDiff[] = [...(removed.get(undefined) ?? [])];
  let sameRules = 0;
  for (const rule of after.rules) {
    const known = old.get(rule.id);
    const diff =
      known === undefined
        ? wholeRule(rule, 'added', 'new')
        : diffRule(known.rule, rule, !inOrder.has(known.place));
    if (diff === undefined) sameRules += 1;
    else rules.push(diff);
    rules.push(...(removed.get(rule.id) ?? []));
  }
  return { rules, sameRules, defaults: diffDefaults(before, after) };
}

/** Removed rules by the last rule before them that stays. */
function removedAfter(
  rules: readonly Rule[],
  stays: ReadonlySet<string>,
): Map<string | undefined, RuleDiff[]> {
  const removed = new Map<string | undefined, RuleDiff[]>();
  let last: string | undefined;
  for (const rule of rules) {
    if (stays.has(rule.id)) last = rule.id;
    else removed.set(last, [...(removed.get(last) ?? []), wholeRule(rule, 'removed', 'gone')]);
  }
  return removed;
}

function wholeRule(rule: Rule, change: 'added' | 'removed', fate: 'new' | 'gone'): RuleDiff {
  const sentence = describeRule(rule).map((part) => ({ fate, part }));
  return { ruleId: rule.id, name: rule.name, change, sentence, fields: [] };
}

function diffRule(before: Rule, after: Rule, hasMoved: boolean): RuleDiff | undefined {
  const isEqual = textOf(before) === textOf(after);
  if (isEqual && !hasMoved) return undefined;
  const sentence = diffParts(describeRule(before), describeRule(after), isSamePart);
  const fields = diffRuleFields(before, after);
  const isSaid = isEqual || fields.length > 0 || sentence.some(({ fate }) => fate !== 'same');
  return {
    ruleId: after.id,
    name: after.name,
    change: isEqual ? 'moved' : 'changed',
    sentence,
    fields: isSaid ? fields : unsaidRest(before, after),
  };
}

/** A difference that no sentence and no field tells (a group around one test) is shown as it is written. */
function unsaidRest(before: Rule, after: Rule): FieldDiff[] {
  return (['when', 'effects', 'idps', 'validFrom', 'validUntil'] as const).flatMap((field) =>
    fieldDiff(field, textOf(before[field]), textOf(after[field])),
  );
}

function isSamePart(a: SentencePart, b: SentencePart): boolean {
  if (a.t === 'text') return b.t === 'text' && a.key === b.key && (a.count === 1) === (b.count === 1);
  if (a.t === 'attr') return b.t === 'attr' && a.attr === b.attr;
  return b.t === 'value' && a.kind === b.kind && a.text === b.text;
}

/** A text that is the same for the same content, whatever the order of fields. */
function textOf(value: unknown): string {
  return (
    JSON.stringify(value, (_key, found: unknown) => {
      if (typeof found !== 'object' || found === null || Array.isArray(found)) return found;
      return Object.fromEntries(Object.entries(found).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}
