import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { missingFor, RecordSignIn } from '../attributes/index';
import { AuditRecorder, type NewAuditEvent } from '../audit/index';
import { isDuplicateKey, retryTransaction } from '../database/index';
import {
  type AccountEntity,
  LinkAccount,
  SaveSnapshot,
  type SessionEntity,
  sessionRefOf,
  Sessions,
  type UserEntity,
} from '../identity/index';
import { VirlabError } from '../platform/index';
import { type RefreshedEntitlements, RefreshEntitlements } from '../policies/index';
import type { AssertedIdentity } from './sign-in-provider';

/** A person who is in. */
export interface SignedIn {
  user: UserEntity;
  session: SessionEntity;
  /** For the cookie. */
  secret: string;
}

interface Decided {
  account: AccountEntity;
  user: UserEntity;
  rights: RefreshedEntitlements;
}

/**
 * Makes an asserted identity a session: who it is, what was released, what the policy gives for it, then the session.
 * All of it is written, or nothing. When the policy refuses, all but the session is written, so that an identity admin
 * can see why.
 *
 * @throws VirlabError `sign-in-refused` when no rule matches and the policy is to refuse then, `sign-in-denied` when a
 *   rule denies; `policy-not-published`
 */
@Injectable()
export class CompleteSignIn {
  constructor(
    private readonly source: DataSource,
    private readonly linkAccount: LinkAccount,
    private readonly saveSnapshot: SaveSnapshot,
    private readonly refreshEntitlements: RefreshEntitlements,
    private readonly records: RecordSignIn,
    private readonly sessions: Sessions,
    private readonly audit: AuditRecorder,
  ) {}

  async run(identity: AssertedIdentity): Promise<SignedIn> {
    const { user, rights, opened } = await this.onceMoreIfJustMade(async (manager) => {
      const { account, user } = await this.linkAccount.run(identity, manager);
      await this.saveSnapshot.run(account.id, identity.release, manager);
      const rights = await this.refreshEntitlements.run(account.id, manager);
      const decided = { account, user, rights };
      const { decision, policyVersion } = rights;
      const refusal = rights.outcome === 'refused' ? { code: refusalBy(rights, identity).code } : {};
      const ending = { account, policyVersion, missing: missingFor(decision), ...refusal };
      await this.records.run(identity.read, ending, manager);
      if (rights.outcome === 'refused') return { ...decided, opened: undefined };
      return { ...decided, opened: await this.openSession(identity, decided, manager) };
    });
    if (!opened) throw refusalBy(rights, identity);
    return { user, ...opened };
  }

  private async openSession(
    identity: AssertedIdentity,
    { account, user, rights }: Decided,
    manager: EntityManager,
  ) {
    const opened = await this.sessions.open(
      {
        userId: user.id,
        accountId: account.id,
        expiresAt: identity.endsAt,
        samlSessionIndex: identity.logout.sessionIndex,
        samlNameId: identity.logout.nameId,
        samlNameKey: identity.logout.nameKey,
      },
      manager,
    );
    const event = {
      actor: { id: user.id, displayName: user.displayName, as: 'person' },
      subject: { kind: 'identity-provider', id: identity.issuer, title: identity.issuer },
      sessionRef: sessionRefOf(opened.session),
      policyVersion: rights.policyVersion,
    } satisfies Omit<NewAuditEvent, 'kind'>;
    const facts = { account: account.id, ...identity.facts };
    await this.audit.record({ ...event, kind: 'sign-in.accepted', facts }, manager);
    const endsAt = opened.session.expiresAt.toISOString();
    await this.audit.record({ ...event, kind: 'session.started', facts: { endsAt } }, manager);
    return opened;
  }

  /** Two first sign-ins of one person at the same moment: the later finds the account that the other one made. */
  private async onceMoreIfJustMade<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await retryTransaction(this.source, work);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return retryTransaction(this.source, work);
    }
  }
}

function refusalBy({ refusal }: RefreshedEntitlements, identity: AssertedIdentity): VirlabError {
  return new VirlabError(refusal?.code === 'denied' ? 'sign-in-denied' : 'sign-in-refused', {
    publicDetail: refusal?.reason,
    context: { idp: identity.issuer, ...(refusal?.ruleId ? { rule: refusal.ruleId } : {}) },
  });
}
