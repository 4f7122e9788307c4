import type { ReleasedValues } from './released-values';

const DISPLAY_NAME = 'urn:oid:2.16.840.1.113730.3.1.241';
const GIVEN_NAME = 'urn:oid:2.5.4.42';
const SURNAME = 'urn:oid:2.5.4.4';
const COMMON_NAME = 'urn:oid:2.5.4.3';
const LONGEST = 200;

/** The name to show: as released, else what stands before the `@` of the identifier. It recognises nobody. */
export function nameOfPerson(values: ReleasedValues, identifier: string): string {
  const [displayName] = values(DISPLAY_NAME);
  const [given] = values(GIVEN_NAME);
  const [surname] = values(SURNAME);
  const [commonName] = values(COMMON_NAME);
  const candidates = [displayName, given && surname ? `${given} ${surname}` : undefined, commonName];
  const name = candidates.map((text) => plain(text ?? '')).find(Boolean);
  return (name ?? plain(identifier.split('@')[0] ?? '')).slice(0, LONGEST) || 'unnamed';
}

/** Without control characters and without marks that turn the direction of the text around the name. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
