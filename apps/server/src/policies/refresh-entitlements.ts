import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { VirlabError } from '../platform/index';

/** What the policy in force said about an account, and what that changed. */
export interface RefreshedEntitlements {
  outcome: 'admitted' | 'refused';
  refusal?: { code: 'denied' | 'no-rule'; reason?: string; ruleId?: string };
  policyVersion: number;
  /** The whole Decision of libs/policy. */
  decision: unknown;
  gained: string[];
  lost: string[];
}

/** Asks the policy in force about an account's latest snapshot, and makes the answer all that its person has. */
@Injectable()
export class RefreshEntitlements {
  /** Throws VirlabError `policy-not-published`. */
  run(accountId: string, manager?: EntityManager): Promise<RefreshedEntitlements> {
    return Promise.reject(
      new VirlabError('policy-not-published', {
        detail: `account ${accountId}, ${manager ? 'within' : 'own'}`,
      }),
    );
  }
}
