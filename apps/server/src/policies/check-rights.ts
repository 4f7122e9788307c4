import { Injectable } from '@nestjs/common';
import type { RightsCheck } from '../entitlements/index';
import { VirlabError } from '../platform/index';
import { RefreshEntitlements } from './refresh-entitlements';

const NO_ANSWER = new Set<string>(['policy-not-published', 'person-not-found']);

/** The re-check of a session in use: the same decision as at sign-in, about what was released then, at this moment. */
@Injectable()
export class CheckRights implements RightsCheck {
  constructor(private readonly refresh: RefreshEntitlements) {}

  async isStillAdmitted(accountId: string): Promise<boolean> {
    try {
      const { outcome } = await this.refresh.run(accountId, undefined, 'recheck');
      return outcome === 'admitted';
    } catch (error) {
      // No answer means no: without a policy, and for an account that is gone, nobody is let in.
      if (error instanceof VirlabError && NO_ANSWER.has(error.code)) return false;
      throw error;
    }
  }
}
