import { RE2JS } from 're2js';
import type { DocumentElement } from '../document/read-document';
import { booleanOf, typeOf } from '../document/type-of';
import type { FilterRule } from './attribute-policy';

/** Where a rule stands: a requirement of a policy has no value of its own to look at. */
export interface RulePlace {
  isRequirement: boolean;
}

/** Reads matching rules and follows references between them. */
export interface MatchReader {
  read(element: DocumentElement, place: RulePlace): FilterRule;
}

type TellFault = (element: DocumentElement, code: string, message: string) => void;

/** Longest expression that is compiled. */
const MAX_REGEX = 256;

/** Spellings of older files for the same rules. */
const legacyTypes = new Map([
  ['AttributeValueString', 'Value'],
  ['AttributeValueRegex', 'ValueRegex'],
  ['AttributeIssuerString', 'Issuer'],
  ['AttributeScopeMatchesShibMDScope', 'ScopeMatchesShibMDScope'],
  ['AttributeValueMatchesShibMDScope', 'ValueMatchesShibMDScope'],
]);

/** Stands in for a rule with a fault; the file is refused, so it is never asked. */
const NEVER: FilterRule = { type: 'not', rule: { type: 'any', label: 'never' }, label: 'never' };

/**
 * Makes a reader over the shared rules of one file.
 *
 * @param named the rules that may be referred to, by id
 */
export function makeMatchReader(
  named: ReadonlyMap<string, DocumentElement>,
  tellFault: TellFault,
): MatchReader {
  const following: string[] = [];

  const faulty = (element: DocumentElement, code: string, message: string): FilterRule => {
    tellFault(element, code, message);
    return NEVER;
  };

  const follow = (element: DocumentElement, place: RulePlace): FilterRule => {
    const ref = element.attributes.get('ref') ?? '';
    const target = named.get(ref);
    if (!target || target.local === 'AttributeRule') {
      return faulty(element, 'reference-unknown', `no rule with id "${ref}"`);
    }
    if (following.includes(ref)) {
      return faulty(
        element,
        'reference-circular',
        `"${ref}" refers to itself by way of ${following.join(', ')}`,
      );
    }
    following.push(ref);
    const rule = read(target, place);
    following.pop();
    return rule;
  };

  const readOperands = (element: DocumentElement, place: RulePlace): FilterRule[] =>
    element.children.map((child) =>
      child.local === 'Rule' || child.local === 'RuleReference'
        ? read(child, place)
        : faulty(child, 'element-unknown', `${child.local} inside a rule is not understood`),
    );

  const read = (element: DocumentElement, place: RulePlace): FilterRule => {
    if (element.local.endsWith('Reference')) return follow(element, place);
    const written = typeOf(element);
    if (!written) return faulty(element, 'rule-type-missing', `${element.local} without an xsi:type`);
    const type = legacyTypes.get(written) ?? written;
    const label = element.attributes.get('id') ?? `${type}, line ${element.line}`;
    const attributeId = element.attributes.get('attributeID')?.trim() || undefined;
    const needsValue = (): boolean => {
      if (!place.isRequirement || attributeId !== undefined) return false;
      tellFault(
        element,
        'rule-needs-value',
        `${type} in a requirement must name an attributeID, or there is no value to look at`,
      );
      return true;
    };
    const text = (name: string): string | undefined => {
      const found = element.attributes.get(name);
      if (found === undefined) tellFault(element, `${name}-missing`, `${type} without ${name}`);
      return found;
    };

    switch (type) {
      case 'ANY':
        return { type: 'any', label };
      case 'AND':
      case 'OR': {
        const rules = readOperands(element, place);
        if (rules.length === 0) return faulty(element, 'operands-missing', `${type} without a Rule`);
        return { type: type === 'AND' ? 'and' : 'or', rules, label };
      }
      case 'NOT': {
        const [rule, another] = readOperands(element, place);
        if (!rule || another) return faulty(element, 'operands-wrong', 'NOT must hold exactly one Rule');
        return { type: 'not', rule, label };
      }
      case 'Issuer':
        return { type: 'issuer', value: text('value') ?? '', label };
      case 'Value': {
        const value = text('value');
        return needsValue() || value === undefined ? NEVER : { type: 'value', value, attributeId, label };
      }
      case 'ValueRegex': {
        const test = compileRegex(element, text('regex'), tellFault);
        return needsValue() || !test ? NEVER : { type: 'value-regex', test, attributeId, label };
      }
      case 'ScopeMatchesShibMDScope':
      case 'ValueMatchesShibMDScope': {
        const kind =
          type === 'ScopeMatchesShibMDScope' ? 'scope-matches-metadata' : 'value-matches-metadata-scope';
        if (!place.isRequirement) return { type: kind, label };
        return faulty(element, 'rule-needs-value', `${type} in a requirement has no value to look at`);
      }
      default:
        return faulty(element, 'rule-type-unknown', `rule type "${written}" is not supported`);
    }
  };
  return { read };
}

/**
 * Compiles an expression that is searched for anywhere in the value, as Shibboleth's SP does; anchors are the
 * author's. RE2 runs in linear time, so no value can make it run for long.
 */
function compileRegex(
  element: DocumentElement,
  regex: string | undefined,
  tellFault: TellFault,
): ((text: string) => boolean) | undefined {
  if (regex === undefined) return undefined;
  if (regex.length > MAX_REGEX) {
    tellFault(element, 'regex-too-long', `regex of ${regex.length} characters, at most ${MAX_REGEX}`);
    return undefined;
  }
  try {
    const flags = booleanOf(element, 'caseSensitive') === false ? RE2JS.CASE_INSENSITIVE : 0;
    const pattern = RE2JS.compile(regex, flags);
    return (text) => pattern.matcher(text).find();
  } catch (error) {
    tellFault(
      element,
      'regex-malformed',
      `regex "${regex}" cannot be compiled: ${error instanceof Error ? error.message : ''}`,
    );
    return undefined;
  }
}
