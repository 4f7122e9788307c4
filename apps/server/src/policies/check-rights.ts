import { Injectable } from '@nestjs/common';
import type { RightsCheck } from '../entitlements/index';
import { RefreshEntitlements } from './refresh-entitlements';

/** The re-check of a session in use: the same decision as at sign-in, about what was released then, at this moment. */
@Injectable()
export class CheckRights implements RightsCheck {
  constructor(private readonly refresh: RefreshEntitlements) {}

  async isStillAdmitted(accountId: string): Promise<boolean> {
    const { outcome } = await this.refresh.run(accountId);
    return outcome === 'admitted';
  }
}
