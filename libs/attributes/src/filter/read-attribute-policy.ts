import { type DocumentFault, type DocumentNotice, MOST_TOLD } from '../document/fault';
import { type DocumentElement, readDocument } from '../document/read-document';
import { booleanOf, malformedBooleans, unknownSettings } from '../document/type-of';
import type {
  AttributePolicyReading,
  AttributeRule,
  FilterPolicy,
  FilterRule,
  ValueStep,
} from './attribute-policy';
import { isOfPolicy, POLICY_NAMESPACE } from './policy-namespaces';
import { kindOf, type MatchReader, makeMatchReader, type RuleKind } from './read-match-rule';

const NEVER: FilterRule = { type: 'not', rule: { type: 'any', label: 'never' }, label: 'never' };

/**
 * Reads Shibboleth's `attribute-policy.xml` (SP 3.5). A rule that is not understood is a fault and never skipped:
 * what it would have kept out must not come in. All faults are told at once, in order of place.
 */
export function readAttributePolicy(xml: string): AttributePolicyReading {
  const document = readDocument(xml);
  if ('fault' in document) return { ok: false, faults: [document.fault], notices: [] };
  const { root, notices } = document;
  if (root.namespace !== POLICY_NAMESPACE || root.local !== 'AttributeFilterPolicyGroup') {
    const message = `document element is ${root.local}, expected AttributeFilterPolicyGroup in ${POLICY_NAMESPACE}`;
    const { line, column } = root;
    return { ok: false, faults: [{ code: 'root-unexpected', message, line, column }], notices };
  }
  const reader = new PolicyReader(root, notices);
  const policies = root.children
    .filter(({ local, namespace }) => local === 'AttributeFilterPolicy' && namespace === POLICY_NAMESPACE)
    .map((child) => reader.readPolicy(child));
  const inOrder = (a: DocumentFault, b: DocumentFault) => a.line - b.line || a.column - b.column;
  notices.sort(inOrder);
  if (reader.faults.length > 0) return { ok: false, faults: reader.faults.sort(inOrder), notices };
  return { ok: true, policy: { policies }, notices };
}

class PolicyReader {
  readonly faults: DocumentFault[] = [];
  private readonly named = new Map<string, { element: DocumentElement; kind: RuleKind | 'attribute' }>();
  private readonly match: MatchReader;

  constructor(
    root: DocumentElement,
    private readonly notices: DocumentNotice[],
  ) {
    this.match = makeMatchReader(this.named, {
      fault: (element, code, message) => this.fault(element, code, message),
      notice: (element, code, message) => this.notice(element, code, message),
    });
    this.tellUnknown(root, ['id']);
    for (const child of root.children) this.register(child, undefined);
    // Rules that no policy refers to are read too, so that their faults are told.
    for (const { element, kind } of this.named.values()) {
      if (kind === 'attribute') this.readAttributeRule(element);
      else this.match.read(element, kind);
    }
  }

  readPolicy(element: DocumentElement): FilterPolicy {
    this.tellUnknown(element, ['id']);
    const [first, ...rest] = element.children;
    if (!first || kindOf(first.local) !== 'requirement' || !isOfPolicy(first.namespace)) {
      const message = 'AttributeFilterPolicy must begin with a PolicyRequirementRule';
      this.fault(element, 'requirement-missing', message);
      return { requirement: NEVER, rules: [] };
    }
    const requirement = this.match.read(first, 'requirement');
    return { requirement, rules: rest.flatMap((child) => this.readRuleOrReference(child)) };
  }

