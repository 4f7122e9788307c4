import { type AcceptanceStep, SamlRefusal, type SamlRefusalCode } from '../saml-refusal';

const XML_DECLARATION = /^<\?xml\s[^>]*\?>/;
const FORBIDDEN: readonly [RegExp, SamlRefusalCode][] = [
  [/<!doctype/i, 'doctype-forbidden'],
  [/<!entity/i, 'entity-declaration-forbidden'],
  [/<\?/, 'processing-instruction-forbidden'],
];

/**
 * Refuses markup that no SAML message needs before any parser sees it (SAML2Int SDP-G03): document types, entity
 * declarations, and processing instructions other than the XML declaration. It looks at the plain text, so the same
 * characters inside a comment or CDATA are refused too.
 *
 * @throws SamlRefusal `doctype-forbidden`, `entity-declaration-forbidden`, `processing-instruction-forbidden`
 */
export function scanText(xml: string, step: AcceptanceStep = 'scan-text'): void {
  const body = xml.replace(XML_DECLARATION, '');
  for (const [pattern, code] of FORBIDDEN) {
    const found = pattern.exec(body);
    if (found) throw new SamlRefusal(step, code, `found "${found[0]}" in the message`);
  }
}
