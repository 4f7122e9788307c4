import type { NewProvider } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { IdentityProviders, SaveIdentityProvider } from '../federation/index';
import { actorOf } from '../identity/index';
import { type Viewer, VirlabError } from '../platform/index';
import { ChangeWaysIn } from './change-ways-in';
import { presentKey } from './present-key';
import { ReadDocument } from './read-document';
import { titleOfMetadata } from './title-of-metadata';

/** Registers one identity provider whose keys an admin compared, or gives a registered one new metadata. */
@Injectable()
export class AddProvider {
  constructor(
    private readonly read: ReadDocument,
    private readonly providers: IdentityProviders,
    private readonly save: SaveIdentityProvider,
    private readonly changeWaysIn: ChangeWaysIn,
  ) {}

  /**
   * @returns its entityID
   * @throws VirlabError `keys-not-confirmed` unless its signing keys now are exactly those that were confirmed: every one
   *   of them would be believed; `last-admin-locked-out`; as ReadDocument
   */
  async run({ from, title, trusted }: NewProvider, viewer: Viewer): Promise<string> {
    const { metadataXml, metadata } = await this.read.run(from);
    const { entityId, signingCertificates } = metadata;
    const keys = new Set(signingCertificates.map((pem) => presentKey(pem).sha256));
    if (keys.size !== new Set(trusted).size || !trusted.every((one) => keys.has(one))) {
      throw new VirlabError('keys-not-confirmed', { detail: `its keys are ${[...keys].join(', ')}` });
    }
    const name = title ?? titleOfMetadata(metadata);
    await this.changeWaysIn.run({
      event: {
        kind: 'provider.changed',
        ...actorOf(viewer),
        subject: { kind: 'identity-provider', id: entityId, title: name },
        facts: {
          change: 'registered',
          keys: [...keys].join(' '),
          ...('url' in from ? { location: from.url } : {}),
        },
      },
      takesAway: true,
      work: async (manager) => {
        const known = await this.providers.findRecord(entityId, manager);
        const kept = known?.source.kind === 'registered' ? choicesOf(known) : {};
        await this.save.run({ ...kept, metadataXml, title: name }, manager);
      },
    });
    return entityId;
  }
}

/** What was chosen about a registered provider stays when its metadata is replaced. */
function choicesOf(known: NonNullable<Awaited<ReturnType<IdentityProviders['findRecord']>>>) {
  const { enabled, practice, signsAssertionOnly, allowsCbc, supportUrl } = known;
  return { enabled, practice, signsAssertionOnly, allowsCbc, ...(supportUrl ? { supportUrl } : {}) };
}
