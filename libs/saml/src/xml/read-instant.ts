const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads an `xs:dateTime` with its zone. SAML core 1.3.3 asks for UTC; a value without a zone would be read as local
 * time and is not taken.
 *
 * @returns the instant, or undefined when the text is not one
 */
export function readInstant(text: string | undefined): Date | undefined {
  const trimmed = text?.trim();
  if (trimmed === undefined || !INSTANT.test(trimmed)) return undefined;
  const instant = new Date(trimmed);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
