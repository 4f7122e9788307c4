/** How much of a drawing is looked at to find its first element. */
const LOOKED_AT = 4_096;
/** What may stand before the first element of an SVG document; no internal subset, which could define entities. */
const PROLOGUE = /^(?:\uFEFF|\s+|<\?[^>]*\?>|<!--(?:(?!-->)[^])*-->|<!DOCTYPE\s+svg[^>[]*>)/i;

/**
 * The media type of a picture by its own bytes, whatever anybody said it was; undefined for what is no picture of a kind
 * that browsers show (PNG, JPEG, GIF, WebP, ICO, SVG).
 */
export function sniffImage(bytes: Buffer): string | undefined {
  const ascii = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (/^GIF8[79]a$/.test(ascii(0, 6))) return 'image/gif';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'image/webp';
  if (bytes.length > 6 && bytes.readUInt32LE(0) === 0x00010000) return 'image/x-icon';
  return isSvg(bytes.toString('utf8', 0, LOOKED_AT)) ? 'image/svg+xml' : undefined;
}

function isSvg(text: string): boolean {
  let rest = text;
  for (let found = PROLOGUE.exec(rest); found; found = PROLOGUE.exec(rest))
    rest = rest.slice(found[0].length);
  return /^<(?:[\w-]+:)?svg[\s>/]/.test(rest);
}