  /** Finds every rule with an id, however deep: Shibboleth lets any of them be referred to. */
  private register(element: DocumentElement, kind: RuleKind | undefined): void {
    const { local, namespace } = element;
    const isTop = kind === undefined;
    if (isTop && local === 'AttributeFilterPolicy' && namespace === POLICY_NAMESPACE) {
      for (const child of element.children) this.registerInside(child);
      return;
    }
    const own = local === 'AttributeRule' ? 'attribute' : (kindOf(local) ?? kind);
    const isRule = own !== undefined && isOfPolicy(namespace) && !local.endsWith('Reference');
    if (isTop && !isRule) {
      this.fault(element, 'element-unknown', `${local} is not understood here`);
      return;
    }
    if (!isRule) return;
    const id = element.attributes.get('id');
    const earlier = id === undefined ? undefined : this.named.get(id);
    if (isTop && !id) {
      this.fault(element, 'id-missing', `${local} outside a policy needs an id to be referred to`);
    } else if (earlier) {
      this.fault(element, 'id-repeated', `id "${id}" stands on line ${earlier.element.line} already`);
    } else if (id) this.named.set(id, { element, kind: own });
    for (const child of element.children) {
      if (own === 'attribute') this.registerInside(child);
      else this.register(child, own);
    }
  }

  /** Children whose own names say what they are; strange ones are told where they are read. */
  private registerInside(child: DocumentElement): void {
    if (child.local === 'AttributeRule' || kindOf(child.local))
      this.register(child, kindOf(child.local) ?? 'permit');
  }

  private readRuleOrReference(element: DocumentElement): AttributeRule[] {
    if (isOfPolicy(element.namespace)) {
      if (element.local === 'AttributeRule') return [this.readAttributeRule(element)];
      if (element.local === 'AttributeRuleReference') {
        const ref = element.attributes.get('ref')?.trim() ?? '';
        const target = this.named.get(ref);
        if (target?.kind === 'attribute') return [this.readAttributeRule(target.element)];
        this.fault(element, 'reference-unknown', `no AttributeRule with id "${ref}"`);
        return [];
      }
    }
    this.fault(element, 'element-unknown', `${element.local} inside AttributeFilterPolicy is not understood`);
    return [];
  }

  private readAttributeRule(element: DocumentElement): AttributeRule {
    const attributeId = element.attributes.get('attributeID')?.trim() ?? '';
    this.tellUnknown(element, ['id', 'attributeID', 'permitAny']);
    if (attributeId === '')
      this.fault(element, 'attribute-id-missing', 'AttributeRule without an attributeID');
    for (const odd of malformedBooleans(element, ['permitAny'])) {
      this.fault(element, 'boolean-malformed', `${odd} must be true or false`);
    }
    const permitAny = booleanOf(element, 'permitAny') ?? false;
    const steps = element.children.flatMap((child) => this.readStep(child));
    if (!permitAny && element.children.length === 0) {
      this.notice(
        element,
        'rule-empty',
        `AttributeRule ${attributeId} permits nothing, so it drops every value`,
      );
    }
    const label = element.attributes.get('id') ?? `AttributeRule ${attributeId}, line ${element.line}`;
    return { attributeId, permitAny, steps, label, line: element.line };
  }

  private readStep(element: DocumentElement): ValueStep[] {
    const kind = kindOf(element.local);
    if ((kind !== 'permit' && kind !== 'deny') || !isOfPolicy(element.namespace)) {
      this.fault(element, 'element-unknown', `${element.local} inside AttributeRule is not understood`);
      return [];
    }
    return [{ effect: kind, rule: this.match.read(element, kind) }];
  }

  private tellUnknown(element: DocumentElement, known: readonly string[]): void {
    for (const setting of unknownSettings(element, known)) {
      this.notice(element, 'setting-unknown', `${element.local} has no setting "${setting}", ignored`);
    }
  }

  private fault(element: DocumentElement, code: string, message: string): void {
    addOnce(this.faults, element, code, message);
  }

  private notice(element: DocumentElement, code: string, message: string): void {
    addOnce(this.notices, element, code, message);
  }
}

/** Shared rules may be read for each reference; what is wrong with them is told once. */
function addOnce(
  told: DocumentFault[],
  { line, column }: DocumentElement,
  code: string,
  message: string,
): void {
  if (told.length >= MOST_TOLD) return;
  const isKnown = told.some(
    (other) =>
      other.line === line && other.column === column && other.code === code && other.message === message,
  );
  if (!isKnown) told.push({ code, message, line, column });
}
