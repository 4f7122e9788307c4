/** Bytes of annotated hexadecimal text: blanks are nothing, and `#` begins a remark that ends with its line. */
export function hex(text: string): Buffer {
  const digits = text.replaceAll(/#.*$/gm, '').replaceAll(/\s/g, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits))
    throw new TypeError(`"${digits}" given, expected pairs of hex digits`);
  return Buffer.from(digits, 'hex');
}
