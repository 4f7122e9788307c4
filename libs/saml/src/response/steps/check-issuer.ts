import { ns } from '../../xml/namespaces';
import { attributeOf, childrenOf } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import { SamlRefusal } from '../saml-refusal';
import type { VerifiedMessage } from '../verified-message';

const ENTITY_FORMAT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';

/**
 * Requires that the response and the assertion both come from the provider the person was sent to. The response may
 * leave its issuer out only where it is not signed (SAML profiles 4.1.4.2).
 *
 * @throws SamlRefusal `issuer-mismatch`
 */
export function checkIssuer({ response, isResponseVerified, assertion, idp }: VerifiedMessage): void {
  const ofResponse = readIssuer(response);
  if (ofResponse !== undefined || isResponseVerified) requireIssuer('Response', ofResponse, idp.entityId);
  requireIssuer('Assertion', readIssuer(assertion), idp.entityId);
}

function requireIssuer(where: string, issuer: string | undefined, expected: string): void {
  if (issuer === expected) return;
  const detail = `${where} issued by "${issuer ?? ''}", expected "${expected}"`;
  throw new SamlRefusal('check-issuer', 'issuer-mismatch', detail);
}

function readIssuer(element: XmlElement): string | undefined {
  const issuers = childrenOf(element, ns.saml, 'Issuer');
  const [issuer] = issuers;
  if (!issuer) return undefined;
  const format = attributeOf(issuer, 'Format') ?? ENTITY_FORMAT;
  // Two issuers, or an issuer that is not an entity, name nobody we could compare to.
  return issuers.length === 1 && format === ENTITY_FORMAT && issuer.children.length === 0
    ? issuer.text.trim()
    : '';
}
