import { RE2JS } from 're2js';
import type { DocumentElement } from '../document/read-document';
import { booleanOf } from '../document/type-of';
import type { Pattern } from './attribute-policy';

/** Longest expression that is compiled. */
const MAX_REGEX = 1024;
/** Most instructions an expression may come to: `((a{99}){99}){99}` is short and would take all memory. */
const MAX_REPEATS = 10_000;

/** A pattern, or why there is none. */
export type PatternReading = Pattern | { code: string; message: string };

/**
 * Compiles an expression that is searched for anywhere in the value, as Shibboleth's SP does; anchors are the
 * author's. RE2 runs in linear time, so no value can make it run for long.
 *
 * @param always - `ignoreCase` whatever the file says: scopes are domain names
 */
export function compilePattern(
  element: DocumentElement,
  regex: string,
  always: { ignoreCase?: boolean } = {},
): PatternReading {
  if (regex.length > MAX_REGEX) {
    return { code: 'regex-too-long', message: `regex of ${regex.length} characters, at most ${MAX_REGEX}` };
  }
  const options = element.attributes.get('options')?.trim() ?? '';
  if (!/^i?$/.test(options)) {
    return {
      code: 'regex-options-not-supported',
      message: `options "${options}" of a regex, only "i" is supported`,
    };
  }
  if (repeats(regex) > MAX_REPEATS) {
    return { code: 'regex-too-large', message: `regex "${regex}" repeats more than ${MAX_REPEATS} times` };
  }
  const ignoresCase =
    always.ignoreCase === true ||
    options === 'i' ||
    booleanOf(element, 'caseSensitive') === false ||
    booleanOf(element, 'ignoreCase') === true;
  try {
    const pattern = RE2JS.compile(regex, ignoresCase ? RE2JS.CASE_INSENSITIVE : 0);
    return { regex, ignoresCase, test: (text) => pattern.matcher(text).find() };
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    return { code: 'regex-malformed', message: `regex "${regex}" cannot be compiled: ${why}` };
  }
}

/** How large counted repetitions may make an expression, at most: the product of all counts, as if all were nested. */
function repeats(regex: string): number {
  let product = 1;
  for (const [, least = '1', most] of regex.matchAll(/\{(\d{1,6})(?:,(\d{0,6}))?\}/g)) {
    product *= Math.max(1, Number(most || least));
  }
  return product;
}
