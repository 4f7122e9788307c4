import type { AttributeValues } from './attribute-values';
import type { Manner, Verdict } from './condition-kind';
import { and, or, type Truth } from './truth';

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
  const { values } = attribute;
  if (values.length === 0) return MISSING;
  const texts = attribute.read(manner.part ?? 'whole', manner.ci ?? false);
  const join = manner.quantifier === 'every' ? and : or;
  let result: Truth = manner.quantifier === 'every' ? 'true' : 'false';
  let matched: string[] | undefined;
  // A plain loop: this is the innermost one of every decision.
  for (let i = 0; i < values.length; i++) {
    const text = texts[i];
    const truth = text === undefined ? 'missing' : question(text);
    result = join(result, truth);
    const value = values[i];
    if (truth === 'true' && value !== undefined) (matched ??= []).push(value);
  }
  return { result, seen: values, matched: matched ?? NOTHING };
}

/**
 * The truth alone of "some value is one of these texts", as {@link judgeValues} would answer it; undefined where every
 * value has to be asked.
 *
 * @param wanted - already folded where the manner disregards letter case
 */
export function truthOfTexts(
  attribute: AttributeValues,
  { quantifier, part = 'whole', ci = false }: Manner,
  wanted: readonly string[],
): Truth | undefined {
  if (attribute.isMissing) return 'missing';
  if (quantifier === 'every') return undefined;
  const { texts, lacksSome } = attribute.lookup(part, ci);
  for (let index = 0; index < wanted.length; index += 1) if (texts.has(wanted[index])) return 'true';
  return lacksSome ? 'missing' : 'false';
}

const NOTHING: readonly string[] = Object.freeze([]);

const MISSING: Verdict = Object.freeze({ result: 'missing', seen: NOTHING, matched: NOTHING });

/** The truth of a plain yes or no. */
export function truthOf(yes: boolean): Truth {
  return yes ? 'true' : 'false';
}
