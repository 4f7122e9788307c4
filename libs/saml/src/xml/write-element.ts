/** Characters that XML 1.0 cannot carry at all. */
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * Writes one element. Attributes that are undefined and children that are undefined or empty are left out.
 *
 * @param content text, which is escaped, or children, which were written by this function
 */
export function writeElement(
  name: string,
  attributes: Record<string, string | undefined>,
  content: string | readonly (string | undefined)[] = [],
): string {
  const start = Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escape(value, /[&<>"\t\n\r]/g)}"`)
    .join('');
  const inner = typeof content === 'string' ? escape(content, /[&<>\r]/g) : content.filter(Boolean).join('');
  return inner === '' ? `<${name}${start}/>` : `<${name}${start}>${inner}</${name}>`;
}

function escape(text: string, special: RegExp): string {
  return text.replace(UNWRITABLE, '').replace(special, (character) => ESCAPES[character] ?? character);
}
