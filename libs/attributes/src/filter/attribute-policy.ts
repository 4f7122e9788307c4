import type { DocumentFault, DocumentNotice } from '../document/fault';

/** One test of the policy file. `label` is how explanations call it: its id, or its type and line. */
export type FilterRule =
  | { type: 'any'; label: string }
  | { type: 'and' | 'or'; rules: readonly FilterRule[]; label: string }
  | { type: 'not'; rule: FilterRule; label: string }
  | { type: 'issuer'; value: string; label: string }
  | { type: 'value'; value: string; attributeId?: string; label: string }
  | { type: 'value-regex'; test: (text: string) => boolean; attributeId?: string; label: string }
  | { type: 'scope-matches-metadata'; label: string }
  | { type: 'value-matches-metadata-scope'; label: string };

/** One step of an AttributeRule, in document order. */
export interface ValueStep {
  effect: 'permit' | 'deny';
  rule: FilterRule;
}

/** What is done with the values of one attribute; `attributeId` is `*` for every attribute without its own rule. */
export interface AttributeRule {
  attributeId: string;
  permitAny: boolean;
  steps: readonly ValueStep[];
  label: string;
}

/** A group of attribute rules that count while `requirement` holds. */
export interface FilterPolicy {
  requirement: FilterRule;
  rules: readonly AttributeRule[];
}

/** What the file `attribute-policy.xml` says: which values of which attributes are let through. */
export interface AttributePolicy {
  readonly policies: readonly FilterPolicy[];
}

/** A policy that may be used, or every fault that stands against it. */
export type AttributePolicyReading =
  | { ok: true; policy: AttributePolicy; notices: DocumentNotice[] }
  | { ok: false; faults: DocumentFault[]; notices: DocumentNotice[] };
