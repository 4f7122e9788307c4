import type { ProviderChange } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { IdentityProviders, SaveProviderSettings } from '../federation/index';
import { actorOf } from '../identity/index';
import { type Viewer, VirlabError } from '../platform/index';
import { ChangeWaysIn } from './change-ways-in';

/** Changes what is chosen about one identity provider. */
@Injectable()
export class ChangeProvider {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly save: SaveProviderSettings,
    private readonly changeWaysIn: ChangeWaysIn,
  ) {}

  /** @throws VirlabError `provider-not-found`, `last-admin-locked-out` */
  async run(entityId: string, change: ProviderChange, viewer: Viewer): Promise<void> {
    const record = await this.providers.findRecord(entityId);
    if (!record) throw new VirlabError('provider-not-found', { detail: entityId });
    await this.changeWaysIn.run({
      event: {
        kind: 'provider.changed',
        ...actorOf(viewer),
        subject: { kind: 'identity-provider', id: entityId, title: record.title },
        facts: {
          change: 'settings',
          ...Object.fromEntries(Object.entries(change).map(([name, on]) => [name, String(on)])),
        },
      },
      takesAway: change.enabled === false,
      work: (manager) => this.save.run(entityId, change, manager),
    });
  }
}
