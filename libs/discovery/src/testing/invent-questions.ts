import type { SearchableProvider } from '../search/searchable-provider';
import { randomFrom } from './random-from';

/** What people type who look for one of these: starts of names and words, letter by letter, domains, misspellings. */
export function inventQuestions(providers: readonly SearchableProvider[], count: number, seed = 7): string[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, number) => {
    const provider = providers[random(providers.length)];
    const name = provider?.names[random(provider.names.length)]?.text ?? '';
    const words = name.split(' ');
    const last = words.at(-1) ?? '';
    const domain = provider?.scopes[0] ?? '';
    const kinds = [
      () => name.slice(0, 1 + random(name.length)),
      () => last.slice(0, 1 + random(last.length)),
      () => last,
      () => name.toLowerCase(),
      () => `${words[0]?.slice(0, 3)} ${last}`,
      () => domain,
      () => domain.slice(0, 4),
      () => `someone@students.${domain}`,
      () => slip(last, random),
      () => slip(name, random),
    ];
    return kinds[number % kinds.length]?.() ?? '';
  });
}

/** The text with two letters swapped, one left out, or one changed. */
function slip(text: string, random: (below: number) => number): string {
  const at = 1 + random(Math.max(1, text.length - 2));
  const changes = [
    () => text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2),
    () => text.slice(0, at) + text.slice(at + 1),
    () => `${text.slice(0, at)}x${text.slice(at + 1)}`,
  ];
  return changes[random(changes.length)]?.() ?? text;
}
