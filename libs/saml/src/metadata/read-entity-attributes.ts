import { ns } from '../xml/namespaces';
import { attributeOf, childOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';

/** The values of an entity's attributes by name (mdattr:EntityAttributes); values of one name are joined. */
export function readEntityAttributes(extensions: XmlElement | undefined): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const holder = extensions && childOf(extensions, ns.mdattr, 'EntityAttributes');
  for (const attribute of holder ? childrenOf(holder, ns.saml, 'Attribute') : []) {
    const name = attributeOf(attribute, 'Name') ?? '';
    const values = childrenOf(attribute, ns.saml, 'AttributeValue').map(({ text }) => text.trim());
    found.set(name, [...(found.get(name) ?? []), ...values]);
  }
  return found;
}
