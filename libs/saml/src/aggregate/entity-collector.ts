import { MetadataRefusal } from '../metadata/metadata-refusal';
import { hasIdentityProviderRole, readEntity } from '../metadata/read-entity';
import { earliest, validUntilOf } from '../metadata/valid-until';
import { ElementBuilder } from '../xml/element-builder';
import { ns } from '../xml/namespaces';
import { attributeOf, childOf } from '../xml/read-element';
import { readInstant } from '../xml/read-instant';
import type { XmlElement } from '../xml/xml-element';
import type { EndElement, StartElement, XmlEvents } from '../xml/xml-events';
import type {
  IndexedProvider,
  IndexedServiceProvider,
  NamespaceBinding,
  RefusedProvider,
} from './indexed-provider';
import { AGGREGATE_LIMITS } from './limits';
import { readDiscoveryResponses } from './read-discovery-responses';
import { readListing } from './read-listing';
import type { RecentBytes } from './recent-bytes';
import { weighCertificate } from './weigh-certificate';

/** Where what is found goes to. It is not to be used before the whole document was verified. */
export interface EntityHearers {
  onProvider(provider: IndexedProvider): void;
  onServiceProvider?(provider: IndexedServiceProvider): void;
}

interface Group {
  validUntil: Date | undefined;
  context: number;
}

interface OpenEntity {
  start: StartElement;
  depth: number;
  /** Undefined once it grew too large. */
  builder: ElementBuilder | undefined;
}

/** Provided for an entity whose end of validity is unknown: it was over long ago. */
const NEVER_VALID = new Date(0).toISOString();

/** Finds the entities of a document as it passes, holding one at a time. */
export class EntityCollector implements XmlEvents {
  entityCount = 0;
  providerCount = 0;
  refusedCount = 0;
  readonly refused: RefusedProvider[] = [];
  readonly contexts: NamespaceBinding[][] = [];
  /** `mdrpi:PublicationInfo/@creationInstant` of the document element. */
  createdAt: Date | undefined;
  private readonly groups: Group[] = [];
  private readonly seen = new Set<string>();
  private groupCount = 0;
  private depth = 0;
  private entity: OpenEntity | undefined;
  private extensions: ElementBuilder | undefined;

  constructor(
    private readonly now: Date,
    private readonly recent: RecentBytes,
    private readonly hearers: EntityHearers,
  ) {}

  /** Where the entity that is open now begins, in bytes. */
  get openFrom(): number | undefined {
    return this.entity?.start.start;
  }

  startElement(element: StartElement): void {
    this.depth += 1;
    const { entity } = this;
    if (entity) {
      if (element.start - entity.start.start > AGGREGATE_LIMITS.entityBytes) entity.builder = undefined;
      entity.builder?.startElement(element);
    } else if (this.extensions) this.extensions.startElement(element);
    else if (this.depth === this.groups.length + 1) this.openChild(element);
  }

  endElement(element: EndElement): void {
    const { entity, extensions } = this;
    if (entity) {
      entity.builder?.endElement(element);
      if (this.depth === entity.depth) this.closeEntity(entity, element.end);
    } else if (extensions) {
      extensions.endElement(element);
      if (this.depth === 2) this.closeExtensions(extensions);
    } else if (this.depth === this.groups.length) this.groups.pop();
    this.depth -= 1;
  }

  text(text: string): void {
    (this.entity?.builder ?? this.extensions)?.text(text);
  }

  comment(text: string): void {
    (this.entity?.builder ?? this.extensions)?.comment(text);
  }

  private openChild(element: StartElement): void {
    if (element.namespace !== ns.md) return;
    if (element.local === 'EntitiesDescriptor') this.openGroup(element);
    else if (element.local === 'EntityDescriptor') {
      const builder = new ElementBuilder();
      builder.startElement(element);
      this.entity = { start: element, depth: this.depth, builder };
    } else if (element.local === 'Extensions' && this.depth === 2) {
      this.extensions = new ElementBuilder();
      this.extensions.startElement(element);
    }
  }

  private openGroup(element: StartElement): void {
    this.groupCount += 1;
    if (this.groups.length >= AGGREGATE_LIMITS.groupDepth || this.groupCount > AGGREGATE_LIMITS.groups) {
      const { groupDepth, groups } = AGGREGATE_LIMITS;
      const message = `EntitiesDescriptors nested more than ${groupDepth} deep, or more than ${groups} of them`;
      throw new MetadataRefusal('metadata-too-deep', message);
    }
    const around = this.groups.at(-1);
    const builder = new ElementBuilder();
    builder.startElement(element);
    const validUntil = builder.root && this.validUntilOf(builder.root);
    this.groups.push({
      validUntil: earliest(around?.validUntil, validUntil),
      context: this.contextOf(around, element),
    });
  }

