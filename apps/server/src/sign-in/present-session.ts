import type { Session } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/index';
import { type EntitlementEntity, Entitlements } from '../entitlements/index';
import { IdentityProviders } from '../federation/index';
import { Hosts } from '../hypervisors/index';
import { Accounts, initialsOf, Sessions } from '../identity/index';
import { type Viewer, VirlabError } from '../platform/index';
import { CurrentPolicy } from '../policies/index';
import { ReadRightTitles, type RightTitles } from './right-titles';
import { UniversitySignOut } from './university-sign-out';

/** Who is signed in here, what they have, and for how long. */
@Injectable()
export class PresentSession {
  constructor(
    private readonly settings: Settings,
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    private readonly providers: IdentityProviders,
    private readonly entitlements: Entitlements,
    private readonly titles: ReadRightTitles,
    private readonly policy: CurrentPolicy,
    private readonly hosts: Hosts,
    private readonly universitySignOut: UniversitySignOut,
  ) {}

  async run(viewer: Viewer): Promise<Session> {
    const session = await this.sessions.get(viewer.sessionId);
    if (!session) throw new VirlabError('session-ended');
    const { issuer } = await this.accounts.get(session.accountId);
    const rights = await this.entitlements.ofUser(viewer.userId);
    const titles = await this.titles.run(rights);
    const provider = await this.providers.findRecord(issuer);
    const hosts = await this.hosts.all();
    return {
      user: {
        id: viewer.userId,
        displayName: viewer.displayName,
        initials: initialsOf(viewer.displayName),
      },
      university: {
        entityId: issuer,
        title: provider?.title ?? issuer,
        ...(provider?.supportUrl ? { supportUrl: provider.supportUrl } : {}),
      },
      roles: viewer.roles,
      abilities: viewer.abilities,
      classes: classesOf(rights, titles),
      entitlements: rights.map((right) => ({
        kind: right.kind,
        ref: right.ref,
        title: titles.of(right),
        ruleId: right.ruleId,
        ruleName: right.ruleName,
        ...(right.validUntil ? { validUntil: right.validUntil.toISOString() } : {}),
      })),
      policyVersion: (await this.policy.find())?.version ?? 0,
      startedAt: session.startedAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
      idleExpiresAt: this.sessions.endsAt(session).toISOString(),
      canSignOutAtUniversity: await this.universitySignOut.isOffered(session),
      campusTimeZone: this.settings.campusTimeZone,
      simulated: hosts.some(({ driver }) => driver === 'simulated'),
    };
  }
}

function classesOf(rights: readonly EntitlementEntity[], titles: RightTitles): Session['classes'] {
  return rights
    .filter(({ kind }) => kind === 'class')
    .map((right) => ({
      id: right.ref,
      code: titles.classes.get(right.ref)?.code ?? right.ref,
      title: titles.of(right),
      as: right.asRole ?? 'learner',
    }));
}
