import { casesEn } from './cases-en';
import { importEn } from './import-en';
import { rulesEn } from './rules-en';
import { studioEn } from './studio-en';
import { versionsEn } from './versions-en';

/** The published policy. */
export const policyEn = {
  title: 'Policy',
  lead: (version: string, when: string, who: string) => `Version ${version}, published ${when} by ${who}.`,
  comment: (text: string) => `“${text}”`,
  search: 'Search rules, values, pools',
  rules: 'Rules',
  noneFound: 'No rule has these words.',
  noRules: 'The policy has no rules. Whoever signs in gets nothing.',
  clear: 'Show all rules',
  people: (count: number): string => (count === 1 ? 'person now' : 'people now'),
  on: 'on',
  off: 'off',
  priority: (value: string) => `Priority ${value}`,
  showYaml: (rule: string) => `Show ${rule} as YAML`,
  hideYaml: (rule: string) => `Hide ${rule} as YAML`,
  copyYaml: 'Copy the YAML',
  side: 'About this policy',
  check: 'Check',
  passes: 'nothing to say',
  warnings: (count: string, one: boolean) => (one ? '1 warning' : `${count} warnings`),
  whole: 'The whole document',
  order:
    'The order is for reading only: every rule that fits gives what it gives, and a denial beats every grant.',
  timeZone: (zone: string) => `Times of day are meant in ${zone}.`,
  document: 'As YAML',
  showDocument: 'Show the whole document',
  hideDocument: 'Hide the whole document',
  /** Warnings by their code; the engine's own words stand in for a code that is not here. */
  warning: {
    'negated-missing': 'asks for “not” of an attribute that may not be released. Then it counts as no.',
    'unscoped-affiliation': 'trusts an affiliation without a scope, which any university can say of anybody.',
    'weak-identifier': 'goes by an identifier that may be given to somebody else later.',
    'unreachable-rule': 'has ended and can never match again.',
    'unknown-role': 'gives a role that opens nothing here.',
    'unknown-attribute': 'asks for an attribute that nobody is known to release.',
    'unknown-value': 'asks for a value that nobody is known to have.',
    'unknown-pool': 'gives machines that are not there.',
    'unknown-class': 'gives a class that is not there.',
    'never-matches': 'asks for things that are never true together, so it never fits anybody.',
    'shadowed-by-deny': 'gives what another rule always denies, so it gives nothing.',
    'always-admin': 'makes an admin of everybody.',
    'last-admin-lost': 'leaves no one who can edit the policy.',
  } as Record<string, string>,
  ...studioEn,
  list: rulesEn,
  versions: versionsEn,
  cases: casesEn,
  imports: importEn,
};

export type PolicyTexts = typeof policyEn;
