import { partOf, type Part, type Test } from '../conditions';
import { nearestWord } from '../compile/nearest-word';
import type { Literal } from './formula';

/** The values that an affiliation can have (eduPerson 202208, 2.2.1), without scope; nobody releases another. */
export const affiliations: readonly string[] = [
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

/** Comparisons of words for one policy, some microseconds each; beyond it nothing more is found, and nothing false said. */
const MAX_COMPARISONS = 50_000;

/** What was released, ready to be looked up. */
export class Vocabulary {
  private readonly known = new Map<string, ReadonlySet<string>>();
  private left = MAX_COMPARISONS;

  /** @param released - by attribute, every value that was released */
  constructor(private readonly released: ReadonlyMap<string, readonly string[]> | undefined) {}

  /**
   * Values asked for by `equals`, `oneOf` and `hasScope` that an affiliation cannot have, or that nobody was released
   * with and that look like one that somebody was.
   */
  unknownIn({ test, path }: Literal): UnknownValue[] {
    const asked = askedBy(test);
    if (asked === undefined) return [];
    const known = this.knownOf(asked);
    const isAffiliation = AFFILIATION_ATTRIBUTES.has(asked.attr) && asked.part !== 'scope';
    return asked.texts.flatMap(({ at, text }): UnknownValue[] => {
      const folded = asked.ci ? text.toLowerCase() : text;
      if (known.has(folded)) return [];
      const place = `${path}${at}`;
      if (isAffiliation) {
        const word = (partOf(text, 'value') ?? text).toLowerCase();
        if (!affiliations.includes(word)) {
          const near = nearestWord(word, affiliations);
          const meant = near === undefined ? undefined : near + text.slice(word.length);
          return [unknown(place, text, true, meant)];
        }
      }
      const near = this.nearest(folded, known);
      return near === undefined ? [] : [unknown(place, text, false, near)];
    });
  }

  private knownOf({ attr, part, ci }: Asked): ReadonlySet<string> {
    const key = JSON.stringify([attr, part, ci]);
    const made = this.known.get(key);
    if (made !== undefined) return made;
    const parts = (this.released?.get(attr) ?? []).flatMap((value) => partOf(value, part) ?? []);
    const known = new Set(ci ? parts.map((text) => text.toLowerCase()) : parts);
    this.known.set(key, known);
    return known;
  }

  private nearest(text: string, known: ReadonlySet<string>): string | undefined {
    this.left -= known.size;
    return known.size === 0 || this.left < 0 ? undefined : nearestWord(text, known);
  }
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
