/** Fixed phrases of a rule's sentence. A page has one text per key and language; `testdata/describe/texts.yaml` is a set. */
export const sentenceKeys = [
  'who',
  'everybody',
  'and',
  'or',
  'not',
  'open',
  'close',
  'or-absent',
  'part.value',
  'part.scope',
  'every',
  'from',
  'from.any',
  'valid.from',
  'valid.until',
  'condition.equals',
  'condition.oneOf',
  'condition.startsWith',
  'condition.endsWith',
  'condition.matches',
  'condition.hasScope',
  'condition.present',
  'condition.absent',
  'condition.numEq',
  'condition.numLt',
  'condition.numLte',
  'condition.numGt',
  'condition.numGte',
  'condition.numBetween',
  'condition.countAtLeast',
  'condition.urnUnder',
  'condition.timeWithin',
  'list',
  'next-effect',
  'unit.values',
  'unit.vms',
  'unit.vcpu',
  'unit.memoryMiB',
  'unit.hours',
  'unit.days',
  'unit.grace-days',
  'of',
  'role',
  'role.scope',
  'class',
  'class.as',
  'class.create',
  'pool',
  'lease',
  'grace',
  'limit',
  'deny.login',
  'deny.pool',
  'deny.class',
  'deny.role',
  'reason',
] as const;

/** Key of a fixed phrase. */
export type SentenceKey = (typeof sentenceKeys)[number];

/** What a filled blank holds, so that a page can show it in its own way. */
export type ValueKind =
  | 'text'
  | 'pattern'
  | 'number'
  | 'time'
  | 'idp'
  | 'instant'
  | 'role'
  | 'class'
  | 'class-role'
  | 'pool'
  | 'reason';

/**
 * One piece of a sentence: a fixed phrase, an attribute's name, or a filled blank with its place in the rule. A unit
 * stands after its number and knows it, for languages that tell one from many.
 */
export type SentencePart =
  | { t: 'text'; key: SentenceKey; count?: number }
  | { t: 'attr'; attr: string; isVirtual: boolean }
  | { t: 'value'; kind: ValueKind; text: string; path: string };

/** A rule as a sentence, from left to right. */
export type RuleSentence = SentencePart[];
