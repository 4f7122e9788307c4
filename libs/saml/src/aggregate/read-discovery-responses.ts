import { ns } from '../xml/namespaces';
import { attributeOf, childOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';

const MOST = 32;
const LONGEST = 2048;

/**
 * Where a discovery service may send people back to for a service provider (IdP Discovery Service Protocol 2.5): the
 * default one first, then by index.
 */
export function readDiscoveryResponses(entity: XmlElement): string[] {
  const found = childrenOf(entity, ns.md, 'SPSSODescriptor').flatMap((role) => {
    const extensions = childOf(role, ns.md, 'Extensions');
    return extensions ? childrenOf(extensions, ns.idpdisc, 'DiscoveryResponse') : [];
  });
  return found
    .filter((response) => attributeOf(response, 'Binding') === ns.idpdisc)
    .map((response) => ({
      location: attributeOf(response, 'Location') ?? '',
      index: Number(attributeOf(response, 'index') ?? 0) || 0,
      isDefault: ['true', '1'].includes(attributeOf(response, 'isDefault') ?? ''),
    }))
    .filter(({ location }) => location.length <= LONGEST && isWebUrl(location))
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault) || a.index - b.index)
    .slice(0, MOST)
    .map(({ location }) => location);
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
