import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type FindOptionsWhere, IsNull, LessThanOrEqual } from 'typeorm';
import { readRows } from '../database/index';
import { Clock } from '../platform/index';
import { EntitlementEntity } from './entitlement.entity';
import type { Grant } from './grant';
import { EndedRightEntity } from './ended-right.entity';
import { graceOf } from './keep-ends';
import { type ReplacedEntitlements, replaceEntitlements } from './replace-entitlements';

const POOL_RIGHT = [
  'userId',
  'ref',
  'ruleId',
  'ruleName',
  'policyVersion',
  'quota',
  'values',
  'validUntil',
] as const;

const END = ['userId', 'poolId', 'endedAt', 'graceUntil', 'ruleId', 'ruleName', 'vms'] as const;

/** A right to a pool, as lists of machines tell it. */
export type PoolRight = Pick<EntitlementEntity, (typeof POOL_RIGHT)[number]>;

/** A right to a pool that ended. */
export type EndOfRight = Pick<EndedRightEntity, 'endedAt' | 'graceUntil' | 'ruleId' | 'ruleName' | 'vms'>;

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

  /** What these people have of pools, in a few queries for hundreds of them. */
  async poolsOfUsers(userIds: readonly string[]): Promise<PoolRight[]> {
    const rights = await readRows(this.source.manager, EntitlementEntity, {
      columns: POOL_RIGHT,
      among: { property: 'userId', values: userIds },
      equal: { kind: 'pool' },
    });
    return this.inForce(rights);
  }

  /** What anybody has of these pools: one right for each person and pool. */
  async ofPools(poolIds: readonly string[]): Promise<PoolRight[]> {
    const rights = await readRows(this.source.manager, EntitlementEntity, {
      columns: POOL_RIGHT,
      among: { property: 'ref', values: poolIds },
      equal: { kind: 'pool' },
    });
    return this.inForce(rights);
  }

  /** A person's right to a pool; null when they have none. */
  async poolOf(userId: string, poolId: string): Promise<EntitlementEntity | null> {
    const [found] = await this.find({ userId, kind: 'pool', ref: poolId });
    return found ?? null;
  }

  /** When a person's right to a pool ended, and until when what runs by it may go on; null when it did not end. */
  async endOf(userId: string, poolId: string): Promise<EndOfRight | null> {
    const { manager } = this.source;
    const [kept] = await manager.findBy(EndedRightEntity, { userId, poolId });
    if (kept) return kept;
    // Ended by time, and not decided anew yet.
    const over = {
      userId,
      kind: 'pool' as const,
      ref: poolId,
      validUntil: LessThanOrEqual(this.clock.now()),
    };
    const [right] = await manager.findBy(EntitlementEntity, over);
    if (!right?.validUntil) return null;
    const { validUntil: endedAt, graceDays, ruleId, ruleName, quota } = right;
    return { endedAt, graceUntil: graceOf(endedAt, graceDays), ruleId, ruleName, vms: quota?.vms ?? 1 };
  }

  /** As `endOf` for every pool of these people, those among them that they have a right to now as well. */
  async endsOfUsers(
    userIds: readonly string[],
  ): Promise<(EndOfRight & { userId: string; poolId: string })[]> {
    const { manager } = this.source;
    const among = { property: 'userId', values: userIds } as const;
    const kept = await readRows(manager, EndedRightEntity, { columns: END, among });
    const rights = await readRows(manager, EntitlementEntity, {
      columns: [...POOL_RIGHT, 'graceDays'],
      among,
      equal: { kind: 'pool' },
    });
    const now = this.clock.now();
    const over = rights.flatMap(
      ({ userId, ref, validUntil: endedAt, graceDays, ruleId, ruleName, quota }) => {
        if (!endedAt || endedAt > now) return [];
        const graceUntil = graceOf(endedAt, graceDays);
        return { userId, poolId: ref, endedAt, graceUntil, ruleId, ruleName, vms: quota?.vms ?? 1 };
      },
    );
    const known = new Set(kept.map(({ userId, poolId }) => `${userId} ${poolId}`));
    return [...kept, ...over.filter(({ userId, poolId }) => !known.has(`${userId} ${poolId}`))];
  }

  /** Ids of the people who have a right on record whose time is over. */
  async usersWithRightsOver(most: number): Promise<string[]> {
    const rows = await this.source.manager.find(EntitlementEntity, {
      where: { validUntil: LessThanOrEqual(this.clock.now()) },
      select: { id: true, userId: true },
      order: { validUntil: 'ASC' },
      take: most,
    });
    return [...new Set(rows.map(({ userId }) => userId))];
  }

  /** Ids of the people who have a pool. */
  async usersOfPool(poolId: string): Promise<string[]> {
    const rows = await this.find({ kind: 'pool', ref: poolId });
    return [...new Set(rows.map(({ userId }) => userId))];
  }

  /** Everybody of a class, in whatever part: one right for each part that a person has. */
  async membersOfClass(classId: string): Promise<Pick<EntitlementEntity, 'userId' | 'asRole'>[]> {
    const rights = await readRows(this.source.manager, EntitlementEntity, {
      columns: ['userId', 'asRole', 'validUntil'],
      among: { property: 'ref', values: [classId] },
      equal: { kind: 'class' },
    });
    return this.inForce(rights);
  }

  /** Every right to a role, a class or a pool that holds now. */
  holdersOf(kind: EntitlementEntity['kind'], ref: string): Promise<EntitlementEntity[]> {
    return this.find({ kind, ref });
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
  ): Promise<ReplacedEntitlements> {
    return replaceEntitlements(userId, grants, facts, manager);
  }

  /** The time is compared here: TypeORM writes it into the statement, which would then be prepared anew each time. */
  private async find(
    where: FindOptionsWhere<EntitlementEntity>,
    manager: EntityManager = this.source.manager,
  ): Promise<EntitlementEntity[]> {
    const found = await manager.find(EntitlementEntity, {
      where,
      order: { kind: 'ASC', ref: 'ASC', asRole: 'ASC', scope: 'ASC', id: 'ASC' },
    });
    return this.inForce(found);
  }

  private inForce<T extends Pick<EntitlementEntity, 'validUntil'>>(rights: readonly T[]): T[] {
    const now = this.clock.now();
    return rights.filter(({ validUntil }) => validUntil === null || validUntil > now);
  }
}
