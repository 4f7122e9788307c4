const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Decodes base64 with blanks between its characters (XML Schema, 3.2.16). Exactly one text stands for each value:
 * missing padding, stray bits and other characters are not passed over.
 *
 * @returns undefined when the text is no such base64, or stands for nothing
 */
export function decodeBase64(text: string): Buffer | undefined {
  const joined = text.replace(/[\t\n\r ]/g, '');
  const bytes = Buffer.from(joined, 'base64');
  return BASE64.test(joined) && bytes.toString('base64') === joined ? bytes : undefined;
}
