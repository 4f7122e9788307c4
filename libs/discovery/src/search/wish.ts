/** How far down in a list of wanted languages a language stands; English comes after them, the rest last. */
export function wish(language: string, wanted: readonly string[]): number {
  const [primary = ''] = language.toLowerCase().split('-');
  const at = wanted.findIndex((other) => other.toLowerCase().split('-')[0] === primary);
  if (at >= 0) return at;
  return primary === 'en' ? wanted.length : wanted.length + 1;
}
