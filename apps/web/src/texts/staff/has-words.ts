/** Whether a text has every one of some words, without regard to case and accents. */
export function hasWords(text: string, words: string): boolean {
  const found = plain(text);
  return plain(words)
    .split(/\s+/)
    .every((word) => found.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
