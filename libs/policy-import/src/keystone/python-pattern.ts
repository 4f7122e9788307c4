/** A pattern of Python's `re` written for RE2, or why it cannot be. */
export type PythonPattern = { ok: true; pattern: string; isDialect: boolean } | { ok: false; why: string };

/** Python's classes are those of Unicode, RE2's are ASCII. */
const CLASSES: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '\\p{L}\\p{N}_',
  s: '\\t-\\r\\x1c-\\x20\\x{85}\\p{Z}',
};

/** Escapes that mean the same in both, beside those of signs that are no letters. */
const SAME = new Set(['a', 'f', 'n', 'r', 't', 'v', 'A', 'x']);

/**
 * Writes a pattern of Python's `re` for RE2 so that it means the same, found anywhere in a value (`re.search`).
 *
 * @returns `isDialect` when a part is read a little otherwise: word boundaries are those of ASCII in RE2
 */
export function fromPython(pattern: string): PythonPattern {
  if (/\(\?(?:[=!]|<[=!])/.test(pattern)) return { ok: false, why: 'RE2 has no look-ahead or look-behind' };
  if (/\(\?P=|\(\?\(|\(\?>|[*+?}]\+/.test(pattern))
    return { ok: false, why: 'RE2 has no such group or repeat' };
  let written = '';
  let isDialect = false;
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const sign = pattern.charAt(i);
    if (sign === '\\') {
      const escaped = pattern.charAt(++i);
      const known = CLASSES[escaped];
      if (known !== undefined) {
        const isSingle = escaped === 'd' || escaped === 'D';
        written += inClass || isSingle ? known : `[${known}]`;
      } else if (escaped === 'W' || escaped === 'S') {
        if (inClass) return { ok: false, why: `RE2 cannot say \\${escaped} of Python inside a class` };
        written += `[^${CLASSES[escaped.toLowerCase()] ?? ''}]`;
      } else if (escaped === 'b' || escaped === 'B') {
        if (inClass) return { ok: false, why: 'RE2 has no \\b inside a class' };
        isDialect = true;
        written += `\\${escaped}`;
      } else if (escaped === 'Z') written += '\\z';
      else if (/[0-9A-Za-z]/.test(escaped) && !SAME.has(escaped))
        return { ok: false, why: `RE2 has no \\${escaped} of Python` };
      else written += `\\${escaped}`;
    } else if (inClass) {
      if (sign === '[' && pattern.charAt(i + 1) === ':') return { ok: false, why: 'RE2 reads [: otherwise' };
      if (sign === ']') inClass = false;
      written += sign === '[' ? '\\[' : sign;
    } else if (sign === '[') {
      const head = /^\[\^?\]?/.exec(pattern.slice(i))?.[0] ?? '[';
      written += head.replace(/\]$/, '\\]');
      i += head.length - 1;
      inClass = true;
    } else if (sign === '$') {
      // Python's `$` also holds before a newline at the very end.
      if (!/^[)|]|^$/.test(pattern.slice(i + 1))) isDialect = true;
      written += '(?:\\n?\\z)';
    } else if (sign === '{') {
      written += pattern.startsWith('{,', i) && /^\{,\d+\}/.test(pattern.slice(i)) ? '{0' : '{';
    } else written += sign;
  }
  return { ok: true, pattern: `(?s:.*)(?:${written})(?s:.*)`, isDialect };
}
