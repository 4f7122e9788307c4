import type { DocumentElement } from '../document/read-document';
import { malformedBooleans, unknownSettings } from '../document/type-of';
import type { FilterRule } from './attribute-policy';
import { isOfPolicy } from './policy-namespaces';
import { legacyTypes, type RuleSource, ruleTypes, unsupportedTypes } from './rule-types';

/** What a rule is for: Shibboleth keeps the shared rules of each kind apart. */
export type RuleKind = 'requirement' | 'permit' | 'deny';

/** Reads matching rules and follows references between them. */
export interface MatchReader {
  read(element: DocumentElement, kind: RuleKind): FilterRule;
}

/** Says what is wrong (`fault`) or has no effect (`notice`) at an element. */
export interface Teller {
  fault(element: DocumentElement, code: string, message: string): void;
  notice(element: DocumentElement, code: string, message: string): void;
}

/** Rules that one rule may come to with everything it refers to, and how deep: references can double at every step. */
const MAX_RULES = 5_000;
const MAX_DEPTH = 64;

/** Stands in for a rule with a fault; the file is refused, so it is never asked. */
const NEVER: FilterRule = { type: 'not', rule: { type: 'any', label: 'never' }, label: 'never' };

interface Sized {
  rule: FilterRule;
  size: number;
  depth: number;
}
const never: Sized = { rule: NEVER, size: 1, depth: 1 };

/** The kind of an element outside AND, OR and NOT. */
export function kindOf(local: string): RuleKind | undefined {
  const [, name] = /^(PolicyRequirement|PermitValue|DenyValue)Rule(?:Reference)?$/.exec(local) ?? [];
  return ({ PolicyRequirement: 'requirement', PermitValue: 'permit', DenyValue: 'deny' } as const)[
    name ?? ''
  ];
}

/**
 * Makes a reader over the shared rules of one file.
 *
 * @param named the rules that may be referred to, by id, each with its kind
 */
