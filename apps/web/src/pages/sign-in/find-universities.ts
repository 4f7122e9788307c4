import type { SignInOption } from '@virlab/contracts';

/** One hit, with the part of the title that fits, for underlining. */
export interface FoundUniversity {
  option: SignInOption;
  /** Start and end of the fitting letters in the title; none when the domain or a close spelling fitted. */
  match?: [start: number, end: number];
}

const MOST = 8;
/** One slip of the finger is forgiven from this length on. */
const CLOSE_FROM = 4;

/**
 * The universities that fit what was typed, best first: start of the name, start of a word, domain (of a typed mail
 * address too), inside the name, close spelling. Case and accents are ignored. At most eight.
 */
export function findUniversities(options: readonly SignInOption[], typed: string): FoundUniversity[] {
  const query = fold(typed.trim());
  if (query === '') return [];
  const domain = query.slice(query.indexOf('@') + 1);
  return options
    .map((option) => ({ option, ...rank(option, query, domain) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || one.option.title.localeCompare(other.option.title))
    .slice(0, MOST)
    .map(({ option, match }) => ({ option, ...(match ? { match } : {}) }));
}

function rank(
  option: SignInOption,
  query: string,
  domain: string,
): { score: number; match?: [number, number] } {
  const title = fold(option.title);
  const at = title.indexOf(query);
  const match: [number, number] = [at, at + query.length];
  if (at === 0) return { score: 5, match };
  const wordAt = [...title.matchAll(/[^\p{L}\p{N}]+/gu)]
    .map((gap) => gap.index + gap[0].length)
    .find((start) => title.startsWith(query, start));
  if (wordAt !== undefined) return { score: 4, match: [wordAt, wordAt + query.length] };
  const own = fold(option.domain ?? '');
  if (
    own !== '' &&
    domain !== '' &&
    (own.startsWith(domain) || domain === own || domain.endsWith(`.${own}`))
  ) {
    return { score: 3 };
  }
  if (at > 0) return { score: 2, match };
  const isClose =
    query.length >= CLOSE_FROM && title.split(/[^\p{L}\p{N}]+/u).some((word) => isOneSlipAway(word, query));
  return { score: isClose ? 1 : 0 };
}

/** Without case and accents, and as long as the original, so that places in it still fit. */
function fold(text: string): string {
  return [...text.normalize('NFC')].map((letter) => letter.normalize('NFD').charAt(0).toLowerCase()).join('');
}

/** True when the start of a word differs from the query by one letter put in, left out, changed, or swapped. */
function isOneSlipAway(word: string, query: string): boolean {
  let same = 0;
  while (same < query.length && word.charAt(same) === query.charAt(same)) same += 1;
  const rest = query.slice(same);
  const other = word.slice(same);
  const swapped = rest.charAt(1) + rest.charAt(0) + rest.slice(2);
  return (
    other.startsWith(rest.slice(1)) ||
    other.slice(1).startsWith(rest) ||
    other.slice(1).startsWith(rest.slice(1)) ||
    (rest.length > 1 && other.startsWith(swapped))
  );
}
