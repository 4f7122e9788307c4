const VOWELS = 'aeiou';
const CONSONANTS = 'bcdfghjklmnpqrstvwxz';
const DIGITS = '0123456789';
/** A value of one letter may come out as itself; after so many tries it is made longer. */
const TRIES = 20;

/**
 * Makes up a text in the shape of another: letters stay letters and digits digits, at the same places and of the same
 * case; the rest stays. Never answers the text itself.
 *
 * @param random a number from 0 up to, not including, 1
 */
export function madeUp(text: string, random: () => number): string {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const made = [...text].map((letter) => another(letter, random)).join('');
    if (made.toLowerCase() !== text.toLowerCase()) return made;
  }
  return `${text === '' ? '' : another('a', random)}${another('b', random)}${another('a', random)}`;
}

function another(letter: string, random: () => number): string {
  if (/\p{N}/u.test(letter)) return pick(DIGITS, letter, random);
  if (!/[\p{L}\p{M}]/u.test(letter)) return letter;
  const plain = letter.normalize('NFD').charAt(0).toLowerCase();
  const made = pick(VOWELS.includes(plain) ? VOWELS : CONSONANTS, plain, random);
  return /\p{Lu}/u.test(letter) ? made.toUpperCase() : made;
}

/** One of the letters, and not the same again. */
function pick(letters: string, not: string, random: () => number): string {
  const others = [...letters].filter((one) => one !== not);
  return others[Math.floor(random() * others.length)] ?? 'x';
}