export function makeMatchReader(
  named: ReadonlyMap<string, { element: DocumentElement; kind: RuleKind | 'attribute' }>,
  tell: Teller,
): MatchReader {
  const following: string[] = [];
  const done = new Map<DocumentElement, Sized>();

  const faulty = (element: DocumentElement, code: string, message: string): Sized => {
    tell.fault(element, code, message);
    return never;
  };

  const follow = (element: DocumentElement, kind: RuleKind): Sized => {
    const ref = element.attributes.get('ref')?.trim() ?? '';
    const target = named.get(ref);
    for (const setting of unknownSettings(element, ['ref'])) {
      tell.notice(element, 'setting-unknown', `${element.local} has no setting "${setting}", ignored`);
    }
    if (!target) return faulty(element, 'reference-unknown', `no rule with id "${ref}"`);
    if (target.kind !== kind) {
      const message = `"${ref}" on line ${target.element.line} is no ${kind} rule, so it cannot be referred to here`;
      return faulty(element, 'reference-wrong-kind', message);
    }
    if (following.includes(ref)) {
      return faulty(
        element,
        'reference-circular',
        `"${ref}" refers to itself by way of ${following.join(', ')}`,
      );
    }
    if (following.length >= MAX_DEPTH)
      return faulty(element, 'rules-too-deep', `references more than ${MAX_DEPTH} deep`);
    following.push(ref);
    const rule = read(target.element, kind);
    following.pop();
    return rule;
  };

  const read = (element: DocumentElement, kind: RuleKind): Sized => {
    if (element.local.endsWith('Reference')) return follow(element, kind);
    const known = done.get(element);
    if (known) return known;
    const sized = readRule(element, kind);
    // Also what has a fault: it was told, and reading it again for every reference would take for ever.
    done.set(element, sized);
    return sized;
  };

  const readRule = (element: DocumentElement, kind: RuleKind): Sized => {
    const { type: written } = element;
    if (!written) return faulty(element, 'rule-type-missing', `${element.local} without an xsi:type`);
    if (written.namespace !== '' && !isOfPolicy(written.namespace)) {
      const place = written.namespace === undefined ? 'an undeclared prefix' : `"${written.namespace}"`;
      return faulty(element, 'rule-type-unknown', `rule type "${written.local}" of ${place} is unknown`);
    }
    const type = legacyTypes.get(written.local) ?? written.local;
    const label = element.attributes.get('id') ?? `${type}, line ${element.line}`;
    if (type === 'AND' || type === 'OR' || type === 'NOT') return readLogic(element, type, kind, label);
    const why = unsupportedTypes.get(type);
    if (why)
      return faulty(
        element,
        'rule-type-not-supported',
        `rule type "${written.local}" is not supported: ${why}`,
      );
    const reader = ruleTypes.get(type);
    if (!reader) return faulty(element, 'rule-type-unknown', `rule type "${written.local}" is unknown`);
    tellSettings(element, type, reader.settings);
    const test = reader.read(sourceOf(element, type, kind));
    return test ? { rule: { ...test, label }, size: 1, depth: 1 } : never;
  };

  const tellSettings = (element: DocumentElement, type: string, settings: readonly string[]): void => {
    for (const setting of unknownSettings(element, ['id', ...settings])) {
      tell.notice(element, 'setting-unknown', `${type} has no setting "${setting}", ignored`);
    }
    for (const odd of malformedBooleans(element, ['caseSensitive', 'ignoreCase', 'matchIfMetadataSilent'])) {
      tell.fault(element, 'boolean-malformed', `${odd} must be true or false`);
    }
    for (const name of ['caseSensitive', 'ignoreCase'].filter((one) => element.attributes.has(one))) {
      if (type === 'Value')
        tell.notice(
          element,
          'case-rule-ignored',
          `${name} of Value is ignored: the decoder of the attribute decides`,
        );
      if (type === 'Scope' || type === 'ScopeRegex')
        tell.notice(
          element,
          'case-rule-ignored',
          `${name} of ${type} is ignored: scopes are compared without case`,
        );
    }
    for (const child of element.children) {
      tell.fault(child, 'element-unknown', `${child.local} inside ${type} is not understood`);
    }
  };

  const sourceOf = (element: DocumentElement, type: string, kind: RuleKind): RuleSource => ({
    element,
    type,
    attributeId: element.attributes.get('attributeID')?.trim() || undefined,
    isRequirement: kind === 'requirement',
    fault: (code, message) => void tell.fault(element, code, message) as undefined,
    text: (name) => {
      const found = element.attributes.get(name);
      if (found === undefined) tell.fault(element, `${name}-missing`, `${type} without ${name}`);
      return found;
    },
  });

  const readLogic = (
    element: DocumentElement,
    type: 'AND' | 'OR' | 'NOT',
    kind: RuleKind,
    label: string,
  ): Sized => {
    for (const setting of unknownSettings(element, ['id'])) {
      tell.notice(element, 'setting-unknown', `${type} has no setting "${setting}", ignored`);
    }
    const operands = element.children.map((child) =>
      (child.local === 'Rule' || child.local === 'RuleReference') && isOfPolicy(child.namespace)
        ? read(child, kind)
        : faulty(child, 'element-unknown', `${child.local} inside a rule is not understood`),
    );
    const size = operands.reduce((sum, one) => sum + one.size, 1);
    const depth = operands.reduce((most, one) => Math.max(most, one.depth), 0) + 1;
    if (size > MAX_RULES)
      return faulty(
        element,
        'rules-too-many',
        `comes to more than ${MAX_RULES} rules with what it refers to`,
      );
    if (depth > MAX_DEPTH)
      return faulty(element, 'rules-too-deep', `rules nested more than ${MAX_DEPTH} deep`);
    const rules = operands.map(({ rule }) => rule);
    const [first, another] = rules;
    if (!first) return faulty(element, 'operands-missing', `${type} without a Rule`);
    if (type !== 'NOT') return { rule: { type: type === 'AND' ? 'and' : 'or', rules, label }, size, depth };
    if (another) return faulty(element, 'operands-wrong', 'NOT must hold exactly one Rule');
    return { rule: { type: 'not', rule: first, label }, size, depth };
  };

  return { read: (element, kind) => read(element, kind).rule };
}
