import type { Brake } from '@virlab/contracts';

/**
 * What was typed against the brakes, as the server asks for it: every word, in the order of the dry run. Undefined while
 * one of them is not typed letter by letter; empty when there is no brake.
 */
export function typedWords(
  brakes: readonly Brake[],
  typed: Readonly<Record<string, string>>,
): string | undefined {
  return brakes.every(({ word }) => typed[word]?.trim() === word)
    ? brakes.map(({ word }) => word).join(' ')
    : undefined;
}
