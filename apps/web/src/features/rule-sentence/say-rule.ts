import type { RuleSentence, SentencePart } from '@virlab/policy';
import type { SentencePiece } from '@virlab/ui';
import { attributeName, shortValue } from '../../texts/staff/attribute-name';
import type { SentenceTexts } from '../../texts/staff/sentence/en';

type Value = Extract<SentencePart, { t: 'value' }>;
type Phrase = Extract<SentencePart, { t: 'text' }>;

/** Title of what a rule gives, by its reference; the reference itself when nothing better is known. */
export type TitleOf = (kind: 'pool' | 'class', ref: string) => string;

/** A rule's sentence in the reader's words: phrases joined, values as blanks, pools and classes by their titles. */
export function sayRule(sentence: RuleSentence, texts: SentenceTexts, titleOf: TitleOf): SentencePiece[] {
  const pieces: SentencePiece[] = [];
  let attr = '';
  const say = (piece: SentencePiece) => join(pieces, piece);
  const parts = turnNegations(sentence, texts);
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'string') say(part);
    else if (part.t === 'attr') {
      attr = part.attr;
      say(attributeName(texts, attr).inSentence);
    } else if (part.t === 'value') say(valuePiece(part, attr, texts, titleOf));
    else {
      if (part.key === 'who' && isPhrase(parts[index + 1], 'everybody')) continue;
      if (part.key === 'everybody' && index <= 1) say(texts.everybody);
      else {
        if (beginsEffect(part) && !isAfterPause(pieces)) say(',');
        say(phrasePiece(part, texts));
      }
    }
  }
  const end = pieces.at(-1);
  // A quoted sentence has its own full stop.
  if (typeof end !== 'string' || !/[”»]$/.test(end)) join(pieces, '.');
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

/** Says "year is not at least 2" for "not year is at least 2"; of quantified and grouped conditions the "not" stays. */
function turnNegations(sentence: RuleSentence, texts: SentenceTexts): (SentencePart | string)[] {
  const parts: (SentencePart | string)[] = [...sentence];
  for (const [index, part] of sentence.entries()) {
    if (!isPhrase(part, 'not')) continue;
    let at = index + 1;
    if (isPhrase(sentence[at], 'part.value') || isPhrase(sentence[at], 'part.scope')) at += 1;
    if (sentence[at]?.t === 'attr') at += 1;
    const condition = sentence[at];
    if (condition?.t !== 'text' || !condition.key.startsWith('condition.')) continue;
    const words = texts.negated[condition.key.slice('condition.'.length)];
    if (words === undefined) continue;
    parts[index] = '';
    parts[at] = words;
  }
  return parts.filter((part) => part !== '');
}

function isPhrase(part: SentencePart | string | undefined, key: Phrase['key']): boolean {
  return typeof part === 'object' && part.t === 'text' && part.key === key;
}

/** Effects follow the conditions after a comma; those that stand after another effect have their own word. */
function beginsEffect({ key }: Phrase): boolean {
  return key === 'role' || key === 'class' || key === 'pool' || key === 'limit' || key.startsWith('deny.');
}

function isAfterPause(pieces: readonly SentencePiece[]): boolean {
  const last = pieces.at(-1);
  return typeof last === 'string' && /(,|, and|, e) ?$/.test(last);
}

/** Blanks between pieces, but none before , ; : . ) and after ( or an article that the next word is joined to. */
function join(pieces: SentencePiece[], piece: SentencePiece): void {
  const last = pieces.at(-1);
  const isGlued =
    last === undefined ||
    (typeof last === 'string' && /(\(| d)$/.test(last)) ||
    (typeof piece === 'string' && /^[,;:.)]/.test(piece));
  if (typeof piece === 'string' && typeof last === 'string')
    pieces[pieces.length - 1] = `${last}${isGlued ? '' : ' '}${piece}`;
  else if (typeof piece === 'string') pieces.push(isGlued ? piece : ` ${piece}`);
  else if (typeof last === 'string') {
    if (!isGlued) pieces[pieces.length - 1] = `${last} `;
    pieces.push(piece);
  } else {
    if (!isGlued) pieces.push(' ');
    pieces.push(piece);
  }
}
