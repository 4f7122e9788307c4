import type { RuleSentence, SentencePart } from '@virlab/policy';
import type { SentencePiece } from '@virlab/ui';
import { attributeName, shortValue } from '../../texts/staff/attribute-name';
import type { SentenceTexts } from '../../texts/staff/sentence/en';

type Value = Extract<SentencePart, { t: 'value' }>;
type Phrase = Extract<SentencePart, { t: 'text' }>;

/** Title of what a rule gives, by its reference; the reference itself when nothing better is known. */
export type TitleOf = (kind: 'pool' | 'class', ref: string) => string;

/** What became of a piece between two versions of a rule. */
export type Fate = 'same' | 'gone' | 'new';

/** A piece of a merged sentence. */
export interface FatedPiece {
  fate: Fate;
  piece: SentencePiece;
}

/** A rule's sentence in the reader's words: phrases joined, values as blanks, pools and classes by their titles. */
export function sayRule(sentence: RuleSentence, texts: SentenceTexts, titleOf: TitleOf): SentencePiece[] {
  const parts = sentence.map((part) => ({ fate: 'same' as const, part }));
  return sayMerged(parts, texts, titleOf).map(({ piece }) => piece);
}

/** The sentences of two versions of a rule as one, each piece with what became of it. */
export function sayMerged(
  merged: readonly { fate: Fate; part: SentencePart }[],
  texts: SentenceTexts,
  titleOf: TitleOf,
): FatedPiece[] {
  const pieces: FatedPiece[] = [];
  let attr = '';
  const parts = turnNegations(merged, texts);
  for (const [index, { fate, part }] of parts.entries()) {
    const say = (piece: SentencePiece) => join(pieces, { fate, piece });
    if (typeof part === 'string') say(part);
    else if (part.t === 'attr') {
      attr = part.attr;
      say(attributeName(texts, attr).inSentence);
    } else if (part.t === 'value') say(valuePiece(part, attr, texts, titleOf));
    else {
      if (part.key === 'who' && isPhrase(parts[index + 1]?.part, 'everybody')) continue;
      if (part.key === 'everybody' && index <= 1) say(texts.everybody);
      else {
        if (beginsEffect(part) && !isAfterPause(pieces)) say(',');
        say(phrasePiece(part, texts));
      }
    }
  }
  const last = pieces.at(-1);
  // A rule that gives nothing yet ends where its effects would begin.
  if (last && typeof last.piece === 'string') last.piece = last.piece.replace(/,$/, '');
  const end = last?.piece;
  // A quoted sentence has its own full stop.
  if (typeof end !== 'string' || !/[”»]$/.test(end)) join(pieces, { fate: 'same', piece: '.' });
  return pieces;
}

/** A sentence as plain text, for searching in it. */
export function plainSentence(pieces: readonly SentencePiece[]): string {
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : 'strong' in piece ? piece.strong : piece.value))
    .join('');
}

function phrasePiece({ key, count }: Phrase, texts: SentenceTexts): SentencePiece {
  const words = (count === 1 ? texts.one[key] : undefined) ?? texts.phrases[key];
  return key.startsWith('deny.') ? { strong: words } : words;
}

function valuePiece(
  { kind, text }: Value,
  attr: string,
  texts: SentenceTexts,
  titleOf: TitleOf,
): SentencePiece {
  switch (kind) {
    case 'reason':
      return texts.quoted(text);
    case 'pool':
    case 'class':
      return withTitle(titleOf(kind, text), text);
    case 'class-role':
      return withTitle(texts.classRoles[text] ?? text, text);
    case 'role':
      return withTitle(texts.roles[text] ?? text, text);
    case 'text':
    case 'pattern':
      return withTitle(shortValue(texts, attr, text), text);
    default:
      return { value: text };
  }
}

function withTitle(value: string, whole: string): SentencePiece {
  return value === whole ? { value } : { value, title: whole };
}

interface FatedPart {
  fate: Fate;
  part: SentencePart | string;
}

/** Says "year is not at least 2" for "not year is at least 2"; of quantified and grouped conditions the "not" stays. */
function turnNegations(
  sentence: readonly { fate: Fate; part: SentencePart }[],
  texts: SentenceTexts,
): FatedPart[] {
  const parts: FatedPart[] = [...sentence];
  for (const [index, { fate, part }] of sentence.entries()) {
    if (!isPhrase(part, 'not')) continue;
    let at = index + 1;
    const next = sentence[at]?.part;
    if (isPhrase(next, 'part.value') || isPhrase(next, 'part.scope')) at += 1;
    if (sentence[at]?.part.t === 'attr') at += 1;
    const condition = sentence[at];
    // A "not" that came or went is told by itself: the condition after it is the same.
    if (condition?.fate !== fate) continue;
    if (condition.part.t !== 'text' || !condition.part.key.startsWith('condition.')) continue;
    const words = texts.negated[condition.part.key.slice('condition.'.length)];
    if (words === undefined) continue;
    parts[index] = { fate, part: '' };
    parts[at] = { fate, part: words };
  }
  return parts.filter(({ part }) => part !== '');
}

function isPhrase(part: SentencePart | string | undefined, key: Phrase['key']): boolean {
  return typeof part === 'object' && part.t === 'text' && part.key === key;
}

/** Effects follow the conditions after a comma; those that stand after another effect have their own word. */
function beginsEffect({ key }: Phrase): boolean {
  return key === 'role' || key === 'class' || key === 'pool' || key === 'limit' || key.startsWith('deny.');
}

function isAfterPause(pieces: readonly FatedPiece[]): boolean {
  const last = pieces.findLast(({ piece }) => piece !== ' ')?.piece;
  return typeof last === 'string' && /(,|, and|, e) ?$/.test(last);
}

/**
 * Blanks between pieces, but none before , ; : . ) and after ( or an article that the next word is joined to. A blank
 * between pieces of two fates belongs to neither, so that no line under or through a word runs on.
 */
function join(pieces: FatedPiece[], next: FatedPiece): void {
  const last = pieces.at(-1);
  const { piece, fate } = next;
  const isGlued =
    last === undefined ||
    (typeof last.piece === 'string' && /(\(| d)$/.test(last.piece)) ||
    (typeof piece === 'string' && /^[,;:.)]/.test(piece));
  if (last === undefined || isGlued || last.fate !== fate) {
    if (last && !isGlued) pieces.push({ fate: 'same', piece: ' ' });
    const before = pieces.at(-1);
    if (before && before.fate === fate && typeof before.piece === 'string' && typeof piece === 'string')
      before.piece = `${before.piece}${piece}`;
    else pieces.push(next);
  } else if (typeof piece === 'string' && typeof last.piece === 'string') {
    last.piece = `${last.piece} ${piece}`;
  } else if (typeof piece === 'string') pieces.push({ fate, piece: ` ${piece}` });
  else if (typeof last.piece === 'string') {
    last.piece = `${last.piece} `;
    pieces.push(next);
  } else pieces.push({ fate, piece: ' ' }, next);
}
