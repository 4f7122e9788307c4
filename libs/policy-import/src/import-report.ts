import type { Rule } from '@virlab/policy';

/** What a foreign file can be. `yaml` is our own document. */
export type ImportKind = 'yaml' | 'keystone' | 'access-control' | 'attribute-map' | 'attribute-policy';

/** Every code that a line of a report can have, pinned by a test: pages key their texts on it. */
export const importNoteCodes = [
  /** A rule was taken over with its meaning. */
  'rule-kept',
  /** All rules are asked and what they give is joined, there and here. */
  'rules-merged',
  /** Several rules give projects: there the last wins, here all of them give. */
  'projects-joined',
  /** A value with `;` is several values there and one here. */
  'values-not-split',
  /** An attribute is called otherwise here. */
  'attribute-renamed',
  /** A group or role of the file became a right here that says more: one machine, or learner. */
  'effect-assumed',
  /** `NOT` of something that was not released holds, and was written so. */
  'not-released-kept',
  /** A pattern was rewritten for RE2. */
  'regex-rewritten',
  /** A pattern uses something that another engine reads a little otherwise. */
  'regex-dialect',
  /** A pattern cannot be read by RE2. */
  'regex-unsupported',
  /** A group, role or project names nothing here yet. */
  'target-unmapped',
  /** Who somebody is comes from the sign-in, not from the policy. */
  'user-not-imported',
  /** A role inside a project has no counterpart. */
  'project-role-lost',
  /** Something in the file that has no counterpart here. */
  'no-counterpart',
  /** A part is not written as its format says. */
  'malformed',
  /** A rule can never hold, there and here. */
  'never-matches',
  /** More operands, values or characters than a rule may have. */
  'over-limit',
] as const;

/** Stable name of one kind of line. */
export type ImportNoteCode = (typeof importNoteCodes)[number];

/** One line of the report: what became of one part of the file. */
export interface ImportNote {
  fate: 'kept' | 'changed' | 'lost';
  code: ImportNoteCode;
  /** Where in the file: `rules[0].remote[1]`, or `line 4`. */
  place: string;
  message: string;
  ruleId?: string;
}

/** What a foreign file becomes. */
export interface ImportedRules {
  rules: Rule[];
  notes: ImportNote[];
  /** Names of groups, roles and projects for which `targets` told nothing, sorted: keys to be told. */
  unmapped: string[];
}

/** What a group, role or project of a file is here: `pool:linux`, `class:cs101`, `role:student`, by its name. */
export type ImportTargets = Readonly<Record<string, string>>;

/** The outcome of reading a foreign file; the fault is why nothing at all could be read. */
export type ImportResult = ({ ok: true } & ImportedRules) | { ok: false; fault: ImportFault };

/** Why a file could not be read at all. */
export interface ImportFault {
  /** Lower case, what was found and what was expected. */
  message: string;
  line?: number;
  column?: number;
}
