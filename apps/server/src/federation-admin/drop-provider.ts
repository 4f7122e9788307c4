import type { WayInLoss } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { IdentityProviders, RemoveIdentityProvider } from '../federation/index';
import { actorOf } from '../identity/index';
import { type Viewer, VirlabError } from '../platform/index';
import { ChangeWaysIn } from './change-ways-in';
import { ProviderUsage } from './provider-usage';

/** Removes a registered identity provider, and says how many people that costs their way in. */
@Injectable()
export class DropProvider {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly usage: ProviderUsage,
    private readonly remove: RemoveIdentityProvider,
    private readonly changeWaysIn: ChangeWaysIn,
  ) {}

  /** @throws VirlabError `provider-not-found`; `provider-not-registered` for one of a federation; `last-admin-locked-out` */
  async run(entityId: string, viewer: Viewer): Promise<WayInLoss> {
    const record = await this.providers.findRecord(entityId);
    if (!record) throw new VirlabError('provider-not-found', { detail: entityId });
    if (record.source.kind !== 'registered') throw new VirlabError('provider-not-registered');
    const { people: used } = await this.usage.read();
    const people = used.get(entityId)?.recent ?? 0;
    await this.changeWaysIn.run({
      event: {
        kind: 'provider.changed',
        ...actorOf(viewer),
        subject: { kind: 'identity-provider', id: entityId, title: record.title },
        facts: { change: 'removed', people: String(people) },
      },
      takesAway: true,
      work: (manager) => this.remove.run(entityId, manager),
    });
    return { people };
  }
}
