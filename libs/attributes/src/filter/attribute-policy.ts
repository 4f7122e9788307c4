import type { DocumentFault, DocumentNotice } from '../document/fault';

/** An expression that is searched for anywhere in a text, by RE2. */
export interface Pattern {
  regex: string;
  ignoresCase: boolean;
  test(text: string): boolean;
}

/** What one rule asks. */
export type FilterTest =
  | { type: 'any' }
  | { type: 'and' | 'or'; rules: readonly FilterRule[] }
  | { type: 'not'; rule: FilterRule }
  | { type: 'value' | 'scope'; value: string; attributeId?: string }
  | { type: 'value-regex' | 'scope-regex'; pattern: Pattern; attributeId?: string }
  | { type: 'scope-matches-metadata' }
  | { type: 'value-matches-metadata-scope' }
  | { type: 'issuer' | 'requester' | 'authentication-method'; value: string }
  | { type: 'issuer-regex' | 'requester-regex' | 'authentication-method-regex'; pattern: Pattern }
  | { type: 'number-of-values'; attributeId: string; minimum: number; maximum: number }
  | { type: 'issuer-entity-attribute'; name: string; value: string }
  | { type: 'issuer-entity-attribute-regex'; name: string; pattern: Pattern }
  | { type: 'issuer-registration-authority'; registrars: readonly string[]; matchesIfSilent: boolean }
  | { type: 'name-id-qualifier'; nameQualifier?: string; spNameQualifier?: string; attributeId?: string };

/** One test of the policy file. `label` is how explanations call it: its id, or its type and line. */
export type FilterRule = FilterTest & { label: string };

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
  line: number;
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

/** A policy that may be used, or every fault that stands against it. Notices may come with either. */
export type AttributePolicyReading =
  | { ok: true; policy: AttributePolicy; notices: DocumentNotice[] }
  | { ok: false; faults: DocumentFault[]; notices: DocumentNotice[] };
