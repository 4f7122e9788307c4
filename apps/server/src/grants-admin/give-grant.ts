import type { NewManualGrant, PolicyTarget } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { Classes } from '../classes/index';
import { afterCommit, retryTransaction } from '../database/index';
import { Entitlements, knownRoles } from '../entitlements/index';
import { type GrantByHandEntity, GrantsByHand } from '../grants/index';
import { actorOf, Users } from '../identity/index';
import { Bus, Clock, type Viewer, VirlabError } from '../platform/index';
import { KnownTargets } from '../policies/index';
import { DecideAnew } from './decide-anew';
import { factsOf, subjectOf } from './grant-words';

/** The longest that something is given by hand: what is meant to last belongs into a rule. */
export const LONGEST_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Gives a right by hand, to a person or to everybody of a class. It takes effect at once, whoever is signed in.
 *
 * @throws VirlabError `grant-in-the-past`, `grant-too-long`, `grant-to-oneself`, `grant-of-privilege`, `grant-circular`;
 *   `person-not-found`, `class-not-found`, `policy-target-unknown`; `bad-request` for a part or a number of machines of
 *   what has none
 */
@Injectable()
export class GiveGrant {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
    private readonly users: Users,
    private readonly classes: Classes,
    private readonly entitlements: Entitlements,
    private readonly targets: KnownTargets,
    private readonly grants: GrantsByHand,
    private readonly decideAnew: DecideAnew,
  ) {}

  async run(wanted: NewManualGrant, viewer: Viewer): Promise<GrantByHandEntity> {
    const validUntil = new Date(wanted.validUntil);
    this.requireEnd(validUntil);
    await this.requireOther(wanted.to, viewer);
    const target = await this.targets.find(wanted.target);
    requireGivable(target, wanted);
    const toTitle = await this.titleOf(wanted.to);
    const people = await this.grants.peopleOf({ toKind: wanted.to.kind, toId: wanted.to.id });
    const given = await retryTransaction(this.source, async (manager) => {
      const grant = await this.grants.add(
        {
          toKind: wanted.to.kind,
          toId: wanted.to.id,
          toTitle,
          targetKind: target.kind,
          targetRef: target.ref,
          targetTitle: target.title,
          asRole: target.kind === 'class' ? (wanted.as ?? 'learner') : null,
          vms: wanted.vms ?? null,
          reason: wanted.reason,
          grantedById: viewer.userId,
          grantedByName: viewer.displayName,
          validUntil,
        },
        manager,
      );
      await this.audit.record(
        {
          kind: 'grant.given',
          ...actorOf(viewer),
          subject: subjectOf(grant),
          ruleId: `grant:${grant.id}`,
          facts: { ...factsOf(grant), people: String(people.length) },
        },
        manager,
      );
      afterCommit(manager, () => this.bus.tell({ type: 'policy-changed' }));
      return grant;
    });
    await this.decideAnew.run(people);
    return given;
  }

  private requireEnd(validUntil: Date): void {
    const now = this.clock.now().getTime();
    if (validUntil.getTime() <= now) throw new VirlabError('grant-in-the-past');
    if (validUntil.getTime() > now + LONGEST_DAYS * DAY_MS) {
      throw new VirlabError('grant-too-long', {
        publicDetail: `it may last ${LONGEST_DAYS} days, until ${new Date(now + LONGEST_DAYS * DAY_MS).toISOString()}`,
      });
    }
  }

  private async requireOther(to: NewManualGrant['to'], { userId }: Viewer): Promise<void> {
    if (to.kind === 'person') {
      if (to.id === userId) throw new VirlabError('grant-to-oneself');
      return;
    }
    const own = await this.entitlements.ofUser(userId);
    if (own.some(({ kind, ref }) => kind === 'class' && ref === to.id)) {
      throw new VirlabError('grant-to-oneself', { publicDetail: 'you are in this class yourself' });
    }
  }

  private async titleOf(to: NewManualGrant['to']): Promise<string> {
    if (to.kind === 'person') return (await this.users.get(to.id)).displayName;
    const { code, title } = await this.classes.get(to.id);
    return code === '' || code === title ? title : `${code} ${title}`;
  }
}

function requireGivable({ kind, ref }: PolicyTarget, { to, as, vms }: NewManualGrant): void {
  if (kind === 'role' && knownRoles.includes(ref)) {
    throw new VirlabError('grant-of-privilege', {
      publicDetail: `"${ref}" is given by a rule of the policy; for emergencies there is break-glass`,
    });
  }
  if (kind === 'class' && to.kind === 'class') throw new VirlabError('grant-circular');
  if (as !== undefined && kind !== 'class') {
    throw new VirlabError('bad-request', {
      publicDetail: `as: "${as}" is a part in a class, not of a ${kind}`,
    });
  }
  if (vms !== undefined && kind !== 'pool') {
    throw new VirlabError('bad-request', {
      publicDetail: `vms: ${vms} machines can be given of a pool only`,
    });
  }
}
