import { RE2JS } from 're2js';
import type { Path } from '../language/finding';
import { MAX_PATTERN_PROGRAM } from '../language/limits';
import type { OperandFault } from './condition-kind';

/**
 * Compiles a regular expression with RE2 (linear in the text, no look-around, no back-references).
 *
 * @param at - where the pattern stands inside its test, for the fault
 * @returns the pattern, or the one fault it has; matching must use whole values, so callers anchor it
 */
export function compilePattern(pattern: string, ci: boolean, at: Path): RE2JS | OperandFault {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern, ci ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (cause) {
    const told =
      cause instanceof Error ? cause.message.replace(/^error parsing regexp: /, '') : 'not readable';
    return {
      code: 'regex-invalid',
      at,
      message: `regular expression is not valid: ${told}`,
      ...helpFor(pattern),
    };
  }
  if (compiled.programSize() <= MAX_PATTERN_PROGRAM) return compiled;
  return {
    code: 'regex-too-complex',
    at,
    message: `regular expression needs ${compiled.programSize()} steps, at most ${MAX_PATTERN_PROGRAM} are allowed`,
    help: 'use smaller repeat counts',
  };
}

function helpFor(pattern: string): { help?: string } {
  if (/\(\?<?[=!]/.test(pattern))
    return { help: 'RE2 has no look-ahead or look-behind; use not beside a second test' };
  if (/\\[1-9]/.test(pattern)) return { help: 'RE2 has no back-references' };
  if (/^[*+?]/.test(pattern)) return { help: 'a repeat needs something before it, as in .*' };
  return {};
}
