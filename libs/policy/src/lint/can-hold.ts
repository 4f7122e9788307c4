import { contradiction, type Contradiction } from './contradiction';
import type { Effort } from './effort';
import type { Formula, Literal } from './formula';

/**
 * Finds why a condition can never hold, or undefined when it may. It tells only what is certain: what it does not
 * understand is taken to be possible. An `and` holds its tests together; of each `or` inside it at least one
 * alternative must be able to join them.
 *
 * @param isOver - tests that can never be true again, whoever asks
 */
export function whyNever(
  formula: Formula,
  effort: Effort,
  isOver: (literal: Literal) => boolean = () => false,
  given: readonly Literal[] = [],
): Contradiction | undefined {
  const literals: Literal[] = [...given];
  const choices: Formula[][] = [];
  const dead = gather(formula, literals, choices, isOver);
  if (dead !== undefined) return dead;
  if (!effort.spend(literals.length)) return undefined;
  const fault = contradiction(literals, effort);
  if (fault !== undefined) return fault;
  for (const alternatives of choices) {
    let first: Contradiction | undefined;
    const isStuck = alternatives.every((alternative) => {
      const why = whyNever(alternative, effort, isOver, literals);
      first ??= why;
      return why !== undefined;
    });
    if (isStuck) return first ?? { literals: [] };
  }
  return undefined;
}

/** Takes apart nested `and`s; what can never hold by itself ends it. */
function gather(
  formula: Formula,
  literals: Literal[],
  choices: Formula[][],
  isOver: (literal: Literal) => boolean,
): Contradiction | undefined {
  if (formula.kind === 'fixed') return formula.holds ? undefined : { literals: [] };
  if (formula.kind === 'literal') {
    if (isOver(formula.literal)) return { literals: [formula.literal] };
    literals.push(formula.literal);
    return undefined;
  }
  if (formula.kind === 'or') {
    choices.push(formula.parts);
    return undefined;
  }
  for (const part of formula.parts) {
    const dead = gather(part, literals, choices, isOver);
    if (dead !== undefined) return dead;
  }
  return undefined;
}
