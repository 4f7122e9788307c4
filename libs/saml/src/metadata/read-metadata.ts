import { ns } from '../xml/namespaces';
import { parseXml, XmlFault } from '../xml/parse-xml';
import { isElement } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import type { IdentityProviderMetadata } from './identity-provider-metadata';
import { MetadataRefusal } from './metadata-refusal';
import { hasIdentityProviderRole, readEntity } from './read-entity';
import { earliest, validUntilOf } from './valid-until';

/** What a metadata document came down to. Entities without an identity provider's role are passed over. */
export interface MetadataReading {
  identityProviders: IdentityProviderMetadata[];
  /** One refusal per entity that is meant as an identity provider but cannot be used, in document order. */
  refused: MetadataRefusal[];
  /** The `validUntil` of the document element, as an ISO instant; absent when it states none. */
  validUntil?: string;
}

/** A document given by hand or fetched for one provider; whole federations need a reader that does not hold them. */
export const MAX_METADATA_CHARACTERS = 32 * 1024 * 1024;
const LIMITS = { depth: 60, elements: 1_000_000, attributesPerElement: 64 } as const;

/**
 * Reads a document whose element is an EntityDescriptor or an EntitiesDescriptor (SAML metadata 2.3). Its signature
 * is not looked at: whoever calls must know where the document came from.
 *
 * @throws MetadataRefusal when the document as a whole cannot be read, holds a DOCTYPE, or is expired
 */
export function readMetadata(xml: string, context: { now: Date }): MetadataReading {
  const root = parse(xml);
  const isGroup = isElement(root, ns.md, 'EntitiesDescriptor');
  if (!isGroup && !isElement(root, ns.md, 'EntityDescriptor')) {
    throw new MetadataRefusal(
      'metadata-root-unexpected',
      `document element is ${root.local}, expected md:EntityDescriptor or md:EntitiesDescriptor`,
      undefined,
      root.line,
    );
  }
  const validUntil = validUntilOf(root);
  if (validUntil && validUntil.getTime() <= context.now.getTime()) {
    throw new MetadataRefusal(
      'metadata-expired',
      `metadata was valid until ${validUntil.toISOString()}`,
      undefined,
      root.line,
    );
  }
  const reading: MetadataReading = { identityProviders: [], refused: [] };
  const seen = new Set<string>();
  collect(root, undefined, (entity, validUntil) => {
    if (!hasIdentityProviderRole(entity) && isGroup) return;
    try {
      const provider = readEntity(entity, { validUntil, now: context.now });
      if (seen.has(provider.entityId)) {
        throw new MetadataRefusal(
          'entity-repeated',
          `"${provider.entityId}" stands twice`,
          provider.entityId,
          entity.line,
        );
      }
      seen.add(provider.entityId);
      reading.identityProviders.push(provider);
    } catch (error) {
      if (!(error instanceof MetadataRefusal)) throw error;
      reading.refused.push(error);
    }
  });
  if (validUntil) reading.validUntil = validUntil.toISOString();
  return reading;
}

/**
 * Reads a document that describes exactly one identity provider.
 *
 * @throws MetadataRefusal for every reason of {@link readMetadata}, for the provider's own, and
 *   `metadata-holds-several-entities`
 */
export function readIdentityProvider(xml: string, context: { now: Date }): IdentityProviderMetadata {
  const { identityProviders, refused } = readMetadata(xml, context);
  const [provider, another] = identityProviders;
  if (another) {
    const detail = `${identityProviders.length} identity providers, expected one`;
    throw new MetadataRefusal('metadata-holds-several-entities', detail);
  }
  if (provider && refused.length === 0) return provider;
  throw refused[0] ?? new MetadataRefusal('idp-role-missing', 'the document describes no identity provider');
}

/** Visits every entity with the earliest end of validity of the groups around it; its own end is its reader's matter. */
function collect(
  element: XmlElement,
  outer: Date | undefined,
  visit: (entity: XmlElement, validUntil: Date | undefined) => void,
): void {
  if (isElement(element, ns.md, 'EntityDescriptor')) return visit(element, outer);
  const validUntil = earliest(outer, validUntilOf(element));
  for (const child of element.children) {
    if (isElement(child, ns.md, 'EntityDescriptor') || isElement(child, ns.md, 'EntitiesDescriptor')) {
      collect(child, validUntil, visit);
    }
  }
}

function parse(xml: string): XmlElement {
  if (xml.length > MAX_METADATA_CHARACTERS) {
    throw new MetadataRefusal(
      'metadata-too-large',
      `${xml.length} characters, at most ${MAX_METADATA_CHARACTERS}`,
    );
  }
  try {
    return parseXml(xml.replace(/^\uFEFF/, ''), LIMITS);
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    const code = error.kind === 'doctype' ? 'metadata-doctype-forbidden' : 'metadata-malformed';
    throw new MetadataRefusal(code, `${error.line}:${error.column} ${error.message}`, undefined, error.line);
  }
}
