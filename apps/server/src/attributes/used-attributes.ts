import type { AttributeMap, UsedAttribute } from '@virlab/attributes';
import type { RuleTable } from '@virlab/policy';
import { identifierAttributes, URI_FORMAT } from './identifier-attributes';
import { testedByRules } from './needed-attributes';
import type { RulesInForce } from './rules-in-force';

/**
 * What rests on the ids of the map in force: every attribute that a rule of the policy asks about, and those by which
 * people are recognised. An identifier is found by its SAML name, so another id for the same name takes nothing away.
 *
 * @param candidate - the map that may come instead
 */
export function usedAttributes(
  { map }: RulesInForce,
  table: RuleTable | undefined,
  candidate: AttributeMap | undefined,
): UsedAttribute[] {
  const ofRules = testedByRules(table).map(({ attr, rules }) => ({ id: attr, usedBy: { rules } }));
  const ofIdentifiers = identifierAttributes.flatMap(({ type, samlName }): UsedAttribute[] => {
    const entry = map.find(samlName, URI_FORMAT);
    const isThere = candidate?.find(samlName, URI_FORMAT) !== undefined;
    return entry && !isThere ? [{ id: entry.id, usedBy: { identifier: type } }] : [];
  });
  return [...ofRules, ...ofIdentifiers];
}
