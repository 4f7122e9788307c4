import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type FederationKind, SaveFederation } from '../federation/index';
import { VirlabError } from '../platform/index';
import { besideDocument, readText } from './load-resources';
import type { PlacedResource } from './read-resource';
import { RefusedResource } from './refused-resource';
import type { SavedResource } from './save-resource';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

type Placed = PlacedResource<'Federation'>;

/** Writes a federation; the certificates that a file holds stand in what is kept, so that an export needs no file. */
@Injectable()
export class SaveFederationResource {
  constructor(private readonly federations: SaveFederation) {}

  /** @throws RefusedResource with every fault at its place */
  async run({ resource, document }: Placed, manager: EntityManager): Promise<SavedResource> {
    const { name, title, maxValidityDays, enabled } = resource;
    const source = sourceOf({ resource, document });
    const signingCertificates = await this.certificatesOf({ resource, document });
    const rest = {
      ...(maxValidityDays === undefined ? {} : { maxValidityDays }),
      ...(enabled === undefined ? {} : { enabled }),
    };
    try {
      const result = await this.federations.run(
        { id: name, title, kind: source.kind, location: source.location, signingCertificates, ...rest },
        manager,
      );
      const kept = { kind: 'Federation', name, title, [source.kind]: source.location };
      return { name, result, document: { ...kept, signingCertificate: signingCertificates, ...rest } };
    } catch (error) {
      if (!(error instanceof VirlabError) || error.code !== 'resource-invalid') throw error;
      const faults = (error.errors ?? []).map(({ path, message }) =>
        document.fault(fieldOf(path, { resource, document }), message),
      );
      throw new RefusedResource(faults);
    }
  }

  private async certificatesOf({ resource, document }: Placed): Promise<string[]> {
    const { signingCertificate, signingCertificateFile } = resource;
    if (signingCertificate !== undefined) return oneOrMore(signingCertificate).flatMap(split);
    const found: string[] = [];
    for (const named of oneOrMore(signingCertificateFile ?? [])) {
      const file = besideDocument(document, named);
      const read = await readText(file);
      if ('fault' in read) {
        throw new RefusedResource([document.fault(['signingCertificateFile'], `${file} ${read.fault}`)]);
      }
      found.push(...split(read.text));
    }
    return found;
  }
}

function sourceOf({ resource, document }: Placed): { kind: FederationKind; location: string } {
  const { url, file, mdq } = resource;
  if (url !== undefined) return { kind: 'url', location: url };
  if (mdq !== undefined) return { kind: 'mdq', location: mdq };
  return { kind: 'file', location: besideDocument(document, file ?? '') };
}

/** Where in the document stands what the federation room calls so. */
function fieldOf(path: string, { resource }: Placed): string[] {
  if (path === 'id') return ['name'];
  if (path === 'location')
    return [resource.url === undefined ? (resource.mdq === undefined ? 'file' : 'mdq') : 'url'];
  if (!path.startsWith('signingCertificates')) return [path];
  return [resource.signingCertificate === undefined ? 'signingCertificateFile' : 'signingCertificate'];
}

/** A file of certificates may hold several, and words between them. */
function split(text: string): string[] {
  return text.match(CERTIFICATE) ?? [text];
}

function oneOrMore(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
