/**
 * A text as the database keeps it: at most `length` characters, and no half of a surrogate pair, which MariaDB would
 * replace. What is kept must be what was hashed.
 */
export function fitText(text: string, length: number): string {
  return text.slice(0, length).replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** As {@link fitText}, and null for nothing. */
export function fitOptional(text: string | undefined, length: number): string | null {
  return text === undefined ? null : fitText(text, length);
}
