import type { WayInLoss } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Federations, RemoveFederation } from '../federation/index';
import { actorOf } from '../identity/index';
import type { Viewer } from '../platform/index';
import { ChangeWaysIn } from './change-ways-in';
import { ReadFederations } from './read-federations';

/** Removes a federation, and says how many people that costs their way in. */
@Injectable()
export class DropFederation {
  constructor(
    private readonly federations: Federations,
    private readonly read: ReadFederations,
    private readonly remove: RemoveFederation,
    private readonly changeWaysIn: ChangeWaysIn,
  ) {}

  /** @throws VirlabError `federation-not-found`, `last-admin-locked-out` */
  async run(id: string, viewer: Viewer): Promise<WayInLoss> {
    const { title } = await this.federations.get(id);
    const { people } = await this.read.one(id);
    await this.changeWaysIn.run({
      event: {
        kind: 'federation.changed',
        ...actorOf(viewer),
        subject: { kind: 'federation', id, title },
        facts: { change: 'removed', people: String(people) },
      },
      takesAway: true,
      without: id,
      work: (manager) => this.remove.run(id, manager),
    });
    return { people };
  }
}
