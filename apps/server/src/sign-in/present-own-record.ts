import type { OwnRecord, Right } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { PresentUniversityAsk } from '../attributes/index';
import { type EntitlementEntity, Entitlements, rolesOf } from '../entitlements/index';
import { IdentityProviders } from '../federation/index';
import { Accounts, ReadSnapshots, Sessions, Users } from '../identity/index';
import { type Viewer, VirlabError } from '../platform/index';
import { CurrentPolicy } from '../policies/index';
import { PresentOwnSessions } from './present-own-sessions';
import { ReadRightTitles, type RightTitles } from './right-titles';

/** All that is known about the person who asks: what was released, what came of it, and where they are signed in. */
@Injectable()
export class PresentOwnRecord {
  constructor(
    private readonly users: Users,
    private readonly accounts: Accounts,
    private readonly snapshots: ReadSnapshots,
    private readonly sessions: Sessions,
    private readonly providers: IdentityProviders,
    private readonly entitlements: Entitlements,
    private readonly titles: ReadRightTitles,
    private readonly policy: CurrentPolicy,
    private readonly ownSessions: PresentOwnSessions,
    private readonly ask: PresentUniversityAsk,
  ) {}

  async run(viewer: Viewer): Promise<OwnRecord> {
    const session = await this.sessions.get(viewer.sessionId);
    if (!session) throw new VirlabError('session-ended');
    const user = await this.users.get(viewer.userId);
    const account = await this.accounts.get(session.accountId);
    const snapshot = await this.snapshots.ofAccount(account.id);
    const provider = await this.providers.findRecord(account.issuer);
    const rights = await this.entitlements.ofUser(user.id);
    const titles = await this.titles.run(rights);
    const ask = await this.ask.ofAccount(account.id);
    return {
      ...(ask ? { ask } : {}),
      id: user.id,
      displayName: user.displayName,
      identifier: account.identifier,
      university: { entityId: account.issuer, title: provider?.title ?? account.issuer },
      ...(user.lastSignInAt ? { lastSignInAt: user.lastSignInAt.toISOString() } : {}),
      outcome: 'admitted',
      roles: rolesOf(rights),
      classes: ofKind(rights, 'class').map(({ ref, asRole }) => ({ ref, as: asRole ?? 'learner' })),
      pools: ofKind(rights, 'pool').map(({ ref }) => ref),
      dropped: snapshot?.dropped.length ?? 0,
      rights: rights.map((right) => presentRight(right, titles)),
      attributes: Object.entries(snapshot?.attributes ?? {}).map(([attr, values]) => ({ attr, values })),
      droppedValues: snapshot?.dropped ?? [],
      unmapped: (snapshot?.unmapped ?? []).map(({ name, count }) => ({ name, count })),
      policyVersion: (await this.policy.find())?.version ?? 0,
      sessions: await this.ownSessions.run(viewer),
    };
  }
}

function ofKind(rights: readonly EntitlementEntity[], kind: EntitlementEntity['kind']): EntitlementEntity[] {
  return rights.filter((right) => right.kind === kind);
}

function presentRight(right: EntitlementEntity, titles: RightTitles): Right {
  return {
    kind: right.kind,
    ref: right.ref,
    title: titles.of(right),
    ...(right.asRole ? { as: right.asRole } : {}),
    ruleId: right.ruleId,
    ruleName: right.ruleName,
    policyVersion: right.policyVersion,
    grantedAt: right.grantedAt.toISOString(),
    ...(right.validUntil ? { validUntil: right.validUntil.toISOString() } : {}),
    values: right.values,
  };
}
