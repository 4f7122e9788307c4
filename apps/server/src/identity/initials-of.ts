/** At most two letters that stand for a person where there is no room for the name; `?` for a name without letters. */
export function initialsOf(displayName: string): string {
  const words = displayName.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  const initials = ends.map((word) => Array.from(word ?? '')[0] ?? '').join('');
  return initials.toLocaleUpperCase('en') || '?';
}
