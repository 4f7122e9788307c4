import { partOf, type Part, type Test } from '../conditions';
import { nearestWord } from '../compile/nearest-word';
import type { Literal } from './formula';

/** The values that an affiliation can have (eduPerson 202208, 2.2.1); nobody releases another. */
const AFFILIATIONS: readonly string[] = [
  'faculty',
  'student',
  'staff',
  'alum',
  'member',
  'affiliate',
  'employee',
  'library-walk-in',
];

const AFFILIATION_ATTRIBUTES: ReadonlySet<string> = new Set([
  'eduPersonAffiliation',
  'eduPersonPrimaryAffiliation',
  'eduPersonScopedAffiliation',
]);

/** A value that a test asks for and that nobody has. */
export interface UnknownValue {
  /** Place inside the rule. */
  path: string;
  value: string;
  /** No value of this attribute can be that; else nobody who is known has it. */
  isClosed: boolean;
  didYouMean?: string;
}

/**
 * Values asked for by `equals`, `oneOf` and `hasScope` that an affiliation cannot have, or that nobody was released with
 * and that look like one that somebody was.
 *
 * @param vocabulary - by attribute, every value that was released
 */
export function unknownValues(
  { test, path }: Literal,
  vocabulary: ReadonlyMap<string, readonly string[]> | undefined,
): UnknownValue[] {
  const asked = askedBy(test);
  if (asked === undefined) return [];
  const { attr, part, ci, texts } = asked;
  const fold = (text: string) => (ci ? text.toLowerCase() : text);
  const released = vocabulary?.get(attr) ?? [];
  const known = new Set(released.flatMap((value) => partOf(value, part) ?? []).map(fold));
  return texts.flatMap(({ at, text }): UnknownValue[] => {
    if (known.has(fold(text))) return [];
    const place = `${path}${at}`;
    if (AFFILIATION_ATTRIBUTES.has(attr) && part !== 'scope') {
      const word = (partOf(text, 'value') ?? text).toLowerCase();
      if (!AFFILIATIONS.includes(word)) {
        const near = nearestWord(word, AFFILIATIONS);
        const meant = near === undefined ? undefined : near + text.slice(word.length);
        return [unknown(place, text, true, meant)];
      }
    }
    const near = nearestWord(fold(text), known);
    return near === undefined ? [] : [unknown(place, text, false, near)];
  });
}

function unknown(path: string, value: string, isClosed: boolean, didYouMean?: string): UnknownValue {
  return { path, value, isClosed, ...(didYouMean === undefined ? {} : { didYouMean }) };
}

interface Asked {
  attr: string;
  part: Part;
  ci: boolean;
  texts: { at: string; text: string }[];
}

function askedBy(test: Test): Asked | undefined {
  if (test.op !== 'equals' && test.op !== 'oneOf' && test.op !== 'hasScope') return undefined;
  const several = 'values' in test ? (test.values ?? []) : [];
  const single = 'value' in test && test.value !== undefined ? [{ at: '.value', text: test.value }] : [];
  const texts = [...single, ...several.map((text, index) => ({ at: `.values[${index}]`, text }))];
  if (test.op === 'hasScope') return { attr: test.attr, part: 'scope', ci: true, texts };
  return { attr: test.attr, part: test.part ?? 'whole', ci: test.ci === true, texts };
}
