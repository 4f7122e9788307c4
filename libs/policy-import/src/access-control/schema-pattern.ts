/** A pattern of Xerces written for RE2, or why it cannot be; it always fits a whole value. */
export type SchemaPattern = { ok: true; pattern: string; isDialect: boolean } | { ok: false; why: string };

/** Names of XML: first signs, and all signs (XML 1.0, 2.3), as far as letters and numbers go. */
const NAME_CLASSES: Readonly<Record<string, string>> = {
  i: '\\p{L}_:',
  c: '\\p{L}\\p{N}\\-._:',
};

/**
 * Writes a pattern as Xerces reads it for RE2. `\d`, `\w` and `\s` of both differ outside ASCII, and so may `^` and `$`,
 * which XML Schema takes for ordinary signs and Xerces, at the ends, does not.
 */
export function fromSchema(pattern: string): SchemaPattern {
  if (/-\[/.test(pattern)) return { ok: false, why: 'RE2 cannot take one class out of another' };
  if (/\(\?(?:[=!]|<[=!])/.test(pattern)) return { ok: false, why: 'RE2 has no look-ahead or look-behind' };
  if (/\\[1-9]/.test(pattern)) return { ok: false, why: 'RE2 has no back-references' };
  let written = '';
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const sign = pattern.charAt(i);
    if (sign === '\\') {
      const escaped = pattern.charAt(++i);
      const names = NAME_CLASSES[escaped];
      if (names === undefined) written += `\\${escaped}`;
      else written += inClass ? names : `[${names}]`;
      continue;
    }
    if (sign === '[' && inClass && pattern.charAt(i + 1) === ':')
      return { ok: false, why: 'RE2 reads [: otherwise' };
    if (sign === '[') inClass = true;
    else if (sign === ']') inClass = false;
    written += sign;
  }
  return { ok: true, pattern: written, isDialect: /\\[dDwWsSbB]|[\^$]/.test(pattern.replace(/\[\^/g, '[')) };
}
