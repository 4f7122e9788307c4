const SURROGATE = /[\ud800-\udfff]/;

/**
 * Orders two texts by their characters' numbers, as canonical XML asks (RFC 3076, 2.2). The engine's own order is that
 * of UTF-16, which differs where characters beyond the basic plane are compared.
 *
 * @returns less than 0, 0, or more than 0
 */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}
