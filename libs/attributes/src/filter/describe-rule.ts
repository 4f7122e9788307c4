import type { AttributePolicy, FilterRule } from './attribute-policy';

/**
 * A rule as parts of a sentence, without its code: the page has the words for each key. Alternatives of one kind are one
 * part with several texts.
 */
export interface RuleWords {
  /** The type of the test, such as `value` or `and`. */
  key: FilterRule['type'];
  /** What is asked for, in order: values, expressions, names, numbers. */
  texts: string[];
  /** The attribute that is looked at, when it is another one. */
  attr?: string;
  of?: RuleWords[];
}

/** What one AttributeRule does with values, as parts of sentences. */
export interface AttributeRuleWords {
  attributeId: string;
  label: string;
  line: number;
  permitAny: boolean;
  steps: { effect: 'permit' | 'deny'; words: RuleWords }[];
}

/** The rules that speak of an attribute: its own, or those for `*` when it has none. */
export function describeRulesOf(policy: AttributePolicy, attributeId: string): AttributeRuleWords[] {
  const all = policy.policies.flatMap(({ rules }) => rules);
  const own = all.filter((rule) => rule.attributeId === attributeId);
  const relevant = own.length > 0 ? own : all.filter((rule) => rule.attributeId === '*');
  return relevant.map(({ label, line, permitAny, steps, ...rule }) => ({
    attributeId: rule.attributeId,
    label,
    line,
    permitAny,
    steps: steps.map(({ effect, rule: one }) => ({ effect, words: describeRule(one) })),
  }));
}

/** One rule as parts of a sentence. */
export function describeRule(rule: FilterRule): RuleWords {
  switch (rule.type) {
    case 'and':
    case 'or': {
      const of = merged(rule.type, rule.rules.map(describeRule));
      const [only, another] = of;
      return only && !another ? only : { key: rule.type, texts: [], of };
    }
    case 'not':
      return { key: 'not', texts: [], of: [describeRule(rule.rule)] };
    default:
      return { key: rule.type, texts: textsOf(rule), ...attrOf(rule) };
  }
}

/** Tests that ask for one thing each, so that several of them are a choice of things. */
const CHOICES: ReadonlySet<string> = new Set([
  'value',
  'value-regex',
  'scope',
  'scope-regex',
  'issuer',
  'issuer-regex',
  'requester',
  'authentication-method',
]);

/** `value is a, or value is b` reads as `value is one of a, b`. */
function merged(type: 'and' | 'or', parts: readonly RuleWords[]): RuleWords[] {
  const result: RuleWords[] = [];
  for (const part of parts) {
    const same = result.find(({ key, attr, of }) => key === part.key && attr === part.attr && !of);
    if (type === 'or' && same && CHOICES.has(part.key)) same.texts.push(...part.texts);
    else result.push({ ...part, texts: [...part.texts] });
  }
  return result;
}

function textsOf(rule: FilterRule): string[] {
  if ('pattern' in rule) return 'name' in rule ? [rule.name, rule.pattern.regex] : [rule.pattern.regex];
  switch (rule.type) {
    case 'value':
    case 'scope':
    case 'issuer':
    case 'requester':
    case 'authentication-method':
      return [rule.value];
    case 'issuer-entity-attribute':
      return [rule.name, rule.value];
    case 'issuer-registration-authority':
      return [...rule.registrars];
    case 'number-of-values':
      return [
        String(rule.minimum),
        ...(rule.maximum === Number.MAX_SAFE_INTEGER ? [] : [String(rule.maximum)]),
      ];
    case 'name-id-qualifier':
      return [rule.nameQualifier, rule.spNameQualifier].flatMap((text) => (text === undefined ? [] : [text]));
    default:
      return [];
  }
}

function attrOf(rule: FilterRule): { attr?: string } {
  return 'attributeId' in rule && rule.attributeId !== undefined ? { attr: rule.attributeId } : {};
}
