import type { DocumentFault } from '../document/fault';
import { type DocumentElement, readDocument } from '../document/read-document';
import { booleanOf } from '../document/type-of';
import type { AttributePolicyReading, AttributeRule, FilterPolicy, ValueStep } from './attribute-policy';
import { type MatchReader, makeMatchReader } from './read-match-rule';

/** Namespace of Shibboleth's attribute filter policies. */
export const POLICY_NAMESPACE = 'urn:mace:shibboleth:2.0:afp';

const ruleElements = new Set(['PermitValueRule', 'DenyValueRule', 'PolicyRequirementRule', 'AttributeRule']);

/**
 * Reads Shibboleth's `attribute-policy.xml` (SP 3.5). A rule that is not understood is a fault and never skipped:
 * what it would have kept out must not come in. All faults are told at once, in order of place.
 */
export function readAttributePolicy(xml: string): AttributePolicyReading {
  const root = readDocument(xml);
  if ('fault' in root) return { ok: false, faults: [root.fault], notices: [] };
  if (root.namespace !== POLICY_NAMESPACE || root.local !== 'AttributeFilterPolicyGroup') {
    const message = `document element is ${root.local}, expected AttributeFilterPolicyGroup in ${POLICY_NAMESPACE}`;
    return {
      ok: false,
      faults: [{ code: 'root-unexpected', message, line: root.line, column: root.column }],
      notices: [],
    };
  }
  const reader = new PolicyReader(root);
  const policies = root.children
    .filter(({ local }) => local === 'AttributeFilterPolicy')
    .map((child) => reader.readPolicy(child));
  if (reader.faults.length > 0) {
    const inOrder = [...reader.faults].sort((a, b) => a.line - b.line || a.column - b.column);
    return { ok: false, faults: inOrder, notices: [] };
  }
  return { ok: true, policy: { policies }, notices: [] };
}

class PolicyReader {
  readonly faults: DocumentFault[] = [];
  private readonly named = new Map<string, DocumentElement>();
  private readonly match: MatchReader;

  constructor(root: DocumentElement) {
    this.match = makeMatchReader(this.named, (element, code, message) => this.fault(element, code, message));
    for (const child of root.children) this.register(child);
    // Rules that no policy refers to are read too, so that their faults are told.
    for (const rule of this.named.values()) {
      if (rule.local === 'AttributeRule') this.readAttributeRule(rule);
      else this.match.read(rule, { isRequirement: rule.local === 'PolicyRequirementRule' });
    }
  }

  readPolicy(element: DocumentElement): FilterPolicy {
    const [first, ...rest] = element.children;
    const isReference = first?.local === 'PolicyRequirementRuleReference';
    if (!first || (!isReference && first.local !== 'PolicyRequirementRule')) {
      this.fault(
        element,
        'requirement-missing',
        'AttributeFilterPolicy must begin with a PolicyRequirementRule',
      );
      return { requirement: { type: 'not', rule: { type: 'any', label: '' }, label: '' }, rules: [] };
    }
    const requirement = this.match.read(first, { isRequirement: true });
    return { requirement, rules: rest.flatMap((child) => this.readRuleOrReference(child)) };
  }

  private register(child: DocumentElement): void {
    if (child.local === 'AttributeFilterPolicy') return;
    const id = child.attributes.get('id');
    if (child.namespace !== POLICY_NAMESPACE || !ruleElements.has(child.local)) {
      this.fault(child, 'element-unknown', `${child.local} is not understood here`);
    } else if (!id) {
      this.fault(child, 'id-missing', `${child.local} outside a policy needs an id to be referred to`);
    } else if (this.named.has(id)) {
      this.fault(child, 'id-repeated', `id "${id}" stands on line ${this.named.get(id)?.line} already`);
    } else this.named.set(id, child);
  }

  private readRuleOrReference(element: DocumentElement): AttributeRule[] {
    if (element.local === 'AttributeRule') return [this.readAttributeRule(element)];
    if (element.local === 'AttributeRuleReference') {
      const target = this.named.get(element.attributes.get('ref') ?? '');
      if (target?.local === 'AttributeRule') return [this.readAttributeRule(target)];
      this.fault(
        element,
        'reference-unknown',
        `no AttributeRule with id "${element.attributes.get('ref') ?? ''}"`,
      );
      return [];
    }
    this.fault(element, 'element-unknown', `${element.local} inside AttributeFilterPolicy is not understood`);
    return [];
  }

  private readAttributeRule(element: DocumentElement): AttributeRule {
    const attributeId = element.attributes.get('attributeID')?.trim() ?? '';
    if (attributeId === '')
      this.fault(element, 'attribute-id-missing', 'AttributeRule without an attributeID');
    return {
      attributeId,
      permitAny: booleanOf(element, 'permitAny') ?? false,
      steps: element.children.flatMap((child) => this.readStep(child)),
      label: element.attributes.get('id') ?? `AttributeRule ${attributeId}, line ${element.line}`,
    };
  }

  private readStep(element: DocumentElement): ValueStep[] {
    const effect = /^(Permit|Deny)ValueRule(Reference)?$/.exec(element.local)?.[1];
    if (!effect) {
      this.fault(element, 'element-unknown', `${element.local} inside AttributeRule is not understood`);
      return [];
    }
    return [
      {
        effect: effect === 'Permit' ? 'permit' : 'deny',
        rule: this.match.read(element, { isRequirement: false }),
      },
    ];
  }

  private fault({ line, column }: DocumentElement, code: string, message: string): void {
    const known = this.faults.some(
      (other) => other.line === line && other.column === column && other.code === code,
    );
    if (!known) this.faults.push({ code, message, line, column });
  }
}
