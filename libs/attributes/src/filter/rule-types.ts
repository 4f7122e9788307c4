import type { DocumentElement } from '../document/read-document';
import { booleanOf } from '../document/type-of';
import type { FilterTest, Pattern } from './attribute-policy';
import { compilePattern } from './compile-pattern';
import { readableEntityAttributes } from './filter-context';

/** What a rule type may ask of the element that it is written as. A fault is told and answered by undefined. */
export interface RuleSource {
  element: DocumentElement;
  type: string;
  /** The attribute whose values are looked at; undefined for the current one. */
  attributeId: string | undefined;
  isRequirement: boolean;
  fault(code: string, message: string): undefined;
  /** Settings that must be there. */
  text(name: string): string | undefined;
}

/** One rule type of Shibboleth: the settings it has beside `id`, and how it is read. */
export interface RuleType {
  settings: readonly string[];
  read(source: RuleSource): FilterTest | undefined;
}

const REGEX = ['regex', 'caseSensitive', 'ignoreCase', 'options'];

/** In a requirement there is no value to look at, unless the rule names an attribute. */
function hasValue({ type, attributeId, isRequirement, fault }: RuleSource): boolean {
  if (!isRequirement || attributeId !== undefined) return true;
  fault(
    'rule-needs-value',
    `${type} in a requirement must name an attributeID, or there is no value to look at`,
  );
  return false;
}

function patternOf(source: RuleSource, always: { ignoreCase?: boolean } = {}): Pattern | undefined {
  const regex = source.text('regex');
  if (regex === undefined) return undefined;
  const read = compilePattern(source.element, regex, always);
  return 'code' in read ? source.fault(read.code, read.message) : read;
}

function ofValue(type: 'value' | 'scope'): RuleType {
  return {
    settings: ['value', 'attributeID', 'caseSensitive', 'ignoreCase'],
    read: (source) => {
      const value = source.text('value');
      const isAsked = hasValue(source);
      const { attributeId } = source;
      return value !== undefined && isAsked ? { type, value, ...named(attributeId) } : undefined;
    },
  };
}

function ofValuePattern(type: 'value-regex' | 'scope-regex'): RuleType {
  return {
    settings: ['attributeID', ...REGEX],
    read: (source) => {
      const pattern = patternOf(source, { ignoreCase: type === 'scope-regex' });
      const isAsked = hasValue(source);
      return pattern && isAsked ? { type, pattern, ...named(source.attributeId) } : undefined;
    },
  };
}

function about(type: 'issuer' | 'requester' | 'authentication-method'): RuleType {
  return {
    settings: ['value'],
    read: ({ text }) => {
      const value = text('value');
      return value === undefined ? undefined : { type, value };
    },
  };
}

function aboutPattern(type: 'issuer-regex' | 'requester-regex' | 'authentication-method-regex'): RuleType {
  return {
    settings: REGEX,
    read: (source) => {
      const pattern = patternOf(source);
      return pattern && { type, pattern };
    },
  };
}

function withMetadataScope(type: 'scope-matches-metadata' | 'value-matches-metadata-scope'): RuleType {
  return {
    settings: [],
    read: (source) =>
      source.isRequirement
        ? source.fault('rule-needs-value', `${source.type} in a requirement has no value to look at`)
        : { type },
  };
}

function entityAttributeName({ text, fault, element }: RuleSource): string | undefined {
  const name = text('attributeName');
  if (name === undefined || readableEntityAttributes.includes(name)) return name;
  const known = readableEntityAttributes.join(' and ');
  return fault(
    'entity-attribute-not-supported',
    `entity attribute "${name}" on line ${element.line} is not read of metadata, only ${known} are`,
  );
}

function countOf({ element, fault }: RuleSource, name: string, otherwise: number): number | undefined {
  const text = element.attributes.get(name)?.trim();
  if (text === undefined) return otherwise;
  return /^\d{1,9}$/.test(text)
    ? Number(text)
    : fault('number-malformed', `${name} "${text}" is not a number`);
}

const named = (attributeId: string | undefined) => (attributeId === undefined ? {} : { attributeId });

