import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type FindOptionsWhere, IsNull, MoreThan } from 'typeorm';
import { Clock } from '../platform/index';
import { EntitlementEntity } from './entitlement.entity';
import type { Grant } from './grant';
import { replaceEntitlements } from './replace-entitlements';

/** Who may use what, from which rule, until when. Every answer holds only rights that are valid now. */
@Injectable()
export class Entitlements {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What a person has. */
  ofUser(userId: string): Promise<EntitlementEntity[]> {
    return this.find({ userId });
  }

  /** A person's right to a pool; null when they have none. */
  async poolOf(userId: string, poolId: string): Promise<EntitlementEntity | null> {
    const [found] = await this.find({ userId, kind: 'pool', ref: poolId });
    return found ?? null;
  }

  /** Ids of the people who have a pool. */
  async usersOfPool(poolId: string): Promise<string[]> {
    const rows = await this.find({ kind: 'pool', ref: poolId });
    return [...new Set(rows.map(({ userId }) => userId))];
  }

  /** Everybody of a class, in whatever part: one right for each part that a person has. */
  membersOfClass(classId: string): Promise<EntitlementEntity[]> {
    return this.find({ kind: 'class', ref: classId });
  }

  /** How many people have a role, a class (in whatever part) or a pool. */
  async countHolders(kind: EntitlementEntity['kind'], ref: string): Promise<number> {
    const row = await this.source.manager
      .createQueryBuilder(EntitlementEntity, 'right')
      .select('COUNT(DISTINCT right.userId)', 'holders')
      .where('right.kind = :kind AND right.ref = :ref', { kind, ref })
      .andWhere('(right.validUntil IS NULL OR right.validUntil > :now)', { now: this.clock.now().getTime() })
      .getRawOne<{ holders: number | string }>();
    return Number(row?.holders ?? 0);
  }

  /** Ids of the people who have a role everywhere. */
  async usersOfRole(role: string, manager: EntityManager = this.source.manager): Promise<string[]> {
    const rows = await this.find({ kind: 'role', ref: role, scope: IsNull() }, manager);
    return [...new Set(rows.map(({ userId }) => userId))];
  }

  /** Everything that anybody has. */
  all(): Promise<EntitlementEntity[]> {
    return this.find({});
  }

  /** Makes `grants` all that a person has, none included; see {@link replaceEntitlements}. */
  replace(
    userId: string,
    grants: readonly Grant[],
    facts: { policyVersion: number; at: Date },
    manager: EntityManager,
  ): Promise<{ gained: string[]; lost: string[] }> {
    return replaceEntitlements(userId, grants, facts, manager);
  }

  private find(
    where: FindOptionsWhere<EntitlementEntity>,
    manager: EntityManager = this.source.manager,
  ): Promise<EntitlementEntity[]> {
    return manager.find(EntitlementEntity, {
      where: [
        { ...where, validUntil: IsNull() },
        { ...where, validUntil: MoreThan(this.clock.now()) },
      ],
      order: { kind: 'ASC', ref: 'ASC', asRole: 'ASC', scope: 'ASC', id: 'ASC' },
    });
  }
}
