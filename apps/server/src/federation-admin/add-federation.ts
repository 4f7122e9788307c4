import type { newFederationSchema } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Federations, SaveFederation } from '../federation/index';
import { actorOf } from '../identity/index';
import { type Viewer, VirlabError } from '../platform/index';
import { ChangeWaysIn } from './change-ways-in';
import { FederationRefreshes } from './federation-refreshes';
import { idOfTitle } from './id-of-title';
import { LookAtFederation } from './look-at-federation';

/** Adds a federation whose keys an admin compared, and begins its first refresh. */
@Injectable()
export class AddFederation {
  constructor(
    private readonly look: LookAtFederation,
    private readonly federations: Federations,
    private readonly save: SaveFederation,
    private readonly changeWaysIn: ChangeWaysIn,
    private readonly refreshes: FederationRefreshes,
  ) {}

  /**
   * @returns the new federation's id
   * @throws VirlabError `federation-exists`; `keys-not-confirmed` when other keys are there than were confirmed; as
   *   LookAtFederation and SaveFederation
   */
  async run(spec: z.output<typeof newFederationSchema>, viewer: Viewer): Promise<string> {
    const { title, kind, location, trusted, maxValidityDays } = spec;
    const id = spec.id ?? idOfTitle(title);
    // Fetched before the transaction: nothing waits for the network while others wait for the trail.
    const signingCertificates = await this.look.confirm(spec, trusted);
    await this.changeWaysIn.run({
      event: {
        kind: 'federation.changed',
        ...actorOf(viewer),
        subject: { kind: 'federation', id, title },
        facts: { change: 'created', location, keys: trusted.join(' ') },
      },
      takesAway: false,
      work: async (manager) => {
        const known = await this.federations.list(manager);
        if (known.some((federation) => federation.id === id))
          throw new VirlabError('federation-exists', { detail: id });
        await this.save.run({ id, title, kind, location, signingCertificates, maxValidityDays }, manager);
      },
    });
    this.refreshes.begin(id);
    return id;
  }
}
