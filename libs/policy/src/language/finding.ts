/** Every code a finding can have, pinned by a test: pages and scripts key their texts on it. */
export const findingCodes = [
  'always-admin',
  'condition-shape',
  'document-shape',
  'document-too-large',
  'duplicate-id',
  'duplicate-key',
  'effect-shape',
  'empty-window',
  'last-admin-lost',
  'missing-field',
  'negated-missing',
  'never-matches',
  'out-of-range',
  'regex-group',
  'regex-invalid',
  'regex-too-complex',
  'reserved-attribute',
  'shadowed-by-deny',
  'template-capture',
  'template-syntax',
  'too-deep',
  'too-few',
  'too-long',
  'too-many',
  'too-short',
  'unknown-attribute',
  'unknown-class',
  'unknown-field',
  'unknown-op',
  'unknown-pool',
  'unknown-role',
  'unknown-timezone',
  'unknown-value',
  'unreachable-rule',
  'unscoped-affiliation',
  'version-unsupported',
  'weak-identifier',
  'wrong-format',
  'wrong-type',
  'wrong-value',
  'yaml-alias',
  'yaml-syntax',
  'yaml-tag',
] as const;

/** Stable name of one kind of finding. */
export type FindingCode = (typeof findingCodes)[number];

/** One thing wrong (`error`) or doubtful (`warning`) in a document, with its place and the next step. */
export interface Finding {
  code: FindingCode;
  severity: 'error' | 'warning';
  /** Where in the document, as in `rules[2].when.all[0].value`; empty for the document as a whole. */
  path: string;
  /** 1-based line and column; only when the document was given as text. */
  line?: number;
  column?: number;
  /** Lower case, names the value found and the one expected. */
  message: string;
  /** The next step, where one can be told. */
  help?: string;
  /** What may have been meant instead of the text at this place, ready to be put there. */
  didYouMean?: string;
}

/** Keys and indexes from the root of a document to one place in it. */
export type Path = readonly (string | number)[];

/** Writes a path as people read it: `rules[0].when.all[1].op`. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/** Findings by line and column; those without a place keep their order, first. */
export function byPlace(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
