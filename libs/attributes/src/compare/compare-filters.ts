import { type AttributeRuleWords, describeRulesOf, type RuleWords } from '../filter/describe-rule';
import type { AttributePolicy, FilterRule } from '../filter/attribute-policy';
import type { FilterContext } from '../filter/filter-context';
import { applicableRules, filterValue } from '../filter/filter-value';
import { serializeValue } from '../decode/serialize-value';
import type { AttributeValue } from '../normalized-attributes';
import type { AttributeMap } from '../registry/attribute-map';
import type { FilterChange } from './rules-report';

interface Rules {
  map: AttributeMap;
  policy: AttributePolicy;
}

/** The provider of the trial: it may speak for one domain. */
const SCOPE = 'university.example';
const ENTITY_ID = 'https://idp.university.example';
const FOREIGN_SCOPE = 'elsewhere.example';
/** Values such as universities send, and such as rules are there to keep out. */
const USUAL = ['student', 'faculty', 'staff', 'employee', 'member', 'affiliate', 'alum', 'library-walk-in'];
const STRANGE = ['something else', 'a1-b2=c3', 'with@sign', SCOPE, FOREIGN_SCOPE, '!!name'];
const MOST_SHOWN = 10;
/** Values tried for each attribute; a file with more is compared by the first ones. */
const MOST_TRIED = 400;

/** What becomes of each attribute that both maps give and whose rules are not the same. */
export function compareFilters(current: Rules, candidate: Rules): FilterChange[] {
  const ids = [...new Set(current.map.entries.map(({ id }) => id))].filter((id) => candidate.map.hasId(id));
  const literals = [...new Set([...literalsOf(current.policy), ...literalsOf(candidate.policy)])];
  return ids.sort().flatMap((attributeId): FilterChange[] => {
    if (meaningOf(current, attributeId) === meaningOf(candidate, attributeId)) return [];
    const nowKept = new Set<string>();
    const nowDropped = new Set<string>();
    for (const value of valuesToTry(candidate.map, attributeId, literals)) {
      const [before, after] = [isKept(current, attributeId, value), isKept(candidate, attributeId, value)];
      if (after && !before) nowKept.add(serializeValue(value));
      if (before && !after) nowDropped.add(serializeValue(value));
    }
    const change =
      nowKept.size > 0
        ? nowDropped.size > 0
          ? 'both'
          : 'looser'
        : nowDropped.size > 0
          ? 'stricter'
          : 'rewritten';
    return [{ attributeId, change, nowKept: shown(nowKept), nowDropped: shown(nowDropped) }];
  });
}

/** Everything that decides about an attribute, as text: equal texts mean equal rules, labels and lines aside. */
function meaningOf({ map, policy }: Rules, attributeId: string): string {
  const requirements = policy.policies.map(({ requirement, rules }) => [
    meaningfulRule(requirement),
    rules.map((rule) => rule.attributeId),
  ]);
  const rules = describeRulesOf(policy, attributeId).map(({ permitAny, steps }: AttributeRuleWords) => [
    permitAny,
    steps.map(({ effect, words }) => [effect, inOrder(words)]),
  ]);
  const isOnePolicy = policy.policies.length === 1 && policy.policies[0]?.requirement.type === 'any';
  return JSON.stringify([map.isCaseSensitive(attributeId), rules, isOnePolicy ? [] : requirements]);
}

/** The same rule with its alternatives in one order: in which they are written changes nothing. */
function inOrder({ key, texts, attr, of }: RuleWords): RuleWords {
  const parts = of?.map(inOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const hasPlaces =
    key === 'issuer-entity-attribute' || key === 'name-id-qualifier' || key === 'number-of-values';
  return {
    key,
    texts: hasPlaces ? texts : texts.toSorted(),
    ...(attr === undefined ? {} : { attr }),
    ...(parts ? { of: parts } : {}),
  };
}

function meaningfulRule(rule: FilterRule): string {
  return JSON.stringify(rule, (key, value: unknown) => (key === 'label' ? undefined : value));
}

function isKept({ map, policy }: Rules, attr: string, value: AttributeValue): boolean {
  const context: FilterContext = {
    idp: { entityId: ENTITY_ID, scopes: [SCOPE] },
    isCaseSensitive: (id) => map.isCaseSensitive(id),
    valuesOf: (id) => (id === attr ? [value] : []),
  };
  return filterValue(applicableRules(policy, context), context, { attr, value }).kept;
}

/** Plain and in capitals; with the provider's scope where the attribute has one, and with what else the rules name. */
function valuesToTry(map: AttributeMap, id: string, literals: readonly string[]): AttributeValue[] {
  const texts = [...new Set([...USUAL, ...STRANGE, ...literals])].slice(0, MOST_TRIED);
  const values = [...texts, 'STUDENT'].map((value): AttributeValue => ({ value }));
  const isScoped = map.entries.some((entry) => entry.id === id && entry.decoder.kind === 'scoped');
  // A scope that the provider may not assert is dropped above the file, so it would show no difference.
  return isScoped ? values.map(({ value }) => ({ value, scope: SCOPE })) : values;
}

/** Every value that some rule names. */
function literalsOf({ policies }: AttributePolicy): string[] {
  const walk = (rule: FilterRule): string[] => {
    if (rule.type === 'and' || rule.type === 'or') return rule.rules.flatMap(walk);
    if (rule.type === 'not') return walk(rule.rule);
    return rule.type === 'value' ? [rule.value] : [];
  };
  return policies.flatMap(({ rules }) =>
    rules.flatMap(({ steps }) => steps.flatMap(({ rule }) => walk(rule))),
  );
}

function shown(values: ReadonlySet<string>): string[] {
  return [...values].slice(0, MOST_SHOWN);
}
