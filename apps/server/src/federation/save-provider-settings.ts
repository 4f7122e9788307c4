import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/index';
import { Bus, Clock, VirlabError } from '../platform/index';
import { IdentityProviderEntity } from './identity-provider.entity';
import { ProviderSettingsEntity } from './provider-settings.entity';

/** Switches of one identity provider; what is left out stays as it is. */
export interface ProviderSwitches {
  enabled?: boolean;
  allowsCbc?: boolean;
  signsAssertionOnly?: boolean;
}

const USUAL = { enabled: true, allowsCbc: false, signsAssertionOnly: false } as const;
/** What the column takes; SAML2Int SDP-G04 allows 256. */
const LONGEST_ENTITY_ID = 512;

/**
 * Sets the switches of an identity provider, wherever it is known from. For one that comes from a federation they are
 * kept here and outlive its refreshes.
 *
 * @throws VirlabError `resource-invalid` for an entityID that cannot be kept
 */
@Injectable()
export class SaveProviderSettings {
  constructor(
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  async run(
    entityId: string,
    switches: ProviderSwitches,
    manager: EntityManager,
  ): Promise<'changed' | 'unchanged'> {
    if (entityId.length > LONGEST_ENTITY_ID) {
      const message = `has ${entityId.length} characters, expected ${LONGEST_ENTITY_ID} at most`;
      throw new VirlabError('resource-invalid', { errors: [{ path: 'entityId', message }] });
    }
    const registered = await manager.findOneBy(IdentityProviderEntity, { entityId });
    const settings = await manager.findOneBy(ProviderSettingsEntity, { entityId });
    const before = registered ?? settings ?? USUAL;
    const next = {
      enabled: switches.enabled ?? before.enabled,
      allowsCbc: switches.allowsCbc ?? before.allowsCbc,
      signsAssertionOnly: switches.signsAssertionOnly ?? before.signsAssertionOnly,
    };
    if (Object.entries(next).every(([name, on]) => before[name as keyof typeof next] === on))
      return 'unchanged';
    const row = { ...next, updatedAt: this.clock.now() };
    if (registered) await manager.update(IdentityProviderEntity, entityId, row);
    else await manager.save(ProviderSettingsEntity, { entityId, ...row });
    afterCommit(manager, () => this.bus.tell({ type: 'providers-saved' }));
    return 'changed';
  }
}
