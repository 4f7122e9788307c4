import type { Federation } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { type FederationEntity, Federations, ProviderDirectory } from '../federation/index';
import { Clock } from '../platform/index';
import { presentFederation } from './federation.presenter';
import { FederationRefreshes } from './federation-refreshes';
import { ProviderUsage } from './provider-usage';

/** Reads federations with how they are doing and how many people they bring. */
@Injectable()
export class ReadFederations {
  constructor(
    private readonly clock: Clock,
    private readonly federations: Federations,
    private readonly directory: ProviderDirectory,
    private readonly usage: ProviderUsage,
    private readonly refreshes: FederationRefreshes,
  ) {}

  async all(): Promise<Federation[]> {
    const people = await this.peopleByFederation();
    return (await this.federations.list()).map((row) => this.present(row, people));
  }

  /** @throws VirlabError `federation-not-found` */
  async one(id: string): Promise<Federation> {
    return this.present(await this.federations.get(id), await this.peopleByFederation());
  }

  private present(row: FederationEntity, people: ReadonlyMap<string, number>): Federation {
    return presentFederation(row, {
      now: this.clock.now(),
      refreshing: this.refreshes.isUnderWay(row.id),
      people: people.get(row.id) ?? 0,
    });
  }

  private async peopleByFederation(): Promise<Map<string, number>> {
    const { people } = await this.usage.read();
    const sums = new Map<string, number>();
    for (const { entityId, source } of await this.directory.fresh()) {
      if (source.kind !== 'federation') continue;
      const recent = people.get(entityId)?.recent ?? 0;
      if (recent > 0) sums.set(source.federationId, (sums.get(source.federationId) ?? 0) + recent);
    }
    return sums;
  }
}
