import type { ManualGrant, ManualGrants } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Entitlements } from '../entitlements/index';
import { type GrantByHandEntity, GrantsByHand } from '../grants/index';
import { Clock, sha256, type Viewer, VirlabError } from '../platform/index';
import { ExplainRight } from '../policies/index';
import { LONGEST_DAYS } from './give-grant';

const DENIED = new Set(['denied', 'login-denied']);

/** What was given by hand, valid first, with how many people it reaches and of whom a deny keeps it. */
@Injectable()
export class PresentGrants {
  constructor(
    private readonly clock: Clock,
    private readonly entitlements: Entitlements,
    private readonly grants: GrantsByHand,
    private readonly explain: ExplainRight,
  ) {}

  async all(viewer: Viewer): Promise<ManualGrants> {
    const members = new Map<string, string[]>();
    const rows = [...(await this.grants.listValid()), ...(await this.grants.listOver())];
    const grants: ManualGrant[] = [];
    for (const row of rows) grants.push(await this.one(row, viewer, members));
    return { grants, longestDays: LONGEST_DAYS };
  }

  /** One grant; who may not see people gets a pseudonym, and no reason, which may hold a name. */
  async one(
    grant: GrantByHandEntity,
    viewer: Viewer,
    members: Map<string, string[]> = new Map(),
  ): Promise<ManualGrant> {
    const people = await this.grants.peopleOf(grant, members);
    const state = this.stateOf(grant);
    const heldBack = state === 'valid' ? await this.heldBackOf(grant, people) : [];
    const isHidden = grant.toKind === 'person' && !viewer.abilities.includes('people.read');
    const to = isHidden
      ? { id: '', title: `#${sha256('grants by hand', grant.toId).slice(0, 6)}` }
      : { id: grant.toId, title: grant.toTitle };
    const { targetKind, targetRef, targetTitle, revokedById, revokedByName, endedAt } = grant;
    return {
      id: grant.id,
      to: { kind: grant.toKind, ...to },
      target: { kind: targetKind, ref: targetRef, title: targetTitle },
      ...(grant.asRole === null ? {} : { as: grant.asRole }),
      ...(grant.vms === null ? {} : { vms: grant.vms }),
      reason: isHidden ? '' : grant.reason,
      grantedBy: { userId: grant.grantedById, displayName: grant.grantedByName },
      grantedAt: grant.grantedAt.toISOString(),
      validUntil: grant.validUntil.toISOString(),
      state,
      heldBack: heldBack.length,
      ...(await this.heldBackBy(grant, heldBack)),
      people: people.length,
      ...(revokedById === null || endedAt === null
        ? {}
        : {
            revokedBy: { userId: revokedById, displayName: revokedByName ?? '' },
            revokedAt: endedAt.toISOString(),
          }),
    };
  }

  private stateOf({ revokedById, validUntil }: GrantByHandEntity): ManualGrant['state'] {
    if (revokedById !== null) return 'revoked';
    return validUntil > this.clock.now() ? 'valid' : 'ended';
  }

  /** Whoever a valid grant is about has the right, unless a deny keeps it back. */
  private async heldBackOf(
    { targetKind, targetRef }: GrantByHandEntity,
    people: string[],
  ): Promise<string[]> {
    const holders = new Set(await this.holdersOf(targetKind, targetRef));
    return people.filter((userId) => !holders.has(userId));
  }

  private async holdersOf(kind: GrantByHandEntity['targetKind'], ref: string): Promise<string[]> {
    if (kind === 'pool') return this.entitlements.usersOfPool(ref);
    if (kind === 'role') return this.entitlements.usersOfRole(ref);
    return (await this.entitlements.membersOfClass(ref)).map(({ userId }) => userId);
  }

  /** The rule that keeps it, told of the first person: a deny of a target is mostly one rule about all of them. */
  private async heldBackBy(
    { targetKind, targetRef }: GrantByHandEntity,
    [first]: string[],
  ): Promise<Pick<ManualGrant, 'heldBackBy'>> {
    if (first === undefined) return {};
    try {
      const { answer } = await this.explain.run(first, `${targetKind}:${targetRef}`);
      if (!DENIED.has(answer.key)) return {};
      const { ruleId = '', ruleName = '', reason = '' } = answer.params;
      return { heldBackBy: { ruleId, ruleName, reason } };
    } catch (error) {
      // A target, a person or a policy that is gone has no rule to name.
      if (error instanceof VirlabError) return {};
      throw error;
    }
  }
}
