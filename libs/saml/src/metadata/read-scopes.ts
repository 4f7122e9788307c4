import { ns } from '../xml/namespaces';
import { attributeOf, childOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';

/**
 * The domains that the registrar lets this provider put behind an `@` (shibmd:Scope). Those of the role count; those
 * of the entity only when the role has none. Scopes written as regular expressions are kept apart and never applied
 * (SAML2Int SDP-SP17 allows that).
 */
export function readScopes(
  entity: XmlElement,
  role: XmlElement,
): { scopes: string[]; unsupportedScopes: string[] } {
  const ofRole = scopeElements(role);
  const found = ofRole.length > 0 ? ofRole : scopeElements(entity);
  const scopes = new Set<string>();
  const unsupportedScopes = new Set<string>();
  for (const scope of found) {
    const text = scope.text.trim();
    if (text === '') continue;
    if (['true', '1'].includes(attributeOf(scope, 'regexp') ?? '')) unsupportedScopes.add(text);
    else scopes.add(text.toLowerCase());
  }
  return { scopes: [...scopes], unsupportedScopes: [...unsupportedScopes] };
}

function scopeElements(element: XmlElement): XmlElement[] {
  const extensions = childOf(element, ns.md, 'Extensions');
  return extensions ? childrenOf(extensions, ns.shibmd, 'Scope') : [];
}
