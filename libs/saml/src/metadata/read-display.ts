import type { LocalizedText } from '../service-provider';
import { ns } from '../xml/namespaces';
import { attributeIn, attributeOf, childOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import type { IdentityProviderMetadata } from './identity-provider-metadata';

type Display = Pick<IdentityProviderMetadata, 'displayNames' | 'descriptions' | 'keywords' | 'logos'>;

/**
 * What people are shown of a provider (mdui:UIInfo of the role). A provider without a display name is shown by the
 * name of its organisation.
 */
export function readDisplay(entity: XmlElement, role: XmlElement): Display {
  const extensions = childOf(role, ns.md, 'Extensions');
  const info = extensions && childOf(extensions, ns.mdui, 'UIInfo');
  const texts = (local: string): LocalizedText[] => (info ? localizedTexts(info, ns.mdui, local) : []);
  const displayNames = texts('DisplayName');
  const organization = childOf(entity, ns.md, 'Organization') ?? childOf(role, ns.md, 'Organization');
  return {
    displayNames:
      displayNames.length > 0 || !organization
        ? displayNames
        : localizedTexts(organization, ns.md, 'OrganizationDisplayName'),
    descriptions: texts('Description'),
    keywords: texts('Keywords'),
    logos: info ? childrenOf(info, ns.mdui, 'Logo').map(readLogo) : [],
  };
}

function localizedTexts(parent: XmlElement, namespace: string, local: string): LocalizedText[] {
  return childrenOf(parent, namespace, local)
    .map((element) => ({
      language: languageOf(element) ?? 'en',
      text: element.text.trim().replace(/\s+/g, ' '),
    }))
    .filter(({ text }) => text !== '');
}

function readLogo(logo: XmlElement): Display['logos'][number] {
  const width = Number(attributeOf(logo, 'width'));
  const height = Number(attributeOf(logo, 'height'));
  const language = languageOf(logo);
  return {
    url: logo.text.trim(),
    ...(width > 0 ? { width } : {}),
    ...(height > 0 ? { height } : {}),
    ...(language === undefined ? {} : { language }),
  };
}

function languageOf(element: XmlElement): string | undefined {
  return attributeIn(element, ns.xml, 'lang');
}
