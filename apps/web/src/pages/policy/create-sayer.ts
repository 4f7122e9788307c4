import type { DraftRule, PolicyTarget } from '@virlab/contracts';
import type { RuleSentence } from '@virlab/policy';
import type { SentencePiece } from '@virlab/ui';
import { plainSentence, sayRule } from '../../features/rule-sentence/say-rule';
import type { SentenceTexts } from '../../texts/staff/sentence/en';

/** A rule with its sentence in the reader's words, and everything that a search looks through. */
export interface SaidRule {
  rule: DraftRule;
  /** Absent while the rule has faults. */
  pieces?: readonly SentencePiece[];
  searched: string;
  /** What it gives or denies first, as `pool:linux`. */
  target?: string;
}

/** Says each rule once: one that did not change keeps its identity, so that of 500 rows only the changed one is drawn anew. */
export function createSayer(
  targets: readonly PolicyTarget[],
  texts: SentenceTexts,
): (rule: DraftRule) => SaidRule {
  const titles = new Map(targets.map(({ kind, ref, title }) => [`${kind} ${ref}`, title]));
  const known = new WeakMap<DraftRule, SaidRule>();
  return (rule) => {
    const said = known.get(rule) ?? say(rule, texts, (kind, ref) => titles.get(`${kind} ${ref}`) ?? ref);
    known.set(rule, said);
    return said;
  };
}

function say(
  rule: DraftRule,
  texts: SentenceTexts,
  titleOf: (kind: string, ref: string) => string,
): SaidRule {
  const sentence = rule.sentence as RuleSentence | undefined;
  const pieces = sentence && sayRule(sentence, texts, titleOf);
  const target = sentence?.find(isTarget);
  const told = [
    rule.id,
    rule.name,
    rule.owner,
    rule.note,
    rule.yaml,
    pieces && plainSentence(pieces),
    ...rule.editedBy.map(({ displayName }) => displayName),
  ];
  return {
    rule,
    searched: told.join('\n'),
    ...(pieces ? { pieces } : {}),
    ...(target?.t === 'value' ? { target: `${target.kind}:${target.text}` } : {}),
  };
}

function isTarget(part: RuleSentence[number]): boolean {
  return part.t === 'value' && (part.kind === 'pool' || part.kind === 'class' || part.kind === 'role');
}
