import type { NameId } from '../response/accepted-assertion';

const UNSPECIFIED = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

/**
 * One text for one name, so that two mentions of a subject can be compared: value and format character by character, and
 * qualifiers with the meaning they have when left out, the two parties themselves (SAML core 2.2.2, 8.3.7; Shibboleth's
 * `stronglyMatches` does the same).
 */
export function nameKey(name: NameId, parties: { idpEntityId: string; spEntityId: string }): string {
  return JSON.stringify([
    parties.idpEntityId,
    name.format || UNSPECIFIED,
    name.nameQualifier || parties.idpEntityId,
    name.spNameQualifier || parties.spEntityId,
    name.value,
  ]);
}
