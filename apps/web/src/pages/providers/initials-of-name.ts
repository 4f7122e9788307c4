/** Words that are in every other name and tell none apart. */
const COMMON = new Set([
  'of',
  'the',
  'and',
  'de',
  'da',
  'do',
  'dos',
  'das',
  'e',
  'für',
  'der',
  'di',
  'du',
  'la',
]);

/** Two letters that stand for a name: `University of Lagoa` is `UL`. */
export function initialsOfName(name: string): string {
  const words = name.split(/[\s\p{P}]+/u).filter((word) => word && !COMMON.has(word.toLowerCase()));
  const [first = name, second] = words;
  const letters = second ? [...first].slice(0, 1).concat([...second].slice(0, 1)) : [...first].slice(0, 2);
  return letters.join('').toUpperCase();
}
