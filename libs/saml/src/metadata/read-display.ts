import type { LocalizedText } from '../service-provider';
import { ns } from '../xml/namespaces';
import { attributeIn, attributeOf, childOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import type { IdentityProviderMetadata } from './identity-provider-metadata';

type Display = Pick<
  IdentityProviderMetadata,
  'displayNames' | 'descriptions' | 'keywords' | 'domainHints' | 'logos'
>;

/**
 * What people are shown of a provider, and find it by (mdui:UIInfo and mdui:DiscoHints of the role). A provider without a display name is shown by the
 * name of its organisation.
 */
export function readDisplay(entity: XmlElement, role: XmlElement): Display {
  const extensions = childOf(role, ns.md, 'Extensions');
  const info = extensions && childOf(extensions, ns.mdui, 'UIInfo');
  const texts = (local: string): LocalizedText[] => (info ? localizedTexts(info, ns.mdui, local) : []);
  const displayNames = texts('DisplayName');
  const hints = extensions && childOf(extensions, ns.mdui, 'DiscoHints');
  const organization = childOf(entity, ns.md, 'Organization') ?? childOf(role, ns.md, 'Organization');
  return {
    displayNames:
      displayNames.length > 0 || !organization
        ? displayNames
        : localizedTexts(organization, ns.md, 'OrganizationDisplayName'),
    descriptions: texts('Description'),
    keywords: texts('Keywords'),
    domainHints: hints ? domainsOf(hints) : [],
    logos: info ? childrenOf(info, ns.mdui, 'Logo').map(readLogo).filter(isShowable) : [],
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

function domainsOf(hints: XmlElement): string[] {
  const texts = childrenOf(hints, ns.mdui, 'DomainHint').map(({ text }) => text.trim().toLowerCase());
  return [...new Set(texts.filter((text) => text !== ''))];
}

/** SAML2Int SDP-MD10: a picture fetched in the open could be another one, and tells who looks at it. */
function isShowable({ url }: Display['logos'][number]): boolean {
  return /^data:image\//i.test(url) || (URL.canParse(url) && new URL(url).protocol === 'https:');
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
