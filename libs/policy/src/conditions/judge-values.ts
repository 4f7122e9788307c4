import type { AttributeValues } from './attribute-values';
import type { Manner, Verdict } from './condition-kind';
import { all, any, type Truth } from './truth';

/**
 * Asks a question of every value of an attribute and joins the answers: `some` (when absent) is Kleene "or", `every`
 * is Kleene "and". A value that has not the wanted part is neither true nor false, so that it cannot let anybody in
 * through a `not`. No value at all: missing.
 */
export function judgeValues(
  attribute: AttributeValues,
  manner: Manner,
  question: (text: string) => Truth,
): Verdict {
  if (attribute.isMissing) return { result: 'missing', seen: [], matched: [] };
  const texts = attribute.read(manner.part ?? 'whole', manner.ci ?? false);
  const matched: string[] = [];
  const truths = texts.map((text, index): Truth => {
    const truth = text === undefined ? 'missing' : question(text);
    const value = attribute.values[index];
    if (truth === 'true' && value !== undefined) matched.push(value);
    return truth;
  });
  const result = manner.quantifier === 'every' ? all(truths) : any(truths);
  return { result, seen: attribute.values, matched };
}

/** The truth of a plain yes or no. */
export function truthOf(yes: boolean): Truth {
  return yes ? 'true' : 'false';
}
