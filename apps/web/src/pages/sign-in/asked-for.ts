/** Longer than any name; the server refuses more. */
const LONGEST = 200;

/**
 * What is sent of what was typed. Of a mail address only the domain leaves the browser: who it is stays here, also out of
 * the logs of whatever lies between.
 */
export function askedFor(typed: string): string {
  const text = typed.trim();
  const domain = text.slice(text.lastIndexOf('@') + 1).trim();
  // Half a character has no place in an address.
  return domain.slice(0, LONGEST).replace(/\p{Cs}/gu, '');
}