/** The rule types that are read here, but AND, OR and NOT, which hold other rules. */
export const ruleTypes: ReadonlyMap<string, RuleType> = new Map<string, RuleType>([
  ['ANY', { settings: [], read: () => ({ type: 'any' }) }],
  ['Value', ofValue('value')],
  ['Scope', ofValue('scope')],
  ['ValueRegex', ofValuePattern('value-regex')],
  ['ScopeRegex', ofValuePattern('scope-regex')],
  ['ScopeMatchesShibMDScope', withMetadataScope('scope-matches-metadata')],
  ['ValueMatchesShibMDScope', withMetadataScope('value-matches-metadata-scope')],
  ['Issuer', about('issuer')],
  ['Requester', about('requester')],
  ['AuthenticationMethod', about('authentication-method')],
  ['IssuerRegex', aboutPattern('issuer-regex')],
  ['RequesterRegex', aboutPattern('requester-regex')],
  ['AuthenticationMethodRegex', aboutPattern('authentication-method-regex')],
  [
    'NumberOfAttributeValues',
    {
      settings: ['attributeID', 'minimum', 'maximum'],
      read: (source) => {
        const { attributeId } = source;
        const minimum = countOf(source, 'minimum', 0);
        const maximum = countOf(source, 'maximum', Number.MAX_SAFE_INTEGER);
        if (attributeId === undefined)
          return source.fault('attribute-id-missing', `${source.type} without an attributeID`);
        if (minimum === undefined || maximum === undefined) return undefined;
        return { type: 'number-of-values', attributeId, minimum, maximum };
      },
    },
  ],
  [
    'IssuerEntityAttributeExactMatch',
    {
      settings: ['attributeName', 'attributeNameFormat', 'attributeValue'],
      read: (source) => {
        const name = entityAttributeName(source);
        const value = source.text('attributeValue');
        return name === undefined || value === undefined
          ? undefined
          : { type: 'issuer-entity-attribute', name, value };
      },
    },
  ],
  [
    'IssuerEntityAttributeRegexMatch',
    {
      settings: ['attributeName', 'attributeNameFormat', 'attributeValueRegex', 'caseSensitive', 'options'],
      read: (source) => {
        const name = entityAttributeName(source);
        const regex = source.text('attributeValueRegex');
        if (name === undefined || regex === undefined) return undefined;
        const pattern = compilePattern(source.element, regex);
        if ('code' in pattern) return source.fault(pattern.code, pattern.message);
        return { type: 'issuer-entity-attribute-regex', name, pattern };
      },
    },
  ],
  [
    'IssuerRegistrationAuthority',
    {
      settings: ['registrars', 'matchIfMetadataSilent'],
      read: ({ element, text, fault }) => {
        const registrars = text('registrars')?.split(/\s+/).filter(Boolean);
        if (!registrars) return undefined;
        if (registrars.length === 0) return fault('registrars-missing', 'registrars names nobody');
        const matchesIfSilent = booleanOf(element, 'matchIfMetadataSilent') ?? false;
        return { type: 'issuer-registration-authority', registrars, matchesIfSilent };
      },
    },
  ],
  [
    'NameIDQualifierString',
    {
      settings: ['attributeID', 'NameQualifier', 'SPNameQualifier'],
      read: (source) => {
        if (!hasValue(source)) return undefined;
        const nameQualifier = source.element.attributes.get('NameQualifier');
        const spNameQualifier = source.element.attributes.get('SPNameQualifier');
        return {
          type: 'name-id-qualifier',
          ...(nameQualifier ? { nameQualifier } : {}),
          ...(spNameQualifier ? { spNameQualifier } : {}),
          ...named(source.attributeId),
        };
      },
    },
  ],
]);

/** Rule types of Shibboleth that are not read here, and why. */
export const unsupportedTypes: ReadonlyMap<string, string> = new Map([
  ['EntityAttributeExactMatch', 'it looks at our own entity attributes, which only the federation writes'],
  ['EntityAttributeRegexMatch', 'it looks at our own entity attributes, which only the federation writes'],
  ['RegistrationAuthority', 'it looks at who registered us, which is the same for everybody'],
  ['InEntityGroup', 'groups of a metadata file are not kept'],
  ['IssuerInEntityGroup', 'groups of a metadata file are not kept'],
  ['NameIDFormatExactMatch', 'it looks at our own metadata, which is the same for everybody'],
  ['IssuerNameIDFormatExactMatch', 'the NameID formats of a provider are not kept'],
  ['AttributeIssuerEntityMatcher', 'matchers of other plug-ins are not here'],
  ['AttributeRequesterEntityMatcher', 'matchers of other plug-ins are not here'],
  ['PrincipalName', 'it belongs to identity providers'],
  ['PrincipalNameRegex', 'it belongs to identity providers'],
]);

/** Spellings of older files for the same rules. */
export const legacyTypes: ReadonlyMap<string, string> = new Map([
  ['AttributeValueString', 'Value'],
  ['AttributeScopeString', 'Scope'],
  ['AttributeValueRegex', 'ValueRegex'],
  ['AttributeScopeRegex', 'ScopeRegex'],
  ['AttributeIssuerString', 'Issuer'],
  ['AttributeIssuerRegex', 'IssuerRegex'],
  ['AttributeRequesterString', 'Requester'],
  ['AttributeRequesterRegex', 'RequesterRegex'],
  ['AuthenticationMethodString', 'AuthenticationMethod'],
  ['AttributeScopeMatchesShibMDScope', 'ScopeMatchesShibMDScope'],
  ['AttributeValueMatchesShibMDScope', 'ValueMatchesShibMDScope'],
  ['AttributeIssuerEntityAttributeExactMatch', 'IssuerEntityAttributeExactMatch'],
  ['AttributeIssuerEntityAttributeRegexMatch', 'IssuerEntityAttributeRegexMatch'],
  ['AttributeRequesterEntityAttributeExactMatch', 'EntityAttributeExactMatch'],
  ['AttributeRequesterEntityAttributeRegexMatch', 'EntityAttributeRegexMatch'],
  ['AttributeIssuerRegistrationAuthority', 'IssuerRegistrationAuthority'],
  ['AttributeRequesterRegistrationAuthority', 'RegistrationAuthority'],
  ['AttributeIssuerInEntityGroup', 'IssuerInEntityGroup'],
  ['AttributeRequesterInEntityGroup', 'InEntityGroup'],
  ['AttributeIssuerNameIDFormat', 'IssuerNameIDFormatExactMatch'],
  ['AttributeRequesterNameIDFormat', 'NameIDFormatExactMatch'],
  ['PrincipalNameString', 'PrincipalName'],
]);
