const BUILT_IN: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /^(?:#([0-9]{1,10})|#x([0-9A-Fa-f]{1,8})|(amp|lt|gt|quot|apos))$/;

/** The longest reference that is taken, from `&` to `;`: room for some leading zeros and no more. */
export const MAX_REFERENCE = 12;

/** Joins line ends to one line feed each (XML 1.0, 2.11). */
export function normalizeLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Makes each blank of an attribute's value, as written, one space (XML 1.0, 3.3.3). */
export function normalizeBlanks(value: string): string {
  return value.replace(/\r\n|[\t\n\r]/g, ' ');
}

/**
 * Replaces character references and the five entities that every XML processor knows (XML 1.0, 4.1 and 4.6).
 *
 * @returns the text, or the reference that stands for nothing, without `&` and `;`
 */
export function expandReferences(text: string): { text: string } | { unknown: string } {
  let expanded = '';
  let from = 0;
  for (let start = text.indexOf('&'); start >= 0; start = text.indexOf('&', from)) {
    const end = text.indexOf(';', start);
    const reference = end < 0 ? text.slice(start + 1, start + MAX_REFERENCE) : text.slice(start + 1, end);
    const character = end < 0 ? undefined : characterOf(reference);
    if (character === undefined) return { unknown: reference.slice(0, MAX_REFERENCE) };
    expanded += text.slice(from, start) + character;
    from = end + 1;
  }
  return { text: expanded + text.slice(from) };
}

function characterOf(reference: string): string | undefined {
  if (reference.length > MAX_REFERENCE - 2) return undefined;
  const [, decimal, hexadecimal, name] = REFERENCE.exec(reference) ?? [];
  if (name !== undefined) return BUILT_IN[name];
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number.parseInt(decimal, 10);
  return isCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** True for a code point that XML 1.0 can hold (2.2). */
function isCharacter(code: number): boolean {
  return (
    (code >= 0x20 && code <= 0xd7ff) ||
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
