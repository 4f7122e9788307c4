import { RE2JS } from 're2js';
import { partOf } from './use-suggestions';

/** What a pattern finds among values: the whole of a value has to fit. */
export interface PatternTrial {
  /** False for what cannot be read as a pattern of RE2. */
  isValid: boolean;
  /** Values that fit, each with what its named parts caught. */
  fitting: { value: string; caught: { name: string; text: string }[] }[];
  names: string[];
}

/** Tries a pattern on values, as the policy engine does (RE2, whole values). Never throws. */
export function tryPattern(
  pattern: string,
  values: readonly string[],
  ci: boolean,
  part: unknown,
): PatternTrial {
  try {
    const compiled = RE2JS.compile(pattern, ci ? RE2JS.CASE_INSENSITIVE : 0);
    const names = Object.keys(compiled.namedGroups());
    const fitting = values.flatMap((value) => {
      const text = partOf(value, part);
      const matcher = text === undefined ? undefined : compiled.matcher(text);
      if (!matcher?.matches()) return [];
      const caught = names.flatMap((name) => {
        const found = matcher.group(name);
        return found === null ? [] : [{ name, text: found }];
      });
      return [{ value, caught }];
    });
    return { isValid: true, fitting, names };
  } catch {
    return { isValid: false, fitting: [], names: [] };
  }
}

/** Names of the parts that the patterns of a condition catch, each once, in the order of the text. */
export function capturesIn(condition: unknown): string[] {
  const found = new Set<string>();
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const { op, value: pattern } = value as { op?: unknown; value?: unknown };
    if (op === 'matches' && typeof pattern === 'string')
      for (const name of tryPattern(pattern, [], false, 'whole').names) found.add(name);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(condition);
  return [...found];
}