  /** The document element's own end was judged already, and must not stop a reading that passes over it. */
  private validUntilOf(group: XmlElement): Date | undefined {
    return this.groups.length === 0 ? readInstant(attributeOf(group, 'validUntil')) : validUntilOf(group);
  }

  private contextOf(around: Group | undefined, { declarations }: StartElement): number {
    if (around && declarations.length === 0) return around.context;
    const merged = new Map(
      (this.contexts[around?.context ?? -1] ?? []).map(({ prefix, uri }) => [prefix, uri]),
    );
    for (const { prefix, uri } of declarations) merged.set(prefix, uri);
    return this.contexts.push([...merged].map(([prefix, uri]) => ({ prefix, uri }))) - 1;
  }

  private closeExtensions({ root }: ElementBuilder): void {
    this.extensions = undefined;
    this.readPublication(root);
  }

  private readPublication(extensions: XmlElement | undefined): void {
    const publication = extensions && childOf(extensions, ns.mdrpi, 'PublicationInfo');
    this.createdAt = publication && readInstant(attributeOf(publication, 'creationInstant'));
  }

  private closeEntity({ start, depth, builder }: OpenEntity, end: number): void {
    this.entity = undefined;
    this.entityCount += 1;
    if (this.entityCount > AGGREGATE_LIMITS.entities) {
      const message = `more than ${AGGREGATE_LIMITS.entities} entities`;
      throw new MetadataRefusal('metadata-too-many-entities', message);
    }
    const length = end - start.start;
    try {
      const element = length > AGGREGATE_LIMITS.entityBytes ? undefined : builder?.root;
      if (!element) throw tooLarge(start, length);
      if (depth === 1) this.readPublication(childOf(element, ns.md, 'Extensions'));
      if (hasIdentityProviderRole(element)) this.takeProvider(element, start.start, length);
      else this.takeServiceProvider(element);
    } catch (error) {
      if (!(error instanceof MetadataRefusal)) throw error;
      this.refuse(error);
    }
  }

  private takeProvider(element: XmlElement, offset: number, length: number): void {
    const group = this.groups.at(-1);
    const context = { validUntil: group?.validUntil, now: this.now, readCertificate: weighCertificate };
    const metadata = readEntity(element, context);
    this.requireNew(metadata.entityId);
    this.providerCount += 1;
    this.hearers.onProvider({
      entityId: metadata.entityId,
      offset,
      length,
      sha256: this.recent.sha256(offset, offset + length),
      context: group?.context ?? NO_CONTEXT,
      validUntil: metadata.validUntil ?? NEVER_VALID,
      ...readListing(metadata),
    });
  }

  private takeServiceProvider(element: XmlElement): void {
    const entityId = attributeOf(element, 'entityID');
    // Nobody signs in by it, so it is no loss where it cannot be used.
    if (!entityId || this.seen.has(entityId)) return;
    this.seen.add(entityId);
    const discoveryResponses = readDiscoveryResponses(element);
    if (discoveryResponses.length === 0) return;
    const validUntil = earliest(this.groups.at(-1)?.validUntil, validUntilOf(element));
    const until = validUntil?.toISOString() ?? NEVER_VALID;
    this.hearers.onServiceProvider?.({ entityId, validUntil: until, discoveryResponses });
  }

  private requireNew(entityId: string): void {
    if (this.seen.has(entityId)) {
      throw new MetadataRefusal('entity-repeated', `"${entityId}" stands twice`, entityId);
    }
    this.seen.add(entityId);
  }

  private refuse({ entityId, code, message }: MetadataRefusal): void {
    this.refusedCount += 1;
    if (this.refused.length >= AGGREGATE_LIMITS.toldRefusals) return;
    this.refused.push({ ...(entityId === undefined ? {} : { entityId }), code, message });
  }
}

/** An entity that is the document element stands in no other. */
export const NO_CONTEXT = -1;

function tooLarge({ attributes }: StartElement, length: number): MetadataRefusal {
  const message = `an entity of ${length} bytes, at most ${AGGREGATE_LIMITS.entityBytes} are taken`;
  const entityId = attributes.find(({ local, namespace }) => namespace === '' && local === 'entityID')?.value;
  return new MetadataRefusal('entity-too-large', message, entityId);
}
