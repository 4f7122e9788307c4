import type { PolicyVocabulary, RuleMatches } from '@virlab/contracts';
import { createContext, useContext } from 'react';
import type { RuleFinding } from './document/check-rule';
import type { Edit } from './document/edit-rule';
import { type ParsedRule, pathText, type RulePath } from './document/parse-rule';

/** How a change goes on after it was written. */
export interface Sequel {
  /** Changes about the same thing are taken back together. */
  about?: string;
  /** Where the person works on. */
  focus?: RulePath;
  /** Which field there; the first one unless told. */
  field?: string;
  /** Said to screen readers. */
  say?: string;
}

/** What every part of the form works with. */
export interface RuleFormValue {
  rule: ParsedRule;
  /** True while nothing may be changed here: the text is broken, or the viewer only reads. */
  isFixed: boolean;
  findings: readonly RuleFinding[];
  /** True once everything that is missing is to be told, and not only what was passed by. */
  isTried: boolean;
  vocabulary: PolicyVocabulary | undefined;
  matches: RuleMatches | undefined;
  timeZone: string;
  apply: (edits: readonly Edit[], sequel?: Sequel) => void;
  /** Tells which place the person is working on. */
  onPlace: (path: RulePath | undefined) => void;
  /** Address of the page for one part of the rule. */
  addressOf: (path: RulePath | undefined) => string;
}

const RuleFormContext = createContext<RuleFormValue | undefined>(undefined);

/** Holds the rule for the parts of the form. */
export const RuleFormProvider = RuleFormContext;

/** The rule that the form is about. Only inside a form. */
export function useRuleForm(): RuleFormValue {
  const value = useContext(RuleFormContext);
  if (!value) throw new Error('this part needs a rule form around it');
  return value;
}

/** What is wrong at one place itself, as the first sentence to show there. */
export function findingAt(findings: readonly RuleFinding[], path: RulePath): RuleFinding | undefined {
  const place = pathText(path);
  return findings.find((one) => one.path === place);
}
