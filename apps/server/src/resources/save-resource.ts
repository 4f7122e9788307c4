import { Injectable } from '@nestjs/common';
import { MetadataRefusal, readIdentityProvider } from '@virlab/saml';
import type { EntityManager } from 'typeorm';
import { Classes, SaveClass } from '../classes/index';
import { type IdentityProviderSpec, SaveIdentityProvider } from '../federation/index';
import { SaveHost } from '../hypervisors/index';
import { SaveLessons } from '../lessons/index';
import { Clock } from '../platform/index';
import { SavePool, SaveTemplate } from '../pools/index';
import { besideDocument, readText } from './load-resources';
import type { PlacedResource } from './read-resource';
import { fieldFaults, RefusedResource } from './refused-resource';
import type { ResourceOf } from './resource-kinds';
import { SaveFederationResource } from './save-federation-resource';

/** What became of a resource. */
export type SaveResult = 'created' | 'changed' | 'unchanged';

/** A resource that was written, by the name it is kept under, as a document that needs no other file. */
export interface SavedResource {
  name: string;
  result: SaveResult;
  document: object;
}

/** Writes one resource (but a policy) through the room that owns it. */
@Injectable()
export class SaveResource {
  constructor(
    private readonly clock: Clock,
    private readonly knownClasses: Classes,
    private readonly classes: SaveClass,
    private readonly lessons: SaveLessons,
    private readonly templates: SaveTemplate,
    private readonly hosts: SaveHost,
    private readonly pools: SavePool,
    private readonly providers: SaveIdentityProvider,
    private readonly federations: SaveFederationResource,
  ) {}

  /** @throws VirlabError `resource-invalid`, its errors by field; RefusedResource for faults in another file */
  async run({ resource, document }: PlacedResource, manager: EntityManager): Promise<SavedResource> {
    switch (resource.kind) {
      case 'Class': {
        const { name: id, code, title, lessons = [] } = resource;
        const ofClass = await this.classes.run({ id, code, title }, manager);
        const areChanged = await this.lessons.run(id, lessons, manager);
        const result = ofClass === 'unchanged' && areChanged ? 'changed' : ofClass;
        return { name: id, result, document: resource };
      }
      case 'Template': {
        const { kind: _, name: id, image: imagePath, ...rest } = resource;
        const result = await this.templates.run({ id, imagePath, ...rest }, manager);
        return { name: id, result, document: resource };
      }
      case 'Host': {
        const { name: id, title, uri, imagesDirectory, socketsDirectory, mode, memoryMiB, vcpus } = resource;
        const place = { uri, imagesDirectory, socketsDirectory };
        const result = await this.hosts.run(
          { id, title, ...place, mode, offer: { memoryMiB, vcpus } },
          manager,
        );
        return { name: id, result, document: resource };
      }
      case 'Pool':
        return this.savePool(resource, document, manager);
      case 'IdentityProvider':
        return this.saveProvider(resource, document, manager);
      case 'Federation':
        return this.federations.run({ resource, document }, manager);
      case 'AttributeMap':
        throw new Error('attribute rules are written by SaveAttributeMapResource');
      case 'Policy':
        throw new Error('a policy is written by SavePolicyResource');
    }
  }

  private async savePool(
    resource: ResourceOf<'Pool'>,
    document: PlacedResource['document'],
    manager: EntityManager,
  ): Promise<SavedResource> {
    const { name: id, title, template: templateId, host: hostId, class: classId } = resource;
    const more = { kind: resource.machines, hostIds: resource.hosts, settings: resource.settings };
    const faults =
      classId === undefined || (await this.knownClasses.byIds([classId], manager)).size > 0
        ? []
        : [document.fault(['class'], `there is no class "${classId}"`)];
    try {
      const result = await this.pools.run({ id, title, templateId, hostId, classId, ...more }, manager);
      if (faults.length === 0) return { name: id, result, document: resource };
    } catch (error) {
      faults.push(...fieldFaults(error, document));
    }
    throw new RefusedResource(faults);
  }

  private async saveProvider(
    resource: ResourceOf<'IdentityProvider'>,
    document: PlacedResource['document'],
    manager: EntityManager,
  ): Promise<SavedResource> {
    const { kind, metadataFile, metadata, ...rest } = resource;
    const file = metadataFile === undefined ? undefined : besideDocument(document, metadataFile);
    const read = file === undefined ? { text: metadata ?? '' } : await readText(file);
    if ('fault' in read) {
      throw new RefusedResource([document.fault(['metadataFile'], `${file ?? ''} ${read.fault}`)]);
    }
    const spec: IdentityProviderSpec = { metadataXml: read.text, ...rest };
    try {
      const { entityId } = readIdentityProvider(read.text, { now: this.clock.now() });
      const result = await this.providers.run(spec, manager);
      return { name: entityId, result, document: { kind, ...rest, metadata: read.text } };
    } catch (error) {
      if (!(error instanceof MetadataRefusal)) throw error;
      throw new RefusedResource([metadataFault(error, document, file)]);
    }
  }
}

/** Where metadata is wrong: in its own file, or in the text inside the document. */
function metadataFault(
  error: MetadataRefusal,
  document: PlacedResource['document'],
  file: string | undefined,
) {
  const message = `the metadata cannot be used: ${error.message}`;
  if (file !== undefined) return { file, line: error.line ?? 1, column: 1, message };
  const text = document.textAt(['metadata']);
  const isBlock = text !== undefined && /^[|>]/.test(text.text);
  const fault = document.fault(['metadata'], message);
  return isBlock && error.line !== undefined ? { ...fault, line: text.line + error.line, column: 1 } : fault;
}
