import type { FederationChange } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Federations, SaveFederation } from '../federation/index';
import { actorOf } from '../identity/index';
import { Clock, type Viewer } from '../platform/index';
import { ChangeWaysIn } from './change-ways-in';
import { FederationRefreshes } from './federation-refreshes';
import { LookAtFederation } from './look-at-federation';

const DAY_MS = 86_400_000;

/** Changes a federation: its name, whether it counts, the longest validity, its keys. */
@Injectable()
export class ChangeFederation {
  constructor(
    private readonly clock: Clock,
    private readonly look: LookAtFederation,
    private readonly federations: Federations,
    private readonly save: SaveFederation,
    private readonly changeWaysIn: ChangeWaysIn,
    private readonly refreshes: FederationRefreshes,
  ) {}

  /** @throws VirlabError `federation-not-found`, `last-admin-locked-out`, `keys-not-confirmed`; as LookAtFederation */
  async run(id: string, change: FederationChange, viewer: Viewer): Promise<void> {
    const { trusted, sampleEntityId, ...settings } = change;
    const before = await this.federations.get(id);
    const newKeys = trusted
      ? await this.look.confirm({ kind: before.kind, location: before.location, sampleEntityId }, trusted)
      : undefined;
    const isOff = change.enabled === false;
    const refused =
      change.maxValidityDays !== undefined && this.isTooShort(before.validUntil, change.maxValidityDays);
    await this.changeWaysIn.run({
      event: {
        kind: 'federation.changed',
        ...actorOf(viewer),
        subject: { kind: 'federation', id, title: before.title },
        facts: {
          change: 'changed',
          ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
          ...(trusted ? { keys: trusted.join(' ') } : {}),
        },
      },
      takesAway: isOff || refused,
      without: id,
      work: async (manager) => {
        const { title, kind, location, maxValidityDays, enabled, signingCertificates } =
          await this.federations.get(id, manager);
        const kept = { title, kind, location, maxValidityDays, enabled, signingCertificates };
        const next = { ...kept, ...defined(settings), ...(newKeys ? { signingCertificates: newKeys } : {}) };
        await this.save.run({ id, ...next }, manager);
      },
    });
    if (!isOff) this.refreshes.begin(id);
  }

  /** True when what is held now would be refused as valid for too long. */
  private isTooShort(validUntil: Date | null, days: number): boolean {
    return validUntil !== null && validUntil.getTime() > this.clock.now().getTime() + days * DAY_MS;
  }
}

/** Without what was left out. */
function defined({ title, enabled, maxValidityDays }: FederationChange) {
  return {
    ...(title === undefined ? {} : { title }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(maxValidityDays === undefined ? {} : { maxValidityDays }),
  };
}
