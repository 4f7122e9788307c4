import { createHash } from 'node:crypto';
import type { IdentityProviderMetadata } from '../metadata/identity-provider-metadata';
import { MetadataRefusal } from '../metadata/metadata-refusal';
import { readEntity } from '../metadata/read-entity';
import { ElementBuilder } from '../xml/element-builder';
import { readInstant } from '../xml/read-instant';
import type { XmlElement } from '../xml/xml-element';
import { XmlTokenizer } from '../xml/xml-tokenizer';
import type { IndexedProvider, NamespaceBinding } from './indexed-provider';
import { AGGREGATE_LIMITS } from './limits';
import { asRefusal } from './read-aggregate';

/** What the index of a verified document says of one provider. */
export type IndexedPlace = Pick<IndexedProvider, 'entityId' | 'sha256' | 'validUntil'>;

/**
 * Reads one identity provider out of a document that was verified as a whole earlier.
 *
 * @param bytes of its EntityDescriptor; must be those that the index remembers
 * @param context the namespaces declared around it
 * @throws MetadataRefusal `metadata-changed-on-disk` when they are not; `metadata-expired`; `metadata-other-entity`; and
 *   whatever else makes the provider unusable
 */
export function readIndexedProvider(
  bytes: Buffer,
  place: IndexedPlace,
  context: readonly NamespaceBinding[],
  now: Date,
): IdentityProviderMetadata {
  if (createHash('sha256').update(bytes).digest('hex') !== place.sha256) {
    const message = `the bytes of "${place.entityId}" are not those that were verified`;
    throw new MetadataRefusal('metadata-changed-on-disk', message, place.entityId);
  }
  const metadata = readEntity(parse(bytes, context), { validUntil: readInstant(place.validUntil), now });
  if (metadata.entityId === place.entityId) return metadata;
  const message = `found "${metadata.entityId}", expected "${place.entityId}"`;
  throw new MetadataRefusal('metadata-other-entity', message, place.entityId);
}

/** Parses a part of a document as if it stood where it does: inside of an element that declares the same. */
function parse(bytes: Buffer, context: readonly NamespaceBinding[]): XmlElement {
  const builder = new ElementBuilder();
  const { depth, attributesPerElement, textBytes, markupBytes } = AGGREGATE_LIMITS;
  const tokenizer = new XmlTokenizer(builder, { depth, attributesPerElement, textBytes, markupBytes });
  const declared = context.map(({ prefix, uri }) =>
    prefix === '' ? ` xmlns="${escaped(uri)}"` : ` xmlns:${prefix}="${escaped(uri)}"`,
  );
  try {
    tokenizer.write(Buffer.from(`<part${declared.join('')}>`));
    tokenizer.write(bytes);
    tokenizer.write(Buffer.from('</part>'));
    tokenizer.end();
  } catch (error) {
    throw asRefusal(error);
  }
  const [entity, another] = builder.root?.children ?? [];
  if (entity && !another) return entity;
  throw new MetadataRefusal('metadata-malformed', 'the part is not one element');
}

function escaped(uri: string): string {
  return uri.replace(/[&<"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
