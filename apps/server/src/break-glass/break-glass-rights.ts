import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EmergencyRights } from '../entitlements/index';
import type { SessionEntity } from '../identity/index';
import { Clock, VirlabError } from '../platform/index';
import { BreakGlassAccounts } from './break-glass-accounts';
import { BreakGlassSessionEntity } from './break-glass-session.entity';

/** What break-glass gives: looking after hosts, and after the policy and identity providers. No machines, no classes. */
const ROLES = ['identity-admin', 'operator'] as const;

/** The rights of a break-glass session, read anew at every request: until its end, while its account is not disabled. */
@Injectable()
export class BreakGlassRights implements EmergencyRights {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly accounts: BreakGlassAccounts,
  ) {}

  async rolesOf({ id: sessionId }: SessionEntity): Promise<readonly string[] | null> {
    const found = await this.source.manager.findOneBy(BreakGlassSessionEntity, { sessionId });
    if (!found) return null;
    if (found.endedAt || found.endsAt <= this.clock.now()) {
      throw new VirlabError('session-ended', { context: { why: 'expired' } });
    }
    if (!(await this.accounts.isEnabled(found.account))) {
      throw new VirlabError('session-ended', { context: { why: 'account-disabled' } });
    }
    return ROLES;
  }
}
