import { ns } from '../xml/namespaces';
import { parseXml, XmlFault, type XmlFaultKind } from '../xml/parse-xml';
import { isElement, walk } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import { LOGOUT_XML_LIMITS } from './limits';
import { LogoutRefusal, type LogoutRefusalCode } from './logout-refusal';

const XML_DECLARATION = /^<\?xml\s[^>]*\?>/;
const FORBIDDEN: readonly [RegExp, LogoutRefusalCode][] = [
  [/<!doctype/i, 'doctype-forbidden'],
  [/<!entity/i, 'entity-declaration-forbidden'],
  [/<\?/, 'processing-instruction-forbidden'],
];

const codeOfFault: Record<XmlFaultKind, LogoutRefusalCode> = {
  malformed: 'xml-malformed',
  doctype: 'doctype-forbidden',
  'processing-instruction': 'processing-instruction-forbidden',
  encoding: 'encoding-unsupported',
  'too-deep': 'xml-too-deep',
  'too-many-elements': 'xml-too-many-elements',
  'too-many-attributes': 'xml-too-many-attributes',
  'too-long': 'message-too-large',
};

/** Names that decide; the same name in another namespace is refused wherever it stands. */
const guardedNames = new Map<string, string>([
  ['LogoutRequest', ns.samlp],
  ['LogoutResponse', ns.samlp],
  ['SessionIndex', ns.samlp],
  ['Status', ns.samlp],
  ['StatusCode', ns.samlp],
  ['Issuer', ns.saml],
  ['NameID', ns.saml],
  ['EncryptedID', ns.saml],
]);

/**
 * Parses a logout message within limits, with the scan that responses get too: no document type, no entities, no
 * processing instructions (SAML2Int SDP-G03).
 *
 * @param local `LogoutRequest` or `LogoutResponse`
 * @throws LogoutRefusal `doctype-forbidden` and its kin, `xml-*`, `namespace-wrong`, `not-a-logout-message`
 */
export function parseMessage(xml: string, local: 'LogoutRequest' | 'LogoutResponse'): XmlElement {
  const body = xml.replace(XML_DECLARATION, '');
  for (const [pattern, code] of FORBIDDEN) {
    const found = pattern.exec(body);
    if (found) throw new LogoutRefusal(code, `found "${found[0]}" in the message`);
  }
  const root = parse(xml);
  for (const { element } of walk(root)) {
    const expected = guardedNames.get(element.local);
    if (expected !== undefined && element.namespace !== expected) {
      throw new LogoutRefusal(
        'namespace-wrong',
        `${element.local} in "${element.namespace}", expected "${expected}"`,
      );
    }
  }
  if (isElement(root, ns.samlp, local)) return root;
  throw new LogoutRefusal(
    'not-a-logout-message',
    `document element is ${root.local}, expected samlp:${local}`,
  );
}

function parse(xml: string): XmlElement {
  try {
    return parseXml(xml, LOGOUT_XML_LIMITS);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    throw new LogoutRefusal(codeOfFault[error.kind], `${error.line}:${error.column} ${error.message}`, error);
  }
}
