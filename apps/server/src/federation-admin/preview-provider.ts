import type { ProviderDocument, ProviderPreview, ProviderSource } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Federations, IdentityProviders, type ProviderRecord } from '../federation/index';
import { presentKey } from './present-key';
import { ReadDocument } from './read-document';
import { titleOfMetadata } from './title-of-metadata';

/** Shows what one provider's metadata says, and what of it is new, before anybody trusts it. */
@Injectable()
export class PreviewProvider {
  constructor(
    private readonly read: ReadDocument,
    private readonly providers: IdentityProviders,
    private readonly federations: Federations,
  ) {}

  /** @throws as ReadDocument */
  async run(from: ProviderDocument): Promise<ProviderPreview> {
    const { metadata } = await this.read.run(from);
    const { entityId, scopes, unsupportedScopes, ssoRedirectUrl, validUntil, signingCertificates } = metadata;
    const keys = signingCertificates.map(presentKey);
    const record = await this.providers.findRecord(entityId);
    const before = record ? await this.providers.find(entityId) : null;
    const known = new Set((before?.metadata.signingCertificates ?? []).map((pem) => presentKey(pem).sha256));
    return {
      entityId,
      title: record?.title ?? titleOfMetadata(metadata),
      scopes,
      unsupportedScopes,
      ssoUrl: ssoRedirectUrl,
      ...(validUntil ? { validUntil } : {}),
      keys,
      ...(record ? { known: await this.sourceOf(record) } : {}),
      newKeys: keys.map(({ sha256 }) => sha256).filter((one) => !known.has(one)),
    };
  }

  private async sourceOf({ source }: ProviderRecord): Promise<ProviderSource> {
    if (source.kind === 'registered') return source;
    const { title } = await this.federations.get(source.federationId);
    return { kind: 'federation', id: source.federationId, title };
  }
}
