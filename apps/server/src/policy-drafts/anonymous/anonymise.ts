import type { DecisionInput } from '@virlab/policy';
import { madeUp } from './made-up';
import { PERSONAL, SHARED } from './personal-attributes';

/** Shorter pieces of names are syllables of ordinary words, and tell nobody who it is. */
const SHORTEST_PIECE = 3;

/** What is known besides the person. */
export interface Surroundings {
  /** Attributes that some rule asks for: the others are left out. */
  asks: readonly string[];
  /** True for a value that enough other people have as well. */
  isCommon(attr: string, value: string): boolean;
  /** Further texts that tell who it is: the name and identifier of the account. */
  alsoPersonal: readonly string[];
  /** The domains that the identity provider may speak for. */
  scopes: readonly string[];
  /** A number from 0 up to, not including, 1. */
  random(): number;
}

/** A person whom nobody can recognise. */
export interface Anonymous {
  input: DecisionInput;
  /** Ids of attributes of which a value was made up, sorted. */
  replaced: string[];
}

/**
 * Takes away all that tells who it is: identifiers, names and what is not known to be shared are made up in the same
 * shape, scopes stay, attributes that no rule asks for are left out, and so are the values that the filter dropped. A
 * name that stands inside a value that stays is made up there as well. The same text becomes the same everywhere.
 */
export function anonymise(input: DecisionInput, around: Surroundings): Anonymous {
  const made = new Map<string, string>();
  const makeUp = (text: string) => {
    const key = text.toLowerCase();
    const known = made.get(key) ?? madeUp(text, around.random);
    made.set(key, known);
    return known;
  };
  const pieces = piecesOf(input, around.alsoPersonal);
  const isPiece = piecesPattern(pieces);
  const clean = (text: string) => (isPiece ? text.replaceAll(isPiece, (piece) => makeUp(piece)) : text);
  const attributes: Record<string, string[]> = {};
  const replaced = new Set<string>();
  for (const attr of [...around.asks].sort()) {
    const values = Object.hasOwn(input.attributes, attr) ? input.attributes[attr] : undefined;
    if (values === undefined) continue;
    const shown = values.map((value) => {
      const stays = !PERSONAL.has(attr) && (SHARED.has(attr) || around.isCommon(attr, value));
      const text = stays ? clean(value) : withScope(value, makeUp, around.scopes);
      if (text !== value) replaced.add(attr);
      return text;
    });
    attributes[attr] = [...new Set(shown)];
  }
  const { idp, authn, session, lti } = input;
  return {
    input: {
      idp,
      attributes,
      ...(authn ? { authn } : {}),
      ...(session ? { session } : {}),
      ...(lti ? { lti } : {}),
    },
    replaced: [...replaced].sort(),
  };
}

/** Makes up what stands before the scope; the scope is the university's. */
function withScope(value: string, makeUp: (text: string) => string, scopes: readonly string[]): string {
  const at = value.lastIndexOf('@');
  const domain = value.slice(at + 1).toLowerCase();
  const isScope = at > 0 && scopes.some((scope) => domain === scope || domain.endsWith(`.${scope}`));
  return isScope ? `${makeUp(value.slice(0, at))}${value.slice(at)}` : makeUp(value);
}

/** Everything by which the person is called, and each word of it. */
function piecesOf({ attributes }: DecisionInput, alsoPersonal: readonly string[]): string[] {
  const texts = [...alsoPersonal];
  for (const [attr, values] of Object.entries(attributes)) if (PERSONAL.has(attr)) texts.push(...values);
  const pieces = texts.flatMap((text) => {
    const at = text.lastIndexOf('@');
    const local = at > 0 ? text.slice(0, at) : text;
    return [local, ...local.split(/[^\p{L}\p{M}\p{N}]+/u)];
  });
  return [...new Set(pieces.map((piece) => piece.trim()))].filter((piece) => piece.length >= SHORTEST_PIECE);
}

function piecesPattern(pieces: readonly string[]): RegExp | undefined {
  if (pieces.length === 0) return undefined;
  const longestFirst = pieces.toSorted((a, b) => b.length - a.length);
  const any = longestFirst.map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${any})(?![\\p{L}\\p{M}\\p{N}])`, 'giu');
}
